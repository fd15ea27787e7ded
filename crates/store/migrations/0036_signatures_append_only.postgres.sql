-- Signatures only grow. Said twice, because the engines have no common text for triggers.
CREATE FUNCTION refuse_signature_change() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION 'the signatures are append-only'; END$$;
CREATE TRIGGER signatures_are_append_only BEFORE UPDATE OR DELETE ON signatures
FOR EACH ROW EXECUTE FUNCTION refuse_signature_change();
CREATE TRIGGER signatures_are_not_truncated BEFORE TRUNCATE ON signatures
FOR EACH STATEMENT EXECUTE FUNCTION refuse_signature_change();
