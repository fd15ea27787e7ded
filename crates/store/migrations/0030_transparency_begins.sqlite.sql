-- Leaves and checkpoints only grow; and the records whose keys the engines write differently begin
-- to be added. Said twice, because the engines have no common text for triggers.
CREATE TRIGGER tlog_leaves_are_not_updated BEFORE UPDATE ON tlog_leaves
BEGIN SELECT RAISE(ABORT, 'the transparency log is append-only'); END;
CREATE TRIGGER tlog_leaves_are_not_deleted BEFORE DELETE ON tlog_leaves
BEGIN SELECT RAISE(ABORT, 'the transparency log is append-only'); END;
CREATE TRIGGER tlog_leaves_are_not_replaced BEFORE INSERT ON tlog_leaves
WHEN EXISTS (SELECT 1 FROM tlog_leaves WHERE position = NEW.position)
BEGIN SELECT RAISE(ABORT, 'the transparency log is append-only'); END;
CREATE TRIGGER tlog_checkpoints_are_not_updated BEFORE UPDATE ON tlog_checkpoints
BEGIN SELECT RAISE(ABORT, 'the transparency log is append-only'); END;
CREATE TRIGGER tlog_checkpoints_are_not_deleted BEFORE DELETE ON tlog_checkpoints
BEGIN SELECT RAISE(ABORT, 'the transparency log is append-only'); END;
CREATE TRIGGER tlog_checkpoints_are_not_replaced BEFORE INSERT ON tlog_checkpoints
WHEN EXISTS (SELECT 1 FROM tlog_checkpoints WHERE size = NEW.size)
BEGIN SELECT RAISE(ABORT, 'the transparency log is append-only'); END;

INSERT INTO tlog_pending (kind, record, number)
SELECT 'audit', lower(hex(id)), 0 FROM audit_log;
INSERT INTO tlog_pending (kind, record, number)
SELECT 'audit-details', lower(hex(entry_id)), 0 FROM audit_details;
INSERT INTO tlog_pending (kind, record, number)
SELECT 'closing', CAST(distributor_id AS TEXT) || '/' || CAST(cycle AS TEXT), closed_at
FROM cycle_closings;
