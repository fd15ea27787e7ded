-- How an empty installation gets its first operator, and what the operator set aside since; one row.
--
-- hash: the SHA-256 of the set-up link that `serve` printed last; none once it was used. A new link
-- takes the place of the one before. dismissed_at: when the set-up list was dismissed.
CREATE TABLE set_up (
    id {int} PRIMARY KEY,
    hash {bytes},
    expires_at {instant},
    dismissed_at {instant}
) {end};

-- The time zone in which a person reads dates, if they chose one.
ALTER TABLE preferences ADD COLUMN time_zone {text};
