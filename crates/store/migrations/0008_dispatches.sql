-- Dispatches: approved reports of one distributor on their way to one vendor, as they were sent.
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
