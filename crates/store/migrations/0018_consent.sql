-- A membership opens nothing before its person agrees to it, and, where the operator made it in a
-- company that runs itself, before that company agrees.
--
-- accepted_at: when the person agreed; none while they have not. awaits_company_since: since when
-- the company is asked; none where it agreed, or made the membership itself. name: what the
-- company calls the person; a person goes by their own name once they agreed.
ALTER TABLE memberships ADD COLUMN accepted_at {instant};
ALTER TABLE memberships ADD COLUMN awaits_company_since {instant};
ALTER TABLE memberships ADD COLUMN name {text};

-- People who could sign in before agreed by doing so.
UPDATE memberships SET accepted_at = (SELECT w.changed_at FROM passwords w
    WHERE w.person_id = memberships.person_id);
UPDATE memberships SET accepted_at = (SELECT MAX(x.linked_at) FROM external_identities x
    WHERE x.person_id = memberships.person_id AND x.company_id = memberships.company_id)
    WHERE accepted_at IS NULL;

-- proved_at: since when the account is known to be in the hands of who reads mail at its address:
-- its password was set by a link that was seen nowhere but there.
ALTER TABLE people ADD COLUMN proved_at {instant};

-- company_id: the company that the link is about; none where it is about the account alone.
-- maker: on whose word it was made, and made_by: by whom; none of links made before.
-- mailed: whether it was sent to the person's address and shown to nobody else.
ALTER TABLE one_time_links ADD COLUMN maker {text};
ALTER TABLE one_time_links ADD COLUMN made_by {int};
ALTER TABLE one_time_links ADD COLUMN mailed {bool};

-- An account belongs to somebody who belongs to a company. What those who left could come in with
-- is removed.
DELETE FROM passwords WHERE person_id NOT IN (SELECT m.person_id FROM memberships m);
DELETE FROM second_factors WHERE person_id NOT IN (SELECT m.person_id FROM memberships m);
DELETE FROM recovery_codes WHERE person_id NOT IN (SELECT m.person_id FROM memberships m);
DELETE FROM sessions WHERE person_id NOT IN (SELECT m.person_id FROM memberships m);
DELETE FROM known_browsers WHERE person_id NOT IN (SELECT m.person_id FROM memberships m);
DELETE FROM external_identities WHERE person_id NOT IN (SELECT m.person_id FROM memberships m);
DELETE FROM one_time_links WHERE person_id NOT IN (SELECT m.person_id FROM memberships m);
