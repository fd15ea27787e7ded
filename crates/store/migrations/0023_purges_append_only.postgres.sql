-- The record of purges only grows. Said twice, because the engines have no common text for triggers.
CREATE FUNCTION refuse_purge_change() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'the record of purges is append-only'; END$$;
CREATE TRIGGER purges_are_append_only BEFORE UPDATE OR DELETE ON purges
FOR EACH ROW EXECUTE FUNCTION refuse_purge_change();
CREATE TRIGGER purges_are_not_truncated BEFORE TRUNCATE ON purges
FOR EACH STATEMENT EXECUTE FUNCTION refuse_purge_change();
