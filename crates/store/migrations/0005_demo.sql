-- A demonstration is made up and signs people in without a password: what is served to others
-- must never be one, and what is shown as one must never hold anybody's record.

ALTER TABLE installation ADD COLUMN demo {bool} NOT NULL DEFAULT FALSE;
