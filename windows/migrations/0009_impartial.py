"""受理与审批分离: whoever took a case in never decides it, whatever way is found around the code."""

from django.db import migrations

IMPARTIAL = """
CREATE FUNCTION windows_impartial_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM windows_case WHERE id = NEW.case_id AND taken_in_by_id = NEW.decided_by_id
    ) THEN
        RAISE EXCEPTION 'approval %: decided by whoever took the case in', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER windows_impartial_guard BEFORE INSERT OR UPDATE OF decided_by_id ON windows_approval
    FOR EACH ROW WHEN (NEW.decided_by_id IS NOT NULL) EXECUTE FUNCTION windows_impartial_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("windows", "0008_departments")]

    operations = [
        migrations.RunSQL(
            IMPARTIAL,
            "DROP TRIGGER windows_impartial_guard ON windows_approval;"
            "DROP FUNCTION windows_impartial_guard;",
        )
    ]
