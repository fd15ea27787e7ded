-- History only grows. Said twice, because the engines have no common text for triggers.
CREATE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'history is append-only'; END$$;
CREATE TRIGGER history_is_append_only BEFORE UPDATE OR DELETE ON history
FOR EACH ROW EXECUTE FUNCTION refuse_history_change();
CREATE TRIGGER history_is_not_truncated BEFORE TRUNCATE ON history
FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();
