"""A paper that was issued never changes; a clock stands exactly while its approval says so."""

from django.db import migrations

WRIT = """
CREATE FUNCTION windows_writ_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'writ % is issued and cannot be changed', OLD.number
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER windows_writ_guard BEFORE UPDATE OR DELETE ON windows_writ
    FOR EACH ROW EXECUTE FUNCTION windows_writ_guard();
"""

STANDS = """
CREATE FUNCTION windows_clock_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    approval_is bigint;
    is_stopped boolean;
    stands boolean;
BEGIN
    IF TG_TABLE_NAME = 'windows_approval' THEN
        approval_is := NEW.id;
    ELSE
        approval_is := NEW.approval_id;
    END IF;
    SELECT state = 'stopped' INTO is_stopped FROM windows_approval WHERE id = approval_is;
    SELECT EXISTS (
        SELECT 1 FROM windows_clockstop WHERE approval_id = approval_is AND until IS NULL
    ) INTO stands;
    IF is_stopped IS DISTINCT FROM stands THEN
        RAISE EXCEPTION 'approval %: its state and its clock disagree', approval_is
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER windows_clock_guard AFTER INSERT OR UPDATE OF state ON windows_approval
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION windows_clock_guard();
CREATE CONSTRAINT TRIGGER windows_clock_guard AFTER INSERT OR UPDATE ON windows_clockstop
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION windows_clock_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("windows", "0006_clock")]

    operations = [
        migrations.RunSQL(
            WRIT, "DROP TRIGGER windows_writ_guard ON windows_writ; DROP FUNCTION windows_writ_guard;"
        ),
        migrations.RunSQL(
            STANDS,
            "DROP TRIGGER windows_clock_guard ON windows_approval;"
            "DROP TRIGGER windows_clock_guard ON windows_clockstop;"
            "DROP FUNCTION windows_clock_guard;",
        ),
    ]
