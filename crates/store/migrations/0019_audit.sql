-- The audit record: what happened to accounts, people, settings and keys.
--
-- person_id: who did it. company_id: whose Administrators see it; none where it is about an account
-- alone. about_person_id, about: on whom or what. times: how often, of what strangers can cause and
-- is counted by the minute. Personal data lies apart, so that it can be erased without a gap.
CREATE TABLE audit_log (
    id {uuid} PRIMARY KEY,
    at {instant} NOT NULL,
    event {text} NOT NULL,
    person_id {int},
    company_id {int},
    about_person_id {int},
    about {text},
    before {text},
    after {text},
    times {int} NOT NULL
) {end};
CREATE INDEX audit_log_by_time ON audit_log (at, id);
CREATE INDEX audit_log_by_company ON audit_log (company_id, at, id);
CREATE INDEX audit_log_by_person ON audit_log (person_id, at, id);

-- Where it came from, and the address that was typed.
CREATE TABLE audit_details (
    entry_id {uuid} PRIMARY KEY,
    address {text},
    email {text}
) {end};
