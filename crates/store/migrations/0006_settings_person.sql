-- Who changed a setting; nobody where it was changed before this was kept, or by a command.

ALTER TABLE setting_changes ADD COLUMN person_id {int};
CREATE INDEX setting_changes_by_code ON setting_changes (level, code, id);
