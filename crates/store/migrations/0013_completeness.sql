-- What a distributor has to know of a cycle before it calls it done.

-- When somebody of the partner first had a report before them; the first one stays.
CREATE TABLE report_openings (
    cycle {int} NOT NULL,
    partner_id {int} NOT NULL,
    vendor_id {int} NOT NULL,
    first_opened_at {instant} NOT NULL,
    person_id {int} NOT NULL,
    PRIMARY KEY (cycle, partner_id, vendor_id)
) {end};
-- Of the time before this step it is known only of reports that a person submitted, and when they
-- did at the latest.
INSERT INTO report_openings (cycle, partner_id, vendor_id, first_opened_at, person_id)
    SELECT r.cycle, r.partner_id, r.vendor_id, r.submitted_at, MIN(h.person_id)
    FROM reports r JOIN history h ON h.cycle = r.cycle AND h.partner_id = r.partner_id
        AND h.vendor_id = r.vendor_id AND h.verb = 'report.submit' AND h.person_id IS NOT NULL
    WHERE r.submission = 'manual' AND r.submitted_at IS NOT NULL
    GROUP BY r.cycle, r.partner_id, r.vendor_id, r.submitted_at;

-- Who said when that a cycle is done: a statement, which locks nothing. The last one is meant.
CREATE TABLE cycle_closings (
    distributor_id {int} NOT NULL,
    cycle {int} NOT NULL,
    closed_at {instant} NOT NULL,
    person_id {int} NOT NULL,
    PRIMARY KEY (distributor_id, cycle, closed_at)
) {end};

-- Few of the figures are of subscriptions without data, and they are looked for by cycle.
CREATE INDEX figures_without_data ON figures (cycle, standing, partner_id, vendor_id)
    WHERE standing IN ('carried-forward', 'no-data');
