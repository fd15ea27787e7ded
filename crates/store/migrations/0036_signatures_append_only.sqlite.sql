-- Signatures only grow. Said twice, because the engines have no common text for triggers.
CREATE TRIGGER signatures_are_not_updated BEFORE UPDATE ON signatures
BEGIN SELECT RAISE(ABORT, 'the signatures are append-only'); END;
CREATE TRIGGER signatures_are_not_deleted BEFORE DELETE ON signatures
BEGIN SELECT RAISE(ABORT, 'the signatures are append-only'); END;
-- REPLACE takes the old row away without asking the trigger above.
CREATE TRIGGER signatures_are_not_replaced BEFORE INSERT ON signatures
WHEN EXISTS (SELECT 1 FROM signatures WHERE cycle = NEW.cycle AND partner_id = NEW.partner_id
    AND vendor_id = NEW.vendor_id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'the signatures are append-only'); END;
