-- A removed passkey is deleted, because its signing key stays; and devices tell people apart by bytes
-- that say nothing of them.

DELETE FROM passkeys WHERE removed_at IS NOT NULL;
ALTER TABLE passkeys DROP COLUMN removed_at;

-- The bytes by which the devices of passkeys tell the people of this site apart. They are random:
-- the number of a person would be the same before and after an erasure.
CREATE TABLE passkey_handles (
    person_id {int} PRIMARY KEY REFERENCES people (id),
    handle {bytes} NOT NULL
) {end};

-- A browser is looked up before it is known whose passkey it uses.
CREATE INDEX known_browsers_by_hash ON known_browsers (hash);

-- What a person signs for many reports at once, until the job has decided on them. position: that
-- of the item of the job. place: that of the statement under the root that is signed.
CREATE TABLE job_statements (
    job_id {uuid} NOT NULL,
    position {int} NOT NULL,
    statement {text} NOT NULL,
    place {text} NOT NULL,
    PRIMARY KEY (job_id, position)
) {end};
