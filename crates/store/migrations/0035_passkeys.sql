-- Passkeys (Web Authentication).

-- The passkeys of people. algorithm: its number in COSE. public_key: an uncompressed point, or the
-- bytes of Ed25519. sign_count: what the device counted at its last use, 0 if it does not count.
-- A removed passkey stays without its name until its person is erased: its id is not taken again.
CREATE TABLE passkeys (
    id {uuid} PRIMARY KEY,
    person_id {int} NOT NULL REFERENCES people (id),
    credential_id {bytes} NOT NULL,
    algorithm {int} NOT NULL,
    public_key {bytes} NOT NULL,
    sign_count {int} NOT NULL,
    backup_eligible {bool} NOT NULL,
    name {text} NOT NULL,
    made_at {instant} NOT NULL,
    last_used_at {instant},
    removed_at {instant}
) {end};
CREATE UNIQUE INDEX passkeys_by_credential ON passkeys (credential_id);
CREATE INDEX passkeys_by_person ON passkeys (person_id);

-- Challenges that devices have not answered yet. hash: that of the challenge. session_id: the
-- session in which a passkey is made; none where a person signs in.
CREATE TABLE passkey_challenges (
    hash {bytes} PRIMARY KEY,
    session_id {uuid},
    expires_at {instant} NOT NULL
) {end};
