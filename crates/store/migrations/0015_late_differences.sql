-- What readings that came after a report's first submission would have made of its lines. A row is
-- gone again where that is what the report says. found_at: since when it is so.
CREATE TABLE late_differences (
    cycle {int} NOT NULL,
    partner_id {int} NOT NULL,
    vendor_id {int} NOT NULL,
    product_id {int} NOT NULL,
    distributor_id {int} NOT NULL,
    product_code {text} NOT NULL,
    product_name {text} NOT NULL,
    unit {text} NOT NULL,
    decimals {int} NOT NULL,
    provisioned {int} NOT NULL,
    used {int},
    default_chargeable {int} NOT NULL,
    found_at {instant} NOT NULL,
    PRIMARY KEY (cycle, partner_id, vendor_id, product_id)
) {end};
CREATE INDEX late_differences_by_distributor ON late_differences
    (distributor_id, cycle, partner_id, vendor_id, product_id);
CREATE INDEX late_differences_by_partner ON late_differences
    (partner_id, cycle, vendor_id, product_id);
-- What came late until now was worked out whenever it was shown. Whoever has submitted reports is
-- looked at again, from the first cycle on.
INSERT INTO arrivals (partner_id, since_day)
    SELECT DISTINCT partner_id, 0 FROM reports WHERE status <> 'preparing'
    ON CONFLICT (partner_id) DO UPDATE SET since_day = 0;
