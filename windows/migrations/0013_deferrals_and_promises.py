"""Papers that may follow, checks of promises, and records of broken ones, with their guards."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


MAY_FOLLOW = """
CREATE FUNCTION windows_deferral_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM windows_materialslot WHERE id = NEW.slot_id AND necessity = 'deferrable'
    ) THEN
        RAISE EXCEPTION 'slot %: the guide does not let it follow', NEW.slot_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER windows_deferral_guard BEFORE INSERT OR UPDATE OF slot_id ON windows_deferral
    FOR EACH ROW EXECUTE FUNCTION windows_deferral_guard();
"""

GRANTED = """
CREATE FUNCTION windows_commitmentcheck_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM windows_approval a JOIN windows_materialslot s ON s.case_id = a.case_id
        WHERE a.id = NEW.approval_id AND a.state = 'approved' AND s.id = NEW.slot_id
    ) THEN
        RAISE EXCEPTION 'approval %: nothing was granted on this promise', NEW.approval_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER windows_commitmentcheck_guard BEFORE INSERT ON windows_commitmentcheck
    FOR EACH ROW EXECUTE FUNCTION windows_commitmentcheck_guard();
"""

RECORD = """
CREATE FUNCTION windows_badrecord_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM windows_commitmentcheck WHERE id = NEW.check_of_id AND state = 'revoked'
    ) THEN
        RAISE EXCEPTION 'check %: nothing was revoked', NEW.check_of_id
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER windows_badrecord_guard BEFORE INSERT ON windows_badrecord
    FOR EACH ROW EXECUTE FUNCTION windows_badrecord_guard();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_staff_level'),
        ('materials', '0004_elements_revisions'),
        ('windows', '0012_told_once'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='writ',
            name='kind',
            field=models.CharField(choices=[('receipt', '收件凭证'), ('correction', '补正告知书'), ('acceptance', '受理通知书'), ('deferred', '容缺受理通知书'), ('refusal', '不予受理决定书'), ('revocation', '撤销受理决定书'), ('lapse', '视为撤回通知书'), ('procedure', '特别程序告知书'), ('extension', '延长审批期限通知书'), ('grant', '准予行政许可决定书'), ('denial', '不予行政许可决定书'), ('delivery', '送达回证'), ('mending', '责令限期整改通知书'), ('rescission', '撤销行政许可决定书')], max_length=12, verbose_name='文书'),
        ),
        migrations.CreateModel(
            name='CommitmentCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('due', '待核查'), ('kept', '属实'), ('to_mend', '不属实，限期整改'), ('mended', '已整改'), ('revoked', '没有整改，决定已撤销')], default='due', max_length=10, verbose_name='状态')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='生成时间')),
                ('due_on', models.DateField(verbose_name='最迟核查日')),
                ('is_day_certain', models.BooleanField(default=True, verbose_name='日期已定')),
                ('found', models.TextField(blank=True, verbose_name='核查情况')),
                ('checked_at', models.DateTimeField(blank=True, null=True, verbose_name='核查时间')),
                ('checked_by_name', models.CharField(blank=True, max_length=80, verbose_name='核查人姓名')),
                ('mend_by', models.DateField(blank=True, null=True, verbose_name='整改期限')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='了结时间')),
                ('closed_by_name', models.CharField(blank=True, max_length=80, verbose_name='了结人姓名')),
                ('outcome', models.TextField(blank=True, verbose_name='整改情况或撤销理由')),
                ('approval', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commitment_checks', to='windows.approval', verbose_name='审批件')),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='核查人')),
                ('commitment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='materials.commitment', verbose_name='承诺书')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='windows.materialslot', verbose_name='材料')),
            ],
            options={
                'verbose_name': '承诺核查',
                'verbose_name_plural': '承诺核查',
                'ordering': ['due_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='BadRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='记入日')),
                ('until', models.DateField(verbose_name='到期日')),
                ('reason', models.TextField(verbose_name='事由')),
                ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bad_records', to='accounts.applicant', verbose_name='当事人')),
                ('check_of', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='bad_record', to='windows.commitmentcheck', verbose_name='承诺核查')),
            ],
            options={
                'verbose_name': '失信记录',
                'verbose_name_plural': '失信记录',
                'ordering': ['-since', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Deferral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', '等您补交'), ('handed_in', '已补交'), ('missed', '到期没有补交'), ('not_needed', '不用补了')], default='open', max_length=12, verbose_name='状态')),
                ('granted_on', models.DateField(verbose_name='受理日')),
                ('due_on', models.DateField(verbose_name='最迟补交日')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='提醒时间')),
                ('more_time_at', models.DateTimeField(blank=True, null=True, verbose_name='宽限时间')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='结束时间')),
                ('slot', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='deferral', to='windows.materialslot', verbose_name='材料')),
            ],
            options={
                'verbose_name': '容缺后补',
                'verbose_name_plural': '容缺后补',
                'ordering': ['due_on', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='commitmentcheck',
            index=models.Index(condition=models.Q(('state__in', ['due', 'to_mend'])), fields=['due_on', 'id'], name='commitment_check_open'),
        ),
        migrations.AddConstraint(
            model_name='commitmentcheck',
            constraint=models.UniqueConstraint(fields=('commitment', 'approval'), name='commitment_check_once'),
        ),
        migrations.AddConstraint(
            model_name='commitmentcheck',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['due', 'kept', 'mended', 'revoked', 'to_mend'])), name='commitment_check_state_known'),
        ),
        migrations.AddConstraint(
            model_name='commitmentcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_at__isnull', True), ('found', ''), ('state', 'due')), models.Q(models.Q(('state', 'due'), _negated=True), ('checked_at__isnull', False), models.Q(('found', ''), _negated=True)), _connector='OR'), name='commitment_check_says_what_was_found'),
        ),
        migrations.AddConstraint(
            model_name='commitmentcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('mend_by__isnull', True), ('state__in', ['due', 'kept'])), models.Q(('mend_by__isnull', False), ('state__in', ['to_mend', 'mended', 'revoked'])), _connector='OR'), name='commitment_check_broken_has_a_day'),
        ),
        migrations.AddConstraint(
            model_name='commitmentcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state__in', ['due', 'to_mend'])), models.Q(('closed_at__isnull', False), ('state__in', ['kept', 'mended', 'revoked'])), _connector='OR'), name='commitment_check_closed_has_time'),
        ),
        migrations.AddConstraint(
            model_name='commitmentcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['mended', 'revoked']), _negated=True), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='commitment_check_end_has_words'),
        ),
        migrations.AddIndex(
            model_name='badrecord',
            index=models.Index(fields=['applicant', 'until'], name='bad_record_of_person'),
        ),
        migrations.AddConstraint(
            model_name='badrecord',
            constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='bad_record_expires'),
        ),
        migrations.AddConstraint(
            model_name='badrecord',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='bad_record_says_why'),
        ),
        migrations.AddIndex(
            model_name='deferral',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['due_on', 'id'], name='deferral_open'),
        ),
        migrations.AddConstraint(
            model_name='deferral',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'handed_in', 'missed', 'not_needed'])), name='deferral_state_known'),
        ),
        migrations.AddConstraint(
            model_name='deferral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='deferral_open_or_closed'),
        ),
        migrations.AddConstraint(
            model_name='deferral',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gt', models.F('granted_on'))), name='deferral_leaves_a_day'),
        ),
        migrations.RunSQL(
            MAY_FOLLOW,
            "DROP TRIGGER windows_deferral_guard ON windows_deferral;"
            "DROP FUNCTION windows_deferral_guard;",
        ),
        migrations.RunSQL(
            GRANTED,
            "DROP TRIGGER windows_commitmentcheck_guard ON windows_commitmentcheck;"
            "DROP FUNCTION windows_commitmentcheck_guard;",
        ),
        migrations.RunSQL(
            RECORD,
            "DROP TRIGGER windows_badrecord_guard ON windows_badrecord;"
            "DROP FUNCTION windows_badrecord_guard;",
        ),
    ]
