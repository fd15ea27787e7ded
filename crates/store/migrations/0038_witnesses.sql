-- Witnesses of the transparency log: other companies that cosign its checkpoints.

-- verifier: the public key of a witness, as C2SP signed-note writes it. Removed keys stay, because
-- what they cosigned is verified later.
CREATE TABLE tlog_witnesses (
    id {uuid} PRIMARY KEY,
    company_id {int} NOT NULL REFERENCES companies (id),
    verifier {text} NOT NULL,
    added_by {int} NOT NULL,
    added_at {instant} NOT NULL,
    removed_at {instant}
) {end};
CREATE INDEX tlog_witnesses_by_company ON tlog_witnesses (company_id);

-- The last cosignature of each witness for each checkpoint. line: the line of the signed note.
CREATE TABLE tlog_cosignatures (
    size {int} NOT NULL,
    witness_id {uuid} NOT NULL,
    cosigned_at {instant} NOT NULL,
    line {text} NOT NULL,
    PRIMARY KEY (size, witness_id)
) {end};
CREATE INDEX tlog_cosignatures_by_witness ON tlog_cosignatures (witness_id, size);
