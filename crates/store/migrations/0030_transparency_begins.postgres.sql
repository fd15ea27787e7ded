-- Leaves and checkpoints only grow; and the records whose keys the engines write differently begin
-- to be added. Said twice, because the engines have no common text for triggers.
CREATE FUNCTION refuse_log_change() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'the transparency log is append-only'; END$$;
CREATE TRIGGER tlog_leaves_are_append_only BEFORE UPDATE OR DELETE ON tlog_leaves
FOR EACH ROW EXECUTE FUNCTION refuse_log_change();
CREATE TRIGGER tlog_leaves_are_not_truncated BEFORE TRUNCATE ON tlog_leaves
FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change();
CREATE TRIGGER tlog_checkpoints_are_append_only BEFORE UPDATE OR DELETE ON tlog_checkpoints
FOR EACH ROW EXECUTE FUNCTION refuse_log_change();
CREATE TRIGGER tlog_checkpoints_are_not_truncated BEFORE TRUNCATE ON tlog_checkpoints
FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change();

INSERT INTO tlog_pending (kind, record, number)
SELECT 'audit', replace(CAST(id AS TEXT), '-', ''), 0 FROM audit_log;
INSERT INTO tlog_pending (kind, record, number)
SELECT 'audit-details', replace(CAST(entry_id AS TEXT), '-', ''), 0 FROM audit_details;
INSERT INTO tlog_pending (kind, record, number)
SELECT 'closing', CAST(distributor_id AS TEXT) || '/' || CAST(cycle AS TEXT),
    CAST(EXTRACT(EPOCH FROM closed_at) * 1000000 AS BIGINT)
FROM cycle_closings;
