-- History only grows. Said twice, because the engines have no common text for triggers.
CREATE TRIGGER history_is_not_updated BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_is_not_deleted BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
-- REPLACE takes the old row away without asking the trigger above.
CREATE TRIGGER history_is_not_replaced BEFORE INSERT ON history
WHEN EXISTS (SELECT 1 FROM history WHERE cycle = NEW.cycle AND partner_id = NEW.partner_id
    AND vendor_id = NEW.vendor_id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
