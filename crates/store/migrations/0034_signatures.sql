-- Signatures of people and service accounts on decisions.

-- Public keys that sign: of a person, or of a service account. Removed keys stay, because their
-- signatures are verified later. kind: ssh, or key for a service account. public_key: the key as
-- SSH writes it.
CREATE TABLE signing_keys (
    id {uuid} PRIMARY KEY,
    kind {text} NOT NULL,
    person_id {int} REFERENCES people (id),
    account_id {uuid} REFERENCES service_accounts (id),
    name {text} NOT NULL,
    algorithm {text} NOT NULL,
    fingerprint {text} NOT NULL,
    public_key {bytes} NOT NULL,
    added_by {int} NOT NULL,
    added_at {instant} NOT NULL,
    removed_at {instant}
) {end};
CREATE INDEX signing_keys_by_person ON signing_keys (person_id);
CREATE INDEX signing_keys_by_account ON signing_keys (account_id);

-- What a company asks of its people, for verbs that are not off: offered or required.
CREATE TABLE signing_rules (
    company_id {int} NOT NULL REFERENCES companies (id),
    verb {text} NOT NULL,
    rule {text} NOT NULL,
    PRIMARY KEY (company_id, verb)
) {end};

-- Signed decisions: the statement, and the envelope of its signature. version: that of the entry in
-- the history, which covers the hashes of both.
CREATE TABLE signatures (
    cycle {int} NOT NULL,
    partner_id {int} NOT NULL,
    vendor_id {int} NOT NULL,
    version {int} NOT NULL,
    key_id {uuid} NOT NULL,
    statement {text} NOT NULL,
    envelope {text} NOT NULL,
    PRIMARY KEY (cycle, partner_id, vendor_id, version)
) {end};
