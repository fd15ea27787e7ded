-- What lists are narrowed and sorted by beside their orders.
--
-- all_comments: the comments of lines and the report's own. plain_change: the largest plain change
-- of a line in millionths, as domain::surprise defines it. name_order: the folded name of the
-- partner, cut.
ALTER TABLE reports ADD COLUMN all_comments {int} NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN plain_change {int} NOT NULL DEFAULT 0;
ALTER TABLE reports ADD COLUMN name_order {text} NOT NULL DEFAULT '';

-- One index answers every criterion and the orders by these columns: it holds all of them, so that
-- the reports themselves are not read for it. It costs each decision one entry more. The number of
-- lines is first, which no criterion bounds: a bound there would tempt the engines away from the
-- index of a list's order.
CREATE INDEX reports_by_criteria ON reports
    (distributor_id, cycle, status, line_count, violation_count, penalty_count, all_comments,
    plain_change, approval, vendor_code, distributor_code, name_order, partner_code, partner_id,
    vendor_id);
CREATE INDEX vendor_reports_by_criteria ON reports
    (vendor_id, cycle, status, line_count, violation_count, penalty_count, all_comments,
    plain_change, approval, vendor_code, distributor_code, name_order, partner_code, partner_id)
    WHERE status IN ('submitted', 'completed');
