-- Links only grow. Said twice, because the engines have no common text for triggers.
CREATE FUNCTION refuse_link_change() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'links are append-only'; END$$;
CREATE TRIGGER link_changes_are_append_only BEFORE UPDATE OR DELETE ON link_changes
FOR EACH ROW EXECUTE FUNCTION refuse_link_change();
CREATE TRIGGER link_changes_are_not_truncated BEFORE TRUNCATE ON link_changes
FOR EACH STATEMENT EXECUTE FUNCTION refuse_link_change();
