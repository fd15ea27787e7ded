-- Links only grow. Said twice, because the engines have no common text for triggers.
CREATE TRIGGER link_changes_are_not_updated BEFORE UPDATE ON link_changes
BEGIN SELECT RAISE(ABORT, 'links are append-only'); END;
CREATE TRIGGER link_changes_are_not_deleted BEFORE DELETE ON link_changes
BEGIN SELECT RAISE(ABORT, 'links are append-only'); END;
-- REPLACE takes the old row away without asking the trigger above.
CREATE TRIGGER link_changes_are_not_replaced BEFORE INSERT ON link_changes
WHEN EXISTS (SELECT 1 FROM link_changes WHERE kind = NEW.kind AND subject_id = NEW.subject_id
    AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'links are append-only'); END;
