-- The record of purges only grows. Said twice, because the engines have no common text for triggers.
CREATE TRIGGER purges_are_not_updated BEFORE UPDATE ON purges
BEGIN SELECT RAISE(ABORT, 'the record of purges is append-only'); END;
CREATE TRIGGER purges_are_not_deleted BEFORE DELETE ON purges
BEGIN SELECT RAISE(ABORT, 'the record of purges is append-only'); END;
-- REPLACE takes the old row away without asking the trigger above.
CREATE TRIGGER purges_are_not_replaced BEFORE INSERT ON purges
WHEN EXISTS (SELECT 1 FROM purges WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the record of purges is append-only'); END;
