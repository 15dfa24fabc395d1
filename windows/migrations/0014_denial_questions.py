"""The question after a denial, answered once: an answer that was given never changes."""

import django.db.models.deletion
from django.db import migrations, models

GUARD = """
CREATE FUNCTION windows_denial_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.answered_at IS NOT NULL THEN
        RAISE EXCEPTION 'denial question % is answered and cannot be changed', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER windows_denial_guard BEFORE UPDATE ON windows_denialquestion
    FOR EACH ROW EXECUTE FUNCTION windows_denial_guard();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('windows', '0013_deferrals_and_promises'),
    ]

    operations = [
        migrations.CreateModel(
            name='DenialQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(verbose_name='提问时间')),
                ('answer_by', models.DateField(blank=True, null=True, verbose_name='回答期限')),
                ('answer', models.CharField(blank=True, choices=[('continue', '其余的继续办'), ('stop', '其余的不办了')], max_length=8, verbose_name='回答')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='回答时间')),
                ('how', models.CharField(blank=True, choices=[('applicant', '本人回答'), ('window', '窗口代为回答'), ('silence', '到期没有回答'), ('nothing_left', '其余的已经办结')], max_length=12, verbose_name='怎么回答的')),
                ('answered_by_name', models.CharField(blank=True, max_length=80, verbose_name='回答人')),
                ('approval', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='denial_question', to='windows.approval', verbose_name='不予许可的审批件')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='denial_questions', to='windows.case', verbose_name='办件')),
            ],
            options={
                'verbose_name': '不予许可后的询问',
                'verbose_name_plural': '不予许可后的询问',
                'ordering': ['id'],
                'indexes': [models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['answer_by', 'id'], name='denial_question_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('case',), name='denial_question_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('how', '')), models.Q(('answer__in', ['continue', 'stop']), ('answered_at__isnull', False), ('how__in', ['applicant', 'window', 'silence', 'nothing_left'])), _connector='OR'), name='denial_question_answered_whole'), models.CheckConstraint(condition=models.Q(models.Q(('how__in', ['silence', 'nothing_left']), _negated=True), ('answer', 'continue'), _connector='OR'), name='denial_question_silence_goes_on')],
            },
        ),
        migrations.RunSQL(
            GUARD,
            "DROP TRIGGER windows_denial_guard ON windows_denialquestion;"
            "DROP FUNCTION windows_denial_guard;",
        ),
    ]
