"""Registered values that people say are wrong."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION datasharing_dispute_keeps_its_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'open'
       OR (to_jsonb(NEW) - '{state,closed_at,answer,answered_by_name}'::text[])
          <> (to_jsonb(OLD) - '{state,closed_at,answer,answered_by_name}'::text[]) THEN
        RAISE EXCEPTION 'a dispute keeps its words and is closed once'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dispute_keeps_its_words BEFORE UPDATE OR DELETE ON datasharing_datadispute
    FOR EACH ROW EXECUTE FUNCTION datasharing_dispute_keeps_its_words();
"""
BACKWARD = """
DROP TRIGGER dispute_keeps_its_words ON datasharing_datadispute;
DROP FUNCTION datasharing_dispute_keeps_its_words();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_staff_level'),
        ('datasharing', '0007_ledger'),
        ('materials', '0004_elements_revisions'),
    ]

    operations = [
        migrations.CreateModel(
            name='DataDispute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_number', models.CharField(max_length=40, verbose_name='办件编号')),
                ('path', models.CharField(blank=True, max_length=120, verbose_name='字段')),
                ('label', models.CharField(max_length=120, verbose_name='字段名称')),
                ('label_en', models.CharField(blank=True, max_length=160)),
                ('said', models.CharField(max_length=400, verbose_name='登记的内容')),
                ('claimed', models.CharField(max_length=400, verbose_name='本人说的内容')),
                ('why', models.CharField(blank=True, max_length=400, verbose_name='理由')),
                ('state', models.CharField(choices=[('open', '等提供部门核对'), ('corrected', '登记已更正'), ('upheld', '登记没有错'), ('withdrawn', '本人收回')], default='open', max_length=12, verbose_name='状态')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='提出时间')),
                ('opened_by_name', models.CharField(max_length=100, verbose_name='提出人')),
                ('due_on', models.DateField(verbose_name='答复期限')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
                ('answer', models.CharField(blank=True, max_length=400, verbose_name='答复')),
                ('answered_by_name', models.CharField(blank=True, max_length=100, verbose_name='答复人')),
                ('evidence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.document', verbose_name='证明')),
                ('exchange', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='datasharing.exchange', verbose_name='数据查询')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disputes', to='accounts.applicant', verbose_name='本人')),
            ],
            options={
                'verbose_name': '数据疑义',
                'verbose_name_plural': '数据疑义',
                'ordering': ['due_on', 'id'],
                'indexes': [models.Index(condition=models.Q(('state', 'open')), fields=['due_on', 'id'], name='dispute_open_by_day'), models.Index(fields=['case_number'], name='dispute_of_case')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('exchange', 'path'), name='dispute_open_once'), models.CheckConstraint(condition=models.Q(models.Q(('claimed', ''), _negated=True), models.Q(('claimed', models.F('said')), _negated=True), models.Q(('case_number', ''), _negated=True)), name='dispute_says_something_else'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='dispute_closed_iff_not_open'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['corrected', 'upheld']), _negated=True), models.Q(models.Q(('answer', ''), _negated=True), models.Q(('answered_by_name', ''), _negated=True)), _connector='OR'), name='dispute_answer_has_words_and_name')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
