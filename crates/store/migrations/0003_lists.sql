-- What lists show and are sorted by, kept with each report, so that a page is a range of an index.
--
-- review_by: by when the distributor is looked to since it came under review; it binds nobody.
-- The counts, the largest change against last month's report and the surprise are those of
-- domain::surprise. The orders all ascend, so that one comparison of rows is a page:
-- surprise_order is minus the surprise; standing_order the microseconds of the deadline while with
-- the partner and of review_by while under review, and minus those of the decision once agreed;
-- city_order the folded city, cut, or the last text.

ALTER TABLE regions ADD COLUMN review_days {int};
ALTER TABLE distributors ADD COLUMN review_days {int};
ALTER TABLE partners ADD COLUMN review_days {int};

ALTER TABLE reports ADD COLUMN review_by {instant};
ALTER TABLE reports ADD COLUMN line_count {int} NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN violation_count {int} NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN penalty_count {int} NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN comment_count {int} NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN compared {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE reports ADD COLUMN change_product {text};
ALTER TABLE reports ADD COLUMN change_name {text};
ALTER TABLE reports ADD COLUMN change_decimals {int};
ALTER TABLE reports ADD COLUMN change_before {int};
ALTER TABLE reports ADD COLUMN change_after {int};
ALTER TABLE reports ADD COLUMN surprise_order {int} NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN standing_order {int} NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN city_order {text} NOT NULL DEFAULT '';

-- Every index here is written anew by each decision, so there are few. Lists are a distributor's:
-- everybody's are those of each distributor, merged.
DROP INDEX reports_by_status;
DROP INDEX reports_by_code;
CREATE INDEX reports_by_status ON reports
    (distributor_id, cycle, status, partner_code, vendor_code);
CREATE INDEX reports_by_surprise ON reports
    (distributor_id, cycle, status, surprise_order, partner_code, vendor_code);
CREATE INDEX reports_by_standing ON reports
    (distributor_id, cycle, status, standing_order, partner_code, vendor_code);
CREATE INDEX reports_by_city ON reports
    (distributor_id, cycle, status, city_order, partner_code, vendor_code);
CREATE INDEX reports_by_flag ON reports (distributor_id, cycle, flagged) WHERE flagged = TRUE;

-- Never written again once a report is made: a text is looked for here, and not in the reports.
CREATE INDEX reports_by_text ON reports (distributor_id, cycle, search_text);

-- A vendor sees only what was dispatched to it: none of these costs anything before that.
CREATE INDEX vendor_reports_by_status ON reports
    (vendor_id, cycle, status, distributor_code, partner_code)
    WHERE status IN ('submitted', 'completed');
CREATE INDEX vendor_reports_by_surprise ON reports
    (vendor_id, cycle, status, surprise_order, distributor_code, partner_code)
    WHERE status IN ('submitted', 'completed');
CREATE INDEX vendor_reports_by_standing ON reports
    (vendor_id, cycle, status, standing_order, distributor_code, partner_code)
    WHERE status IN ('submitted', 'completed');
CREATE INDEX vendor_reports_by_city ON reports
    (vendor_id, cycle, status, city_order, distributor_code, partner_code)
    WHERE status IN ('submitted', 'completed');
CREATE INDEX vendor_reports_by_text ON reports (vendor_id, cycle, search_text, status)
    WHERE status IN ('submitted', 'completed');
CREATE INDEX vendor_reports_by_flag ON reports (vendor_id, cycle, flagged, status)
    WHERE flagged = TRUE AND status IN ('submitted', 'completed');

-- Deadlines bind the partner alone.
DROP INDEX reports_by_deadline;
CREATE INDEX reports_by_deadline ON reports (deadline, status)
    WHERE status IN ('preparing', 'rejected');

-- Vendors and distributors are looked through often, and partners are many.
CREATE INDEX companies_not_partners ON companies (id) WHERE kind <> 'partner';
