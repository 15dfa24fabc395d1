"""Told once holds for a part that was split off too: it was told with the case it came from."""

from django.db import migrations

WITH_ITS_PAST = """
CREATE OR REPLACE FUNCTION windows_told_once_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    notice windows_correction%ROWTYPE;
    told_before timestamptz;
BEGIN
    SELECT * INTO notice FROM windows_correction WHERE id = NEW.correction_id;
    IF notice.answered_at IS NOT NULL OR notice.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'notice % is over', notice.id USING ERRCODE = 'check_violation';
    END IF;
    IF notice.is_of_departments AND (
        NEW.approval_id IS NULL OR (NEW.slot_id IS NULL AND NEW.element = '')
    ) THEN
        RAISE EXCEPTION 'an item of notice % names no matter or no place', notice.id
            USING ERRCODE = 'check_violation';
    END IF;
    WITH RECURSIVE part(id, split_from_id, created_at, until) AS (
        SELECT id, split_from_id, created_at, 'infinity'::timestamptz
            FROM windows_case WHERE id = notice.case_id
        UNION ALL
        SELECT older.id, older.split_from_id, older.created_at, part.created_at
            FROM windows_case older JOIN part ON older.id = part.split_from_id
    )
    SELECT max(earlier.asked_at) INTO told_before
        FROM windows_correction earlier JOIN part ON part.id = earlier.case_id
        WHERE earlier.is_of_departments = notice.is_of_departments
            AND earlier.asked_at <= part.until
            AND (earlier.case_id <> notice.case_id OR earlier.round < notice.round);
    IF told_before IS NULL OR NEW.renewed_at >= told_before THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT 1 FROM windows_approval WHERE id = NEW.approval_id AND dispatched_at >= told_before
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'notice % asks for what is not new', notice.id
        USING ERRCODE = 'check_violation';
END $$;
"""

BY_CASE = """
CREATE OR REPLACE FUNCTION windows_told_once_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    notice windows_correction%ROWTYPE;
    told_before timestamptz;
BEGIN
    SELECT * INTO notice FROM windows_correction WHERE id = NEW.correction_id;
    IF notice.answered_at IS NOT NULL OR notice.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'notice % is over', notice.id USING ERRCODE = 'check_violation';
    END IF;
    IF notice.is_of_departments AND (
        NEW.approval_id IS NULL OR (NEW.slot_id IS NULL AND NEW.element = '')
    ) THEN
        RAISE EXCEPTION 'an item of notice % names no matter or no place', notice.id
            USING ERRCODE = 'check_violation';
    END IF;
    SELECT max(asked_at) INTO told_before FROM windows_correction
        WHERE case_id = notice.case_id AND is_of_departments = notice.is_of_departments
            AND round < notice.round;
    IF told_before IS NULL OR NEW.renewed_at >= told_before THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT 1 FROM windows_approval WHERE id = NEW.approval_id AND dispatched_at >= told_before
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'notice % asks for what is not new', notice.id
        USING ERRCODE = 'check_violation';
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('windows', '0018_index_desk'),
    ]

    operations = [
        migrations.RunSQL(WITH_ITS_PAST, BY_CASE),
    ]
