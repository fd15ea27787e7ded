-- A dispatch never changes. Said twice, because the engines have no common text for triggers.
CREATE FUNCTION refuse_dispatch_change() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'a dispatch never changes'; END$$;
CREATE TRIGGER dispatches_are_not_changed BEFORE UPDATE OR DELETE ON dispatches
FOR EACH ROW EXECUTE FUNCTION refuse_dispatch_change();
CREATE TRIGGER dispatches_are_not_truncated BEFORE TRUNCATE ON dispatches
FOR EACH STATEMENT EXECUTE FUNCTION refuse_dispatch_change();
CREATE TRIGGER dispatched_reports_are_not_changed BEFORE UPDATE OR DELETE ON dispatched_reports
FOR EACH ROW EXECUTE FUNCTION refuse_dispatch_change();
CREATE TRIGGER dispatched_reports_are_not_truncated BEFORE TRUNCATE ON dispatched_reports
FOR EACH STATEMENT EXECUTE FUNCTION refuse_dispatch_change();
