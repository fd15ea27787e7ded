-- The keys that secrets are sealed with, by their ids; the keys themselves are in no database. The
-- one without replaced_at seals; those that it replaces are there until nothing is sealed with them.
--
-- uses: counted up by whoever seals something, so that a key is not replaced under its hands.
CREATE TABLE sealing_keys (
    id {text} PRIMARY KEY,
    made_at {instant} NOT NULL,
    replaced_at {instant},
    uses {int} NOT NULL
) {end};

-- Further audiences that a company takes in what its identity provider signs, with blanks between.
ALTER TABLE sign_in_policies ADD COLUMN other_audiences {text};
