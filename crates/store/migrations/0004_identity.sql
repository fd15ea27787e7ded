-- Who may come in: passwords, second factors, links, sessions, and single sign-on.
--
-- Tokens and links are kept as SHA-256 of what was handed out, so that who reads the database
-- cannot come in with it. Times are the machine's, never a rehearsal's. All of it is small
-- enough to stand on every node.

-- What a person chose for themself; no row until they did.
CREATE TABLE preferences (
    person_id {int} PRIMARY KEY REFERENCES people (id),
    language {text},
    theme {text},
    shortcuts {bool} NOT NULL
) {end};

-- phc: argon2id with its parameters and salt.
CREATE TABLE passwords (
    person_id {int} PRIMARY KEY REFERENCES people (id),
    phc {text} NOT NULL,
    changed_at {instant} NOT NULL
) {end};

-- Not in use before it is confirmed. last_step: the time step of the last code that was used.
CREATE TABLE second_factors (
    person_id {int} PRIMARY KEY REFERENCES people (id),
    secret {bytes} NOT NULL,
    confirmed_at {instant},
    last_step {int} NOT NULL
) {end};

CREATE TABLE recovery_codes (
    person_id {int} NOT NULL REFERENCES people (id),
    number {int} NOT NULL,
    hash {bytes} NOT NULL,
    used_at {instant},
    PRIMARY KEY (person_id, number)
) {end};

-- company_id: whose Administrator made it; none when it came from the machine.
CREATE TABLE one_time_links (
    id {uuid} PRIMARY KEY,
    hash {bytes} NOT NULL,
    kind {text} NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    company_id {int} REFERENCES companies (id),
    created_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    used_at {instant}
) {end};
CREATE INDEX one_time_links_by_hash ON one_time_links (hash);
CREATE INDEX one_time_links_by_person ON one_time_links (person_id);

-- What a company's Administrator is asked for by people who forgot their password.
CREATE TABLE reset_requests (
    person_id {int} PRIMARY KEY REFERENCES people (id),
    requested_at {instant} NOT NULL
) {end};

-- company_id: who they act as; none until chosen. method: how they came in. second_factor: not
-- asked for, awaited, or passed.
CREATE TABLE sessions (
    id {uuid} PRIMARY KEY,
    hash {bytes} NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    company_id {int} REFERENCES companies (id),
    method {text} NOT NULL,
    second_factor {text} NOT NULL,
    opened_at {instant} NOT NULL,
    last_seen_at {instant} NOT NULL,
    expires_at {instant} NOT NULL,
    user_agent {text} NOT NULL,
    address {text} NOT NULL
) {end};
CREATE INDEX sessions_by_hash ON sessions (hash);
CREATE INDEX sessions_by_person ON sessions (person_id);

-- How often it was tried in vain, by account and by address; known or not.
CREATE TABLE throttles (
    kind {text} NOT NULL,
    subject {text} NOT NULL,
    failures {int} NOT NULL,
    last_tried_at {instant} NOT NULL,
    PRIMARY KEY (kind, subject)
) {end};

CREATE TABLE sign_in_policies (
    company_id {int} PRIMARY KEY REFERENCES companies (id),
    second_factor_required {bool} NOT NULL,
    issuer {text},
    client_id {text},
    client_secret {text}
) {end};

-- Whom an identity provider's subject is, within one company.
CREATE TABLE external_identities (
    company_id {int} NOT NULL REFERENCES companies (id),
    issuer {text} NOT NULL,
    subject {text} NOT NULL,
    person_id {int} NOT NULL REFERENCES people (id),
    linked_at {instant} NOT NULL,
    PRIMARY KEY (company_id, issuer, subject)
) {end};
CREATE INDEX external_identities_by_person ON external_identities (person_id);

-- Sign-ins that are with the identity provider. person_id: whom to link, where it is to link.
CREATE TABLE sign_on_flows (
    id {uuid} PRIMARY KEY,
    hash {bytes} NOT NULL,
    company_id {int} NOT NULL REFERENCES companies (id),
    issuer {text} NOT NULL,
    nonce {text} NOT NULL,
    verifier {text} NOT NULL,
    person_id {int} REFERENCES people (id),
    link_id {uuid},
    return_to {text},
    expires_at {instant} NOT NULL
) {end};
CREATE INDEX sign_on_flows_by_hash ON sign_on_flows (hash);
