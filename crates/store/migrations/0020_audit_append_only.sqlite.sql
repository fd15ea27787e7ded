-- The audit record only grows, but for how often something was counted. Said twice, because the
-- engines have no common text for triggers.
CREATE TRIGGER audit_log_is_not_updated BEFORE UPDATE ON audit_log
WHEN NOT (NEW.times > OLD.times AND NEW.id IS OLD.id AND NEW.at IS OLD.at
    AND NEW.event IS OLD.event AND NEW.person_id IS OLD.person_id
    AND NEW.company_id IS OLD.company_id AND NEW.about_person_id IS OLD.about_person_id
    AND NEW.about IS OLD.about AND NEW.before IS OLD.before AND NEW.after IS OLD.after)
BEGIN SELECT RAISE(ABORT, 'the audit record is append-only'); END;
CREATE TRIGGER audit_log_is_not_deleted BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit record is append-only'); END;
-- REPLACE takes the old row away without asking the trigger above.
CREATE TRIGGER audit_log_is_not_replaced BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the audit record is append-only'); END;
