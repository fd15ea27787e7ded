-- Time stamps of checkpoints, which only grow. Said twice, because the engines have no common text
-- for triggers.

-- received_at: the machine's time. response: what the time stamping authority answered (RFC 3161).
CREATE TABLE tlog_stamps (
    size {int} PRIMARY KEY,
    received_at {instant} NOT NULL,
    response {bytes} NOT NULL
) {end};

CREATE FUNCTION refuse_stamp_change() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'the time stamps are append-only'; END$$;
CREATE TRIGGER tlog_stamps_are_append_only BEFORE UPDATE OR DELETE ON tlog_stamps
FOR EACH ROW EXECUTE FUNCTION refuse_stamp_change();
CREATE TRIGGER tlog_stamps_are_not_truncated BEFORE TRUNCATE ON tlog_stamps
FOR EACH STATEMENT EXECUTE FUNCTION refuse_stamp_change();
