-- Dispatches: approved reports of one distributor on their way to one vendor, as they were sent.
-- Said twice, because the engines have no common text for triggers.
--
-- first_cycle and last_cycle are those of its documents. hash covers what the dispatch says of
-- itself and the hashes of its documents in order. version is the report's after the move.
CREATE TABLE dispatches (
    distributor_id {int} NOT NULL,
    number {int} NOT NULL,
    id {uuid} NOT NULL,
    vendor_id {int} NOT NULL,
    created_at {instant} NOT NULL,
    person_id {int} NOT NULL,
    purchase_order {text},
    note {text},
    report_count {int} NOT NULL,
    first_cycle {int} NOT NULL,
    last_cycle {int} NOT NULL,
    hash {bytes} NOT NULL,
    PRIMARY KEY (distributor_id, number)
) {end};
CREATE INDEX dispatches_by_id ON dispatches (id);
CREATE INDEX dispatches_by_distributor ON dispatches (distributor_id, created_at, number);
CREATE INDEX dispatches_by_vendor ON dispatches (vendor_id, created_at, number, distributor_id);
CREATE INDEX dispatches_by_time ON dispatches (created_at, number, distributor_id);

CREATE TABLE dispatched_reports (
    cycle {int} NOT NULL,
    partner_id {int} NOT NULL,
    vendor_id {int} NOT NULL,
    dispatch_id {uuid} NOT NULL,
    position {int} NOT NULL,
    report_id {uuid} NOT NULL,
    amendment {int} NOT NULL,
    version {int} NOT NULL,
    document {text} NOT NULL,
    hash {bytes} NOT NULL,
    PRIMARY KEY (cycle, partner_id, vendor_id, dispatch_id)
) {end};
CREATE INDEX dispatched_reports_by_dispatch ON dispatched_reports (dispatch_id, position);

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
