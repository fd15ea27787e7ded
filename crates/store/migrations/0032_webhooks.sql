-- Webhooks: addresses of companies that get messages about events.

-- events: the types that were chosen, with spaces between them. state: on, off or gone. secret signs,
-- and old_secret beside it until old_secret_until. failures: failed attempts in a row; retry_at: when
-- it is tried again after one. lease: the process that sends its messages, until leased_until; once
-- it has ended, leased_until is when that was, so that the one served longest ago is next. made_by:
-- none for the command line. version is for compare-and-set.
CREATE TABLE webhooks (
    id {uuid} NOT NULL PRIMARY KEY,
    company_id {int} NOT NULL REFERENCES companies (id),
    name {text} NOT NULL,
    address {text} NOT NULL,
    events {text} NOT NULL,
    state {text} NOT NULL,
    secret {text} NOT NULL,
    old_secret {text},
    old_secret_until {instant},
    failures {int} NOT NULL,
    retry_at {instant},
    lease {uuid},
    leased_until {instant},
    made_by {int},
    made_at {instant} NOT NULL,
    ended_at {instant},
    version {int} NOT NULL
) {end};
CREATE INDEX webhooks_by_company ON webhooks (company_id, made_at);

-- A message to a webhook: written together with the event, sent afterwards. data: the data of the
-- event as JSON. leaf_kind, leaf_record, leaf_number: the record of the transparency log that proves
-- it, if one does. position: the place among the messages of one transaction. next_attempt_at: none
-- once it was sent or given up. status: the last answer, if it may be quoted.
CREATE TABLE webhook_messages (
    webhook_id {uuid} NOT NULL,
    event {uuid} NOT NULL,
    event_type {text} NOT NULL,
    data {text} NOT NULL,
    leaf_kind {text},
    leaf_record {text},
    leaf_number {int},
    created_at {instant} NOT NULL,
    position {int} NOT NULL,
    expires_at {instant} NOT NULL,
    attempts {int} NOT NULL,
    next_attempt_at {instant},
    tried_at {instant},
    status {int},
    sent_at {instant},
    failed_at {instant},
    last_error {text},
    PRIMARY KEY (webhook_id, event)
) {end};
CREATE INDEX webhook_messages_by_attempt ON webhook_messages (webhook_id, next_attempt_at)
    WHERE next_attempt_at IS NOT NULL;
CREATE INDEX webhook_messages_by_event ON webhook_messages (event)
    WHERE next_attempt_at IS NOT NULL;
CREATE INDEX webhook_messages_by_expiry ON webhook_messages (expires_at)
    WHERE next_attempt_at IS NOT NULL;
CREATE INDEX webhook_messages_by_age ON webhook_messages (created_at);
CREATE INDEX webhook_messages_by_place ON webhook_messages (webhook_id, created_at, event);
