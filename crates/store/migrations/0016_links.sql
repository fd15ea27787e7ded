-- Since when links hold: whose a subscription, customer, partner or distributor is, and whether
-- usage reports exist. A row for each change, and none for what never moved.
--
-- place counts the changes of one link, from 0, in the order of their instants. recorded_at: when it
-- was recorded, which is later than since where somebody said so. Values are our numbers, or 1 and 0.
CREATE TABLE link_changes (
    kind {text} NOT NULL,
    subject_id {int} NOT NULL,
    place {int} NOT NULL,
    since {instant} NOT NULL,
    before {int} NOT NULL,
    after {int} NOT NULL,
    recorded_at {instant} NOT NULL,
    person_id {int},
    PRIMARY KEY (kind, subject_id, place)
) {end};

-- Time zones that a region had before: a date in a file that was read then means their noon.
CREATE TABLE former_zones (
    region_id {int} NOT NULL,
    time_zone {text} NOT NULL,
    PRIMARY KEY (region_id, time_zone)
) {end};

-- begins_at: where a move makes the cycle begin elsewhere than with the month in the report's zone.
ALTER TABLE figures ADD COLUMN begins_at {instant};

-- in_force_day: of a subscription that has moved, the UTC day that in_force holds its last reading
-- before; its home partner's says nothing about it any more.
ALTER TABLE subscriptions ADD COLUMN in_force_day {int};
UPDATE subscriptions SET in_force_day = 0 WHERE former_partner_id IS NOT NULL;

-- What is known of moves until now. A customer that moved: its subscriptions say from where.
INSERT INTO link_changes
    SELECT 'customer-partner', c.id, 0, c.owned_since, MIN(s.former_partner_id), c.partner_id,
        c.owned_since, NULL
    FROM customers c JOIN subscriptions s ON s.customer_id = c.id
    WHERE c.owned_since IS NOT NULL AND s.former_partner_id IS NOT NULL
        AND s.former_partner_id <> c.partner_id
        AND (s.held_since IS NULL OR s.held_since < c.owned_since)
    GROUP BY c.id, c.owned_since, c.partner_id;

-- The last report that names each subscription, and the last one of its former partner.
CREATE TABLE last_figures AS
    SELECT f.subscription_id AS subscription_id, MAX(f.cycle) AS cycle FROM figures f
    GROUP BY f.subscription_id;
CREATE TABLE former_figures AS
    SELECT f.subscription_id AS subscription_id, f.partner_id AS partner_id,
        MAX(f.cycle) AS cycle
    FROM figures f JOIN subscriptions s ON s.id = f.subscription_id
    WHERE s.held_since IS NOT NULL AND f.partner_id = s.former_partner_id
    GROUP BY f.subscription_id, f.partner_id;

-- A subscription that moved to another partner's customer: the report says which one it left.
INSERT INTO link_changes
    SELECT 'subscription-customer', s.id, 0, s.held_since, MIN(c.id), s.customer_id, s.held_since,
        NULL
    FROM former_figures l JOIN figures f ON f.cycle = l.cycle AND f.partner_id = l.partner_id
        AND f.subscription_id = l.subscription_id
    JOIN subscriptions s ON s.id = l.subscription_id
    JOIN customers c ON c.code = f.customer_code
    WHERE c.id <> s.customer_id
    GROUP BY s.id, s.held_since, s.customer_id;

-- A subscription of another product than its last report says changed after that was made.
INSERT INTO link_changes
    SELECT 'subscription-product', s.id, 0, MAX(r.made_at), MIN(f.product_id), s.product_id,
        MAX(r.made_at), NULL
    FROM last_figures l JOIN subscriptions s ON s.id = l.subscription_id
    JOIN figures f ON f.cycle = l.cycle AND f.subscription_id = l.subscription_id
    JOIN reports r ON r.cycle = f.cycle AND r.partner_id = f.partner_id
        AND r.vendor_id = f.vendor_id
    WHERE f.product_id <> s.product_id
    GROUP BY s.id, s.product_id;

DROP TABLE last_figures;
DROP TABLE former_figures;

-- What was changed by form is known to the instant.
INSERT INTO link_changes
    SELECT 'partner-distributor', p.id,
        ROW_NUMBER() OVER (PARTITION BY p.id ORDER BY d.id) - 1, d.changed_at, b.id, a.id,
        d.changed_at, d.person_id
    FROM directory_changes d JOIN companies p ON p.code = d.code
    JOIN companies b ON b.code = d.before JOIN companies a ON a.code = d.after
    WHERE d.kind = 'partner' AND d.field = 'distributor';
INSERT INTO link_changes
    SELECT 'distributor-region', p.id,
        ROW_NUMBER() OVER (PARTITION BY p.id ORDER BY d.id) - 1, d.changed_at, b.id, a.id,
        d.changed_at, d.person_id
    FROM directory_changes d JOIN companies p ON p.code = d.code
    JOIN regions b ON b.code = d.before JOIN regions a ON a.code = d.after
    WHERE d.kind = 'distributor' AND d.field = 'region';
