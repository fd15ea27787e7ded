-- Programs that act through the API: service accounts, tokens, and requests that may be repeated.
--
-- Tokens are kept as SHA-256 of what was handed out. Times are the machine's, never a rehearsal's.

-- A program of a company. It acts with a role of its own, and its work counts as that of made_by.
CREATE TABLE service_accounts (
    id {uuid} PRIMARY KEY,
    company_id {int} NOT NULL REFERENCES companies (id),
    name {text} NOT NULL,
    role {text} NOT NULL,
    made_by {int} NOT NULL,
    made_at {instant} NOT NULL,
    ended_at {instant}
) {end};
CREATE INDEX service_accounts_by_company ON service_accounts (company_id);

-- person_id: the owner, or the person who made the account. account_id: the service account; none
-- for a person's own token. parent_id: the token for which the client credentials grant issued this
-- one. scopes and networks: lists with a space between the items; no network means any.
CREATE TABLE api_tokens (
    id {uuid} PRIMARY KEY,
    hash {bytes} NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    company_id {int} NOT NULL REFERENCES companies (id),
    account_id {uuid} REFERENCES service_accounts (id),
    parent_id {uuid},
    name {text} NOT NULL,
    scopes {text} NOT NULL,
    networks {text} NOT NULL,
    made_by {int} NOT NULL,
    made_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    revoked_at {instant},
    used_at {instant},
    used_from {text}
) {end};
CREATE INDEX api_tokens_by_hash ON api_tokens (hash);
CREATE INDEX api_tokens_by_person ON api_tokens (person_id);
CREATE INDEX api_tokens_by_account ON api_tokens (account_id);
CREATE INDEX api_tokens_by_parent ON api_tokens (parent_id);

-- Requests with an Idempotency-Key, and their answers. caller: the person and company, or the
-- service account. run: the request that is being answered. status: none while it is.
CREATE TABLE idempotent_requests (
    caller {text} NOT NULL,
    request_key {text} NOT NULL,
    fingerprint {bytes} NOT NULL,
    run {uuid} NOT NULL,
    began_at {instant} NOT NULL,
    status {int},
    headers {text},
    body {text},
    PRIMARY KEY (caller, request_key)
) {end};
CREATE INDEX idempotent_requests_by_time ON idempotent_requests (began_at);
