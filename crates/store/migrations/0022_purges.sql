-- What retention removed: one row for each table of each batch, written in the batch's transaction.
--
-- cycle: of readings, the first cycle whose readings are all there. before_at: what is older than
-- this was removed. hash: SHA-256 over the removed rows, in their order.
CREATE TABLE purges (
    id {int} PRIMARY KEY,
    purged_at {instant} NOT NULL,
    table_name {text} NOT NULL,
    cycle {int},
    before_at {instant} NOT NULL,
    removed {int} NOT NULL,
    hash {bytes} NOT NULL
) {end};
CREATE INDEX purges_by_table ON purges (table_name, cycle);
