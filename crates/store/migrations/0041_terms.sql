-- What a product's terms were until a change, so that a report keeps to those with which it was made,
-- also for a product without a line in it. A row for each change, and none for what never changed.
--
-- turn: that of the work lock (installation.turns) in which it changed. Its decimals are not here:
-- they are fixed once it has readings.
CREATE TABLE product_changes (
    product_id {int} NOT NULL,
    turn {int} NOT NULL,
    name {text} NOT NULL,
    unit {text} NOT NULL,
    reports_usage {bool} NOT NULL,
    basis {text} NOT NULL,
    PRIMARY KEY (product_id, turn)
) {end};

-- The same of a subscription: a report does not list those that ended before its cycle.
CREATE TABLE subscription_changes (
    subscription_id {int} NOT NULL,
    turn {int} NOT NULL,
    billable {bool} NOT NULL,
    ends_on {int},
    PRIMARY KEY (subscription_id, turn)
) {end};

-- made_turn: the last turn whose changes its making knew. None of a report that an earlier program
-- made, for which the terms at the time of this step take their place.
ALTER TABLE reports ADD COLUMN made_turn {int};

-- moved_turn: the last turn in which a dated link changed. What was worked out of the links before
-- it, is worked out again.
ALTER TABLE installation ADD COLUMN moved_turn {int};
UPDATE installation SET moved_turn = turns WHERE EXISTS (SELECT 1 FROM link_changes);

-- Late differences of products without a line went by the terms at the time when they were found.
-- They are found once more, by the terms that apply from now on.
INSERT INTO arrivals (partner_id, since_day)
    SELECT DISTINCT d.partner_id, 0 FROM late_differences d WHERE NOT EXISTS (
        SELECT 1 FROM report_lines l WHERE l.cycle = d.cycle AND l.partner_id = d.partner_id
            AND l.vendor_id = d.vendor_id AND l.product_id = d.product_id)
    ON CONFLICT (partner_id) DO UPDATE SET since_day = 0;