INSERT INTO link_changes
    SELECT d.kind || '-type', p.id,
        ROW_NUMBER() OVER (PARTITION BY p.id ORDER BY d.id) - 1, d.changed_at,
        CASE WHEN d.before IN ('msp', 'distributor') THEN 1 ELSE 0 END,
        CASE WHEN d.after IN ('msp', 'distributor') THEN 1 ELSE 0 END,
        d.changed_at, d.person_id
    FROM directory_changes d JOIN companies p ON p.code = d.code
    WHERE d.kind IN ('partner', 'distributor') AND d.field = 'type' AND d.before IS NOT NULL;
INSERT INTO link_changes
    SELECT 'region-usage-reports', g.id,
        ROW_NUMBER() OVER (PARTITION BY g.id ORDER BY d.id) - 1, d.changed_at,
        CASE WHEN d.before = 'yes' THEN 1 ELSE 0 END, CASE WHEN d.after = 'yes' THEN 1 ELSE 0 END,
        d.changed_at, d.person_id
    FROM directory_changes d JOIN regions g ON g.code = d.code
    WHERE d.kind = 'region' AND d.field = 'usage_reports' AND d.before IS NOT NULL;
-- Changes that do not lead to what holds now had others after them, which nobody recorded.
DELETE FROM link_changes WHERE kind = 'partner-distributor' AND NOT EXISTS (
    SELECT 1 FROM partners p JOIN link_changes l ON l.subject_id = p.id
    WHERE l.kind = link_changes.kind AND p.id = link_changes.subject_id
        AND l.after = p.distributor_id AND l.place = (SELECT MAX(m.place) FROM link_changes m
            WHERE m.kind = l.kind AND m.subject_id = l.subject_id));
DELETE FROM link_changes WHERE kind = 'distributor-region' AND NOT EXISTS (
    SELECT 1 FROM distributors p JOIN link_changes l ON l.subject_id = p.id
    WHERE l.kind = link_changes.kind AND p.id = link_changes.subject_id
        AND l.after = p.region_id AND l.place = (SELECT MAX(m.place) FROM link_changes m
            WHERE m.kind = l.kind AND m.subject_id = l.subject_id));
DELETE FROM link_changes WHERE kind = 'partner-type' AND NOT EXISTS (
    SELECT 1 FROM partners p JOIN link_changes l ON l.subject_id = p.id
    WHERE l.kind = link_changes.kind AND p.id = link_changes.subject_id
        AND l.after = CASE WHEN p.type = 'msp' THEN 1 ELSE 0 END
        AND l.place = (SELECT MAX(m.place) FROM link_changes m
            WHERE m.kind = l.kind AND m.subject_id = l.subject_id));
DELETE FROM link_changes WHERE kind = 'distributor-type' AND NOT EXISTS (
    SELECT 1 FROM distributors p JOIN link_changes l ON l.subject_id = p.id
    WHERE l.kind = link_changes.kind AND p.id = link_changes.subject_id
        AND l.after = CASE WHEN p.type = 'distributor' THEN 1 ELSE 0 END
        AND l.place = (SELECT MAX(m.place) FROM link_changes m
            WHERE m.kind = l.kind AND m.subject_id = l.subject_id));
DELETE FROM link_changes WHERE kind = 'region-usage-reports' AND NOT EXISTS (
    SELECT 1 FROM regions p JOIN link_changes l ON l.subject_id = p.id
    WHERE l.kind = link_changes.kind AND p.id = link_changes.subject_id
        AND l.after = CASE WHEN p.usage_reports THEN 1 ELSE 0 END
        AND l.place = (SELECT MAX(m.place) FROM link_changes m
            WHERE m.kind = l.kind AND m.subject_id = l.subject_id));

-- A partner whose last report names another distributor changed after that was made.
INSERT INTO link_changes
    SELECT 'partner-distributor', p.id, 0, MAX(r.made_at), MIN(r.distributor_id),
        p.distributor_id, MAX(r.made_at), NULL
    FROM partners p JOIN reports r ON r.partner_id = p.id
    WHERE r.cycle = (SELECT MAX(m.cycle) FROM reports m WHERE m.partner_id = p.id)
        AND r.distributor_id <> p.distributor_id
        AND NOT EXISTS (SELECT 1 FROM link_changes l
            WHERE l.kind = 'partner-distributor' AND l.subject_id = p.id)
    GROUP BY p.id, p.distributor_id;

-- What earlier programs lost sight of when a customer moved is looked for once, by the next run of
-- the clock.
INSERT INTO arrivals (partner_id, since_day)
    SELECT DISTINCT partner_id, 0 FROM reports WHERE version > 0
    ON CONFLICT (partner_id) DO UPDATE SET since_day = 0;

ALTER TABLE customers DROP COLUMN owned_since;
ALTER TABLE subscriptions DROP COLUMN former_partner_id;
ALTER TABLE subscriptions DROP COLUMN held_since;
