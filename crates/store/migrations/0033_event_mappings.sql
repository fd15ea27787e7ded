-- Events (CloudEvents) that programs send instead of readings.

-- How the events of a type become readings: JSON pointers into the data of an event. Without a
-- pointer, the subscription is the subject of the event; without one, it has no used units.
CREATE TABLE event_mappings (
    event_type {text} PRIMARY KEY,
    subscription_pointer {text},
    provisioned_pointer {text} NOT NULL,
    used_pointer {text}
) {end};

-- The events that came lately. name: the hash of source and id, which a company gives to one event
-- only. content, mapping: the hashes of the event and of the mapping with which it was read.
CREATE TABLE received_events (
    company_id {int} NOT NULL,
    name {bytes} NOT NULL,
    content {bytes} NOT NULL,
    mapping {bytes} NOT NULL,
    received_at {instant} NOT NULL,
    PRIMARY KEY (company_id, name)
) {end};
CREATE INDEX received_events_by_instant ON received_events (received_at);
