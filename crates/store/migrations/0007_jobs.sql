-- Work that takes longer than a page: imports, and decisions on many reports.
--
-- lease names the worker that has a job in hand, until leased_until; a worker that died loses it
-- then. total, done and refused count items, or bytes of files that are imported.

CREATE TABLE jobs (
    id {uuid} PRIMARY KEY,
    kind {text} NOT NULL,
    company_id {int} NOT NULL,
    person_id {int} NOT NULL,
    state {text} NOT NULL,
    dry_run {bool} NOT NULL,
    cancelling {bool} NOT NULL,
    created_at {instant} NOT NULL,
    started_at {instant},
    ended_at {instant},
    lease {uuid},
    leased_until {instant},
    total {int} NOT NULL,
    done {int} NOT NULL,
    refused {int} NOT NULL,
    input {text} NOT NULL,
    result {text}
) {end};
CREATE INDEX jobs_by_state ON jobs (state, created_at);
CREATE INDEX jobs_by_company ON jobs (company_id, created_at);

CREATE TABLE job_items (
    job_id {uuid} NOT NULL,
    position {int} NOT NULL,
    report_id {uuid} NOT NULL,
    cycle {int} NOT NULL,
    partner_id {int} NOT NULL,
    vendor_id {int} NOT NULL,
    version {int},
    result {text},
    message {text},
    PRIMARY KEY (job_id, position)
) {end};
