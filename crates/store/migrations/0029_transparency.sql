-- The transparency log: every record is a leaf of one append-only Merkle tree.
--
-- One process at a time adds leaves, so these tables stay on one node while the large tables are
-- distributed by partner. A leaf names its record by kind, record and number; tiles hold the hashes
-- of the tree as C2SP tlog-tiles has them, the last one of each level as far as it is filled.

-- Records that are not in the log yet, added in the transaction of the record.
CREATE TABLE tlog_pending (
    kind {text} NOT NULL,
    record {text} NOT NULL,
    number {int} NOT NULL,
    PRIMARY KEY (kind, record, number)
) {end};

-- content: the SHA-256 of the record's content. A leaf whose personal data were erased can be hashed
-- without them, so no other leaf can take its name.
CREATE TABLE tlog_leaves (
    position {int} PRIMARY KEY,
    kind {text} NOT NULL,
    record {text} NOT NULL,
    number {int} NOT NULL,
    content {bytes} NOT NULL
) {end};
CREATE UNIQUE INDEX tlog_leaves_by_record ON tlog_leaves (kind, record, number);

CREATE TABLE tlog_tiles (
    level {int} NOT NULL,
    number {int} NOT NULL,
    hashes {bytes} NOT NULL,
    PRIMARY KEY (level, number)
) {end};

-- note: the checkpoint with its signature, as it was handed out.
CREATE TABLE tlog_checkpoints (
    size {int} PRIMARY KEY,
    signed_at {instant} NOT NULL,
    note {text} NOT NULL
) {end};

-- The public keys of the log, as C2SP signed-note writes them; the private one is in no database.
CREATE TABLE tlog_keys (
    verifier {text} PRIMARY KEY,
    began_at {instant} NOT NULL
) {end};

-- Random bytes that are hashed with the personal data of an audit entry, and erased with it.
ALTER TABLE audit_details ADD COLUMN salt {bytes};

-- The records of an existing database are added like new ones.
INSERT INTO tlog_pending (kind, record, number)
SELECT 'history', CAST(cycle AS TEXT) || '/' || CAST(partner_id AS TEXT) || '/'
    || CAST(vendor_id AS TEXT), version FROM history;
INSERT INTO tlog_pending (kind, record, number)
SELECT 'dispatch', CAST(distributor_id AS TEXT), number FROM dispatches;
INSERT INTO tlog_pending (kind, record, number)
SELECT 'purge', CAST(id AS TEXT), 0 FROM purges;
INSERT INTO tlog_pending (kind, record, number)
SELECT 'setting', CAST(id AS TEXT), 0 FROM setting_changes;
