-- The audit record only grows, but for how often something was counted. Said twice, because the
-- engines have no common text for triggers.
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN
    IF TG_OP = 'UPDATE' AND NEW.times > OLD.times AND ROW(NEW.id, NEW.at, NEW.event,
        NEW.person_id, NEW.company_id, NEW.about_person_id, NEW.about, NEW.before, NEW.after)
        IS NOT DISTINCT FROM ROW(OLD.id, OLD.at, OLD.event, OLD.person_id, OLD.company_id,
        OLD.about_person_id, OLD.about, OLD.before, OLD.after)
    THEN RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit record is append-only';
END$$;
CREATE TRIGGER audit_log_is_append_only BEFORE UPDATE OR DELETE ON audit_log
FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE FUNCTION refuse_audit_truncation() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'the audit record is append-only'; END$$;
CREATE TRIGGER audit_log_is_not_truncated BEFORE TRUNCATE ON audit_log
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_truncation();
