-- A subscription that changed its product brought its readings along, and the product was not marked
-- as having any: its vendor and its decimals could still change. A line is made of readings too, also
-- of ones that were purged since.
UPDATE products SET has_readings = TRUE WHERE NOT has_readings AND (
    id IN (SELECT l.after FROM link_changes l WHERE l.kind = 'subscription-product'
        AND l.subject_id IN (SELECT r.subscription_id FROM readings r))
    OR id IN (SELECT product_id FROM report_lines)
);
