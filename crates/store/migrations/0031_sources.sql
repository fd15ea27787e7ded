-- Sources: the programs that send readings through the API.

-- sender_id: the service account, or the person's token. mode: live or test. silent_after_hours:
-- none if the silence of the source is not reported. seen_at, silent_since: in the installation's
-- time; silent_since is none unless its silence was reported.
CREATE TABLE sources (
    id {int} PRIMARY KEY,
    sender_id {uuid} NOT NULL,
    company_id {int} NOT NULL REFERENCES companies (id),
    name {text} NOT NULL,
    mode {text} NOT NULL,
    silent_after_hours {int},
    made_at {instant} NOT NULL,
    seen_at {instant},
    silent_since {instant}
) {end};
CREATE INDEX sources_by_sender ON sources (sender_id);

-- Which sources sent readings of a subscription's UTC day. More than one overlap.
CREATE TABLE reading_sources (
    day {int} NOT NULL,
    partner_id {int} NOT NULL,
    subscription_id {int} NOT NULL,
    source_id {int} NOT NULL,
    PRIMARY KEY (day, partner_id, subscription_id, source_id)
) {end};
