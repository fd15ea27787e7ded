-- Corrections of completed reports: what distributor and partner agree to change. The report and
-- its lines stay as they are.
--
-- state: proposed, agreed, refused, withdrawn, dispatched, completed or returned. amendment: from 2,
-- once it was agreed to. company_id and person_id: whose proposal it is. version: the report's since
-- the correction stands where it does. chargeable_before: none where there was no line.
CREATE TABLE corrections (
    cycle {int} NOT NULL,
    partner_id {int} NOT NULL,
    vendor_id {int} NOT NULL,
    number {int} NOT NULL,
    distributor_id {int} NOT NULL,
    state {text} NOT NULL,
    amendment {int},
    company_id {int} NOT NULL,
    person_id {int} NOT NULL,
    proposed_at {instant} NOT NULL,
    proposed_version {int} NOT NULL,
    changed_at {instant} NOT NULL,
    version {int} NOT NULL,
    reason {text} NOT NULL,
    PRIMARY KEY (cycle, partner_id, vendor_id, number)
) {end};
CREATE INDEX corrections_by_time ON corrections (changed_at, partner_id, cycle, vendor_id, number);
CREATE INDEX corrections_by_distributor ON corrections
    (distributor_id, changed_at, partner_id, cycle, vendor_id, number);
CREATE INDEX corrections_by_partner ON corrections
    (partner_id, changed_at, cycle, vendor_id, number);
CREATE INDEX corrections_agreed ON corrections (distributor_id, vendor_id, cycle, partner_id)
    WHERE state = 'agreed';
CREATE INDEX corrections_dispatched ON corrections (vendor_id) WHERE state = 'dispatched';

CREATE TABLE correction_lines (
    cycle {int} NOT NULL,
    partner_id {int} NOT NULL,
    vendor_id {int} NOT NULL,
    number {int} NOT NULL,
    product_id {int} NOT NULL,
    product_code {text} NOT NULL,
    product_name {text} NOT NULL,
    unit {text} NOT NULL,
    decimals {int} NOT NULL,
    chargeable_before {int},
    chargeable_after {int} NOT NULL,
    reason {text} NOT NULL,
    PRIMARY KEY (cycle, partner_id, vendor_id, number, product_id)
) {end};
