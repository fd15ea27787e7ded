-- The record: the directory, readings, reports and their history.
--
-- One text for both engines. {int}, {text}, {bool}, {instant}, {uuid} and {bytes} are the types,
-- {end} closes a table. Instants are microseconds in SQLite and TIMESTAMPTZ in PostgreSQL; a
-- cycle is year × 12 + month − 1; a day is days since 1970-01-01; quantities are millionths.
-- The large tables carry partner_id in their keys and refer to nothing, so that they distribute
-- by partner; the rest is small enough to stand on every node.

CREATE TABLE installation (
    id {int} PRIMARY KEY,
    rehearsal {bool} NOT NULL,
    created_at {instant} NOT NULL,
    clock_at {instant} NOT NULL,
    ran_until {instant},
    first_cycle {int} NOT NULL,
    turns {int} NOT NULL
) {end};

CREATE TABLE regions (
    id {int} PRIMARY KEY,
    code {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    time_zone {text} NOT NULL,
    currency {text} NOT NULL,
    language {text} NOT NULL,
    usage_reports {bool} NOT NULL,
    auto_submit_days {int},
    resubmit_days {int},
    settle_days {int},
    over_provisioning_threshold_percent {int},
    auto_approve {int},
    hold_flagged {int},
    hold_incomplete {int},
    carry_forward_cycles {int},
    reminder_days {int}
) {end};

CREATE TABLE companies (
    id {int} PRIMARY KEY,
    code {text} NOT NULL UNIQUE,
    kind {text} NOT NULL,
    name {text} NOT NULL,
    company_id {uuid} NOT NULL
) {end};

CREATE TABLE distributors (
    id {int} PRIMARY KEY REFERENCES companies (id),
    region_id {int} NOT NULL REFERENCES regions (id),
    type {text} NOT NULL,
    auto_submit_days {int},
    resubmit_days {int},
    settle_days {int},
    over_provisioning_threshold_percent {int},
    auto_approve {int},
    hold_flagged {int},
    hold_incomplete {int},
    carry_forward_cycles {int},
    reminder_days {int}
) {end};

-- made_through: the last cycle whose making has come and gone for this partner.
-- in_force_day: in_force holds each subscription's last reading before this UTC day.
CREATE TABLE partners (
    id {int} PRIMARY KEY REFERENCES companies (id),
    distributor_id {int} NOT NULL REFERENCES distributors (id),
    type {text} NOT NULL,
    city {text},
    state {text},
    made_through {int} NOT NULL,
    in_force_day {int},
    auto_submit_days {int},
    resubmit_days {int},
    settle_days {int},
    over_provisioning_threshold_percent {int},
    auto_approve {int},
    hold_flagged {int},
    hold_incomplete {int},
    carry_forward_cycles {int},
    reminder_days {int}
) {end};
CREATE INDEX partners_by_distributor ON partners (distributor_id);

-- owned_since: when the customer came to this partner from another one.
CREATE TABLE customers (
    id {int} PRIMARY KEY,
    code {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    partner_id {int} NOT NULL REFERENCES partners (id),
    owned_since {instant}
) {end};
CREATE INDEX customers_by_partner ON customers (partner_id);

CREATE TABLE products (
    id {int} PRIMARY KEY,
    code {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    unit {text} NOT NULL,
    vendor_id {int} NOT NULL REFERENCES companies (id),
    decimals {int} NOT NULL,
    reports_usage {bool} NOT NULL,
    basis {text} NOT NULL,
    has_readings {bool} NOT NULL
) {end};

-- home_partner_id: the partner it began with, which its readings are filed under for good.
-- former_partner_id and held_since: its owner before the last change, and when that was.
CREATE TABLE subscriptions (
    id {int} PRIMARY KEY,
    code {text} NOT NULL UNIQUE,
    customer_id {int} NOT NULL REFERENCES customers (id),
    product_id {int} NOT NULL REFERENCES products (id),
    plan {text},
    billable {bool} NOT NULL,
    ends_on {int},
    home_partner_id {int} NOT NULL,
    former_partner_id {int},
    held_since {instant}
) {end};
CREATE INDEX subscriptions_by_customer ON subscriptions (customer_id);

CREATE TABLE people (
    id {int} PRIMARY KEY,
    email {text} NOT NULL,
    email_folded {text} NOT NULL UNIQUE,
    name {text} NOT NULL
) {end};

CREATE TABLE memberships (
    person_id {int} NOT NULL REFERENCES people (id),
    company_id {int} NOT NULL REFERENCES companies (id),
    role {text} NOT NULL,
    PRIMARY KEY (person_id, company_id)
) {end};
CREATE INDEX memberships_by_company ON memberships (company_id);

CREATE TABLE setting_changes (
    id {int} PRIMARY KEY,
    changed_at {instant} NOT NULL,
    level {text} NOT NULL,
    code {text} NOT NULL,
    setting {text} NOT NULL,
    before {int},
    after {int}
) {end};

-- Keyed so that each day appends; what a later row replaced lies in superseded_readings.
CREATE TABLE readings (
    day {int} NOT NULL,
    partner_id {int} NOT NULL,
    subscription_id {int} NOT NULL,
    observed_at {instant} NOT NULL,
    provisioned {int} NOT NULL,
    used {int},
    received_at {instant} NOT NULL,
    PRIMARY KEY (day, partner_id, subscription_id, observed_at)
) {end};

-- used is -1 where the reading had none: it is part of the key.
CREATE TABLE superseded_readings (
    day {int} NOT NULL,
    partner_id {int} NOT NULL,
    subscription_id {int} NOT NULL,
    observed_at {instant} NOT NULL,
    provisioned {int} NOT NULL,
    used {int} NOT NULL,
    superseded_at {instant} NOT NULL,
    PRIMARY KEY (day, partner_id, subscription_id, observed_at, provisioned, used)
) {end};

CREATE TABLE in_force (
    partner_id {int} NOT NULL,
    subscription_id {int} NOT NULL,
    observed_at {instant} NOT NULL,
    provisioned {int} NOT NULL,
    PRIMARY KEY (partner_id, subscription_id)
) {end};

-- Partners with new readings of cycles whose making has come, since the earliest such day.
CREATE TABLE arrivals (
    partner_id {int} PRIMARY KEY,
    since_day {int} NOT NULL
) {end};

CREATE TABLE reports (
    cycle {int} NOT NULL,
    partner_id {int} NOT NULL,
    vendor_id {int} NOT NULL,
    id {uuid} NOT NULL,
    distributor_id {int} NOT NULL,
    distributor_code {text} NOT NULL,
    distributor_name {text} NOT NULL,
    vendor_code {text} NOT NULL,
    partner_code {text} NOT NULL,
    partner_name {text} NOT NULL,
    company_id {text} NOT NULL,
    city {text},
    state {text},
    search_text {text} NOT NULL,
    time_zone {text} NOT NULL,
    rules {text} NOT NULL,
    made_at {instant} NOT NULL,
    deadline {instant} NOT NULL,
    status {text} NOT NULL,
    review_kind {text},
    version {int} NOT NULL,
    submission {text},
    submitted_at {instant},
    approval {text},
    decided_at {instant},
    reasons {text},
    comment {text},
    flagged {bool} NOT NULL,
    contested {bool} NOT NULL,
    head {bytes} NOT NULL,
    PRIMARY KEY (cycle, partner_id, vendor_id)
) {end};
CREATE INDEX reports_by_status
    ON reports (cycle, status, distributor_code, partner_code, vendor_code);
CREATE INDEX reports_by_code ON reports (cycle, distributor_code, partner_code, vendor_code);
CREATE INDEX reports_by_deadline ON reports (status, deadline);
CREATE INDEX reports_by_id ON reports (id);

CREATE TABLE report_lines (
    cycle {int} NOT NULL,
    partner_id {int} NOT NULL,
    vendor_id {int} NOT NULL,
    product_id {int} NOT NULL,
    product_code {text} NOT NULL,
    product_name {text} NOT NULL,
    unit {text} NOT NULL,
    decimals {int} NOT NULL,
    basis {text} NOT NULL,
    reports_usage {bool} NOT NULL,
    provisioned {int} NOT NULL,
    used {int},
    default_chargeable {int} NOT NULL,
    carried_forward {bool} NOT NULL,
    subscriptions {int} NOT NULL,
    without_used {int} NOT NULL,
    edited {int},
    comment {text},
    comment_counts {bool} NOT NULL,
    penalty {bool} NOT NULL,
    moved {bool} NOT NULL,
    PRIMARY KEY (cycle, partner_id, vendor_id, product_id)
) {end};

-- What a line was made of, subscription by subscription; those that do not count are listed.
CREATE TABLE figures (
    cycle {int} NOT NULL,
    partner_id {int} NOT NULL,
    vendor_id {int} NOT NULL,
    product_id {int} NOT NULL,
    subscription_id {int} NOT NULL,
    subscription_code {text} NOT NULL,
    plan {text},
    customer_code {text} NOT NULL,
    customer_name {text} NOT NULL,
    home_partner_id {int} NOT NULL,
    billable {bool} NOT NULL,
    ends_on {int},
    standing {text} NOT NULL,
    provisioned {int},
    provisioned_on {int},
    provisioned_days {int} NOT NULL,
    used {int},
    used_on {int},
    used_days {int} NOT NULL,
    in_force_at {instant},
    after_end {int} NOT NULL,
    PRIMARY KEY (cycle, partner_id, vendor_id, product_id, subscription_id)
) {end};

CREATE TABLE history (
    cycle {int} NOT NULL,
    partner_id {int} NOT NULL,
    vendor_id {int} NOT NULL,
    version {int} NOT NULL,
    verb {text} NOT NULL,
    person_id {int},
    body {text} NOT NULL,
    hash {bytes} NOT NULL,
    PRIMARY KEY (cycle, partner_id, vendor_id, version)
) {end};

-- Reports that could not be made, with why; an operator's list.
CREATE TABLE faults (
    cycle {int} NOT NULL,
    partner_id {int} NOT NULL,
    vendor_id {int} NOT NULL,
    occurred_at {instant} NOT NULL,
    message {text} NOT NULL,
    PRIMARY KEY (cycle, partner_id, vendor_id)
) {end};

-- How far an interrupted run of a file of decisions came, so that it goes on from there.
CREATE TABLE apply_progress (
    run {text} NOT NULL,
    first_row {int} NOT NULL,
    results {text} NOT NULL,
    PRIMARY KEY (run, first_row)
) {end};
