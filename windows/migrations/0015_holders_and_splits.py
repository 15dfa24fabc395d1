"""Whose an approval is inside its department, and the case that a part was split off from."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

HOLDER = """
CREATE FUNCTION windows_holder_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held_by bigint;
    given_to bigint;
BEGIN
    SELECT officer_id INTO held_by FROM windows_approval WHERE id = NEW.id;
    SELECT officer_id INTO given_to FROM windows_assignment
        WHERE approval_id = NEW.id AND until IS NULL;
    IF held_by IS DISTINCT FROM given_to THEN
        RAISE EXCEPTION 'approval %: whose it is and its assignment disagree', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER windows_holder_guard AFTER UPDATE OF officer_id ON windows_approval
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.officer_id IS DISTINCT FROM NEW.officer_id)
    EXECUTE FUNCTION windows_holder_guard();
"""

MOVED = """
CREATE FUNCTION windows_split_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM windows_case WHERE id = NEW.case_id AND split_from_id = OLD.case_id
    ) THEN
        RAISE EXCEPTION 'approval %: it can only go to a case that was split off', NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER windows_split_guard BEFORE UPDATE OF case_id ON windows_approval
    FOR EACH ROW WHEN (OLD.case_id IS DISTINCT FROM NEW.case_id)
    EXECUTE FUNCTION windows_split_guard();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("windows", "0014_denial_questions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="approval",
            name="officer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="经办人",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="split_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="split_off",
                to="windows.case",
                verbose_name="从哪个办件拆出",
            ),
        ),
        migrations.RunSQL(
            HOLDER,
            "DROP TRIGGER windows_holder_guard ON windows_approval;"
            "DROP FUNCTION windows_holder_guard;",
        ),
        migrations.RunSQL(
            MOVED,
            "DROP TRIGGER windows_split_guard ON windows_approval;"
            "DROP FUNCTION windows_split_guard;",
        ),
    ]
