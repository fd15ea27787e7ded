-- Time stamps of checkpoints, which only grow. Said twice, because the engines have no common text
-- for triggers.

-- received_at: the machine's time. response: what the time stamping authority answered (RFC 3161).
CREATE TABLE tlog_stamps (
    size {int} PRIMARY KEY,
    received_at {instant} NOT NULL,
    response {bytes} NOT NULL
) {end};

CREATE TRIGGER tlog_stamps_are_not_updated BEFORE UPDATE ON tlog_stamps
BEGIN SELECT RAISE(ABORT, 'the time stamps are append-only'); END;
CREATE TRIGGER tlog_stamps_are_not_deleted BEFORE DELETE ON tlog_stamps
BEGIN SELECT RAISE(ABORT, 'the time stamps are append-only'); END;
-- REPLACE takes the old row away without asking the trigger above.
CREATE TRIGGER tlog_stamps_are_not_replaced BEFORE INSERT ON tlog_stamps
WHEN EXISTS (SELECT 1 FROM tlog_stamps WHERE size = NEW.size)
BEGIN SELECT RAISE(ABORT, 'the time stamps are append-only'); END;
