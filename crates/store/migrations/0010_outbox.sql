-- What people are to be told: written together with what it tells of, sent afterwards.
--
-- event names what happened, so that nobody is told of it twice. data holds what the message says,
-- not the message. secret is the token of a link that lets in, and gone once it was sent or is too
-- late. next_attempt_at: when it is tried next; while somebody has it in hand (lease), when others
-- may take it; none once it was sent or given up. Rows of one message have its message_id.
CREATE TABLE outbox (
    event {uuid} NOT NULL,
    person_id {int} NOT NULL,
    kind {text} NOT NULL,
    company_id {int},
    cycle {int},
    partner_id {int},
    vendor_id {int},
    data {text} NOT NULL,
    secret {text},
    created_at {instant} NOT NULL,
    due_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    attempts {int} NOT NULL,
    next_attempt_at {instant},
    lease {uuid},
    message_id {text},
    sent_at {instant},
    failed_at {instant},
    last_error {text},
    PRIMARY KEY (event, person_id)
) {end};
CREATE INDEX outbox_by_attempt ON outbox (next_attempt_at, person_id, kind)
    WHERE next_attempt_at IS NOT NULL;
CREATE INDEX outbox_by_person ON outbox (person_id, kind) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX outbox_by_message ON outbox (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX outbox_by_expiry ON outbox (expires_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX outbox_by_secret ON outbox (expires_at) WHERE secret IS NOT NULL;
CREATE INDEX outbox_by_sending ON outbox (sent_at) WHERE sent_at IS NOT NULL;
CREATE INDEX outbox_by_failure ON outbox (failed_at) WHERE failed_at IS NOT NULL;

-- What a person wants of what can be declined; no row until it matters. token: what their link to
-- decline it names.
CREATE TABLE message_choices (
    person_id {int} NOT NULL REFERENCES people (id),
    kind {text} NOT NULL,
    wanted {bool} NOT NULL,
    token {uuid} NOT NULL,
    PRIMARY KEY (person_id, kind)
) {end};
CREATE INDEX message_choices_by_token ON message_choices (token);

-- When to look next whether the partner of a report is to be reminded.
CREATE TABLE reminders (
    cycle {int} NOT NULL,
    partner_id {int} NOT NULL,
    vendor_id {int} NOT NULL,
    remind_at {instant} NOT NULL,
    PRIMARY KEY (cycle, partner_id, vendor_id)
) {end};
CREATE INDEX reminders_by_time ON reminders (remind_at);
INSERT INTO reminders (cycle, partner_id, vendor_id, remind_at)
    SELECT cycle, partner_id, vendor_id, made_at FROM reports
    WHERE status IN ('preparing', 'rejected');

-- Browsers that a person signed in from; what they carry is kept as its SHA-256.
CREATE TABLE known_browsers (
    person_id {int} NOT NULL REFERENCES people (id),
    hash {bytes} NOT NULL,
    last_seen_at {instant} NOT NULL,
    PRIMARY KEY (person_id, hash)
) {end};
