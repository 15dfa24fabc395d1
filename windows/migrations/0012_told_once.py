"""A notice that was told never changes; a second one only about what came in after the first."""

from django.db import migrations, models

TOLD = """
CREATE FUNCTION windows_notice_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND (OLD.id, OLD.case_id, OLD.round, OLD.asked_at, OLD.asked_by_name, OLD.deadline,
             OLD.is_of_departments)
        IS NOT DISTINCT FROM
            (NEW.id, NEW.case_id, NEW.round, NEW.asked_at, NEW.asked_by_name, NEW.deadline,
             NEW.is_of_departments)
        AND (OLD.answered_at IS NULL OR OLD.answered_at IS NOT DISTINCT FROM NEW.answered_at)
        AND (OLD.closed_at IS NULL OR OLD.closed_at IS NOT DISTINCT FROM NEW.closed_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'notice % has been told and cannot be changed', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER windows_notice_guard BEFORE UPDATE OR DELETE ON windows_correction
    FOR EACH ROW EXECUTE FUNCTION windows_notice_guard();

CREATE FUNCTION windows_notice_item_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'item % has been told and cannot be changed', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER windows_notice_item_guard BEFORE UPDATE OR DELETE ON windows_correctionitem
    FOR EACH ROW EXECUTE FUNCTION windows_notice_item_guard();
CREATE TRIGGER windows_report_guard BEFORE UPDATE OR DELETE ON windows_missingreport
    FOR EACH ROW WHEN (OLD.correction_id IS NOT NULL)
    EXECUTE FUNCTION windows_notice_item_guard();
"""

ONCE = """
CREATE FUNCTION windows_told_once_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER windows_told_once_guard BEFORE INSERT ON windows_correctionitem
    FOR EACH ROW EXECUTE FUNCTION windows_told_once_guard();
"""

NOT_TOLD = """
DROP TRIGGER windows_told_once_guard ON windows_correctionitem;
DROP FUNCTION windows_told_once_guard;
DROP TRIGGER windows_report_guard ON windows_missingreport;
DROP TRIGGER windows_notice_item_guard ON windows_correctionitem;
DROP FUNCTION windows_notice_item_guard;
DROP TRIGGER windows_notice_guard ON windows_correction;
DROP FUNCTION windows_notice_guard;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('services', '0012_search'),
        ('windows', '0011_renewal_and_delivery'),
    ]

    operations = [
        migrations.AddField(
            model_name='correction',
            name='reminded_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='提醒时间'),
        ),
        migrations.AddField(
            model_name='correctionitem',
            name='renewed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='新交内容的时间'),
        ),
        migrations.AddField(
            model_name='missingreport',
            name='renewed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='新交内容的时间'),
        ),
        migrations.AlterField(
            model_name='overreach',
            name='kind',
            field=models.CharField(choices=[('not_in_guide', '办事指南没有列出'), ('told_already', '已经告知过一次'), ('too_late', '过了告知的期限')], max_length=16, verbose_name='情形'),
        ),
        migrations.AddConstraint(
            model_name='overreach',
            constraint=models.UniqueConstraint(fields=('approval', 'kind', 'asked'), name='overreach_counts_once'),
        ),
        migrations.RunSQL(TOLD + ONCE, NOT_TOLD),
    ]
