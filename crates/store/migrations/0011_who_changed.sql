-- Who changed the directory by form; and who chose what became of deadlines that passed while the
-- clock stood still. Nobody where it was the command line.
--
-- before: what the column of a row held; none where the row is new.
CREATE TABLE directory_changes (
    id {int} PRIMARY KEY,
    changed_at {instant} NOT NULL,
    kind {text} NOT NULL,
    code {text} NOT NULL,
    field {text} NOT NULL,
    before {text},
    after {text} NOT NULL,
    person_id {int}
) {end};
CREATE INDEX directory_changes_by_code ON directory_changes (kind, code, id);

-- deadline: the new one for everyone; none where the old ones stand.
CREATE TABLE deadline_choices (
    id {int} PRIMARY KEY,
    chosen_at {instant} NOT NULL,
    deadline {instant},
    person_id {int}
) {end};
