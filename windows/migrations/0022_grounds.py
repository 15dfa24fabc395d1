"""A guardian who consents for a child is in the case: its applicant, or a party who has joined
(个人信息保护法 art. 31). The row is a lower package's; that the guardian is in the case only we know.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION windows_guardian_is_in_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM windows_case c
        WHERE c.number = NEW.case_number AND (
            c.applicant_id = NEW.guardian_id OR EXISTS (
                SELECT 1 FROM windows_caseparty p
                WHERE p.case_id = c.id AND p.applicant_id = NEW.guardian_id
                  AND p.confirmed_at IS NOT NULL
            )
        )
    ) THEN
        RAISE EXCEPTION 'the guardian is not in the case' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guardian_is_in_case BEFORE INSERT ON datasharing_consent
    FOR EACH ROW WHEN (NEW.guardian_id IS NOT NULL)
    EXECUTE FUNCTION windows_guardian_is_in_case();
"""

BACKWARD = """
DROP TRIGGER guardian_is_in_case ON datasharing_consent;
DROP FUNCTION windows_guardian_is_in_case();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("datasharing", "0005_grounds_guards"),
        ("windows", "0021_void_signatures"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
