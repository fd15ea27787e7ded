-- Companies, customers and products that are retired: kept with their history, and offered no more.
CREATE TABLE retirements (
    kind {text} NOT NULL,
    id {int} NOT NULL,
    retired_at {instant} NOT NULL,
    PRIMARY KEY (kind, id)
) {end};
