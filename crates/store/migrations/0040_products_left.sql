-- A product that a subscription left before its readings came was not marked as having any: the
-- readings of the days before the change are of this product, and its vendor and its decimals could
-- still change.
UPDATE products SET has_readings = TRUE WHERE NOT has_readings AND id IN (
    SELECT l.before FROM link_changes l WHERE l.kind = 'subscription-product'
        AND l.subject_id IN (SELECT r.subscription_id FROM readings r)
);
