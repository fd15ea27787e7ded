-- A dispatch never changes. Said twice, because the engines have no common text for triggers.
CREATE TRIGGER dispatches_are_not_updated BEFORE UPDATE ON dispatches
BEGIN SELECT RAISE(ABORT, 'a dispatch never changes'); END;
CREATE TRIGGER dispatches_are_not_deleted BEFORE DELETE ON dispatches
BEGIN SELECT RAISE(ABORT, 'a dispatch never changes'); END;
CREATE TRIGGER dispatched_reports_are_not_updated BEFORE UPDATE ON dispatched_reports
BEGIN SELECT RAISE(ABORT, 'a dispatch never changes'); END;
CREATE TRIGGER dispatched_reports_are_not_deleted BEFORE DELETE ON dispatched_reports
BEGIN SELECT RAISE(ABORT, 'a dispatch never changes'); END;
-- REPLACE takes the old row away without asking the triggers above.
CREATE TRIGGER dispatches_are_not_replaced BEFORE INSERT ON dispatches
WHEN EXISTS (SELECT 1 FROM dispatches WHERE distributor_id = NEW.distributor_id
    AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a dispatch never changes'); END;
CREATE TRIGGER dispatched_reports_are_not_replaced BEFORE INSERT ON dispatched_reports
WHEN EXISTS (SELECT 1 FROM dispatched_reports WHERE cycle = NEW.cycle
    AND partner_id = NEW.partner_id AND vendor_id = NEW.vendor_id
    AND dispatch_id = NEW.dispatch_id)
BEGIN SELECT RAISE(ABORT, 'a dispatch never changes'); END;
