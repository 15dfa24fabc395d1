"""What the tables enforce by themselves, whoever writes to them.

* The ledger is append-only: no UPDATE, no DELETE, no TRUNCATE.
* A consent changes in one way, by being revoked, once; and it lists at least one resource.
* An exchange under a consent stays inside it: same person, same case, a resource on the list.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION datasharing_ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'datasharing_ledgerentry is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON datasharing_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION datasharing_ledger_is_append_only();
CREATE TRIGGER ledger_never_truncated BEFORE TRUNCATE ON datasharing_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION datasharing_ledger_is_append_only();

ALTER TABLE datasharing_consent ADD CONSTRAINT consent_lists_resources
    CHECK (jsonb_typeof(resources) = 'array' AND jsonb_array_length(resources) > 0);

CREATE FUNCTION datasharing_consent_only_revoked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.revoked_at IS NOT NULL
       OR (to_jsonb(NEW) - 'revoked_at') <> (to_jsonb(OLD) - 'revoked_at') THEN
        RAISE EXCEPTION 'a consent may only be revoked, once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER consent_only_revoked BEFORE UPDATE OR DELETE ON datasharing_consent
    FOR EACH ROW EXECUTE FUNCTION datasharing_consent_only_revoked();

CREATE FUNCTION datasharing_exchange_within_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.consent_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM datasharing_consent c, datasharing_dataresource r
        WHERE c.id = NEW.consent_id AND r.id = NEW.resource_id
          AND c.subject_id = NEW.subject_id AND c.case_number = NEW.case_number
          AND c.resources ? r.code
    ) THEN
        RAISE EXCEPTION 'the consent does not cover this exchange' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER exchange_within_consent
    BEFORE INSERT OR UPDATE OF consent_id, subject_id, case_number, resource_id ON datasharing_exchange
    FOR EACH ROW EXECUTE FUNCTION datasharing_exchange_within_consent();
"""

BACKWARD = """
DROP TRIGGER exchange_within_consent ON datasharing_exchange;
DROP FUNCTION datasharing_exchange_within_consent();
DROP TRIGGER consent_only_revoked ON datasharing_consent;
DROP FUNCTION datasharing_consent_only_revoked();
ALTER TABLE datasharing_consent DROP CONSTRAINT consent_lists_resources;
DROP TRIGGER ledger_never_truncated ON datasharing_ledgerentry;
DROP TRIGGER ledger_append_only ON datasharing_ledgerentry;
DROP FUNCTION datasharing_ledger_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("datasharing", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
