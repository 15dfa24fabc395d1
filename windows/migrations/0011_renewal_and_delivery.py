"""Renewals, the last day of delivery, and extensions by a matter's own statute."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('materials', '0004_elements_revisions'),
        ('services', '0012_search'),
        ('windows', '0010_one_notice'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='extension',
            name='extension_within_the_law',
        ),
        migrations.AddField(
            model_name='approval',
            name='is_by_silence',
            field=models.BooleanField(default=False, verbose_name='视为准予延续'),
        ),
        migrations.AddField(
            model_name='approval',
            name='renews',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='materials.licence', verbose_name='延续的证照'),
        ),
        migrations.AddField(
            model_name='extension',
            name='most_days',
            field=models.PositiveSmallIntegerField(default=10, verbose_name='最多可以延长的日数'),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "UPDATE windows_extension SET most_days = 15 WHERE kind = 'joint'",
            migrations.RunSQL.noop,
        ),
        migrations.AddField(
            model_name='extension',
            name='own_basis',
            field=models.CharField(blank=True, max_length=200, verbose_name='法律另有规定的依据'),
        ),
        migrations.AddField(
            model_name='pickup',
            name='deliver_by',
            field=models.DateField(blank=True, null=True, verbose_name='送达期限'),
        ),
        migrations.AlterField(
            model_name='clockstop',
            name='ground',
            field=models.CharField(choices=[('hearing', '听证'), ('tender', '招标'), ('auction', '拍卖'), ('inspection', '检验'), ('test', '检测'), ('quarantine', '检疫'), ('appraisal', '鉴定'), ('expert_review', '专家评审'), ('statute', '法律另有规定的程序'), ('agent', '法律法规规定的中介服务'), ('correction', '等申请人补正')], max_length=16, verbose_name='暂停的情形'),
        ),
        migrations.AlterField(
            model_name='extension',
            name='days',
            field=models.PositiveSmallIntegerField(verbose_name='延长的日数'),
        ),
        migrations.AlterField(
            model_name='extension',
            name='kind',
            field=models.CharField(choices=[('single', '本部门负责人批准，一般最多 10 个工作日'), ('joint', '本级政府负责人批准，最多 15 个工作日')], max_length=8, verbose_name='类型'),
        ),
        migrations.AddIndex(
            model_name='approval',
            index=models.Index(condition=models.Q(('decided_at__isnull', True), ('renews__isnull', False)), fields=['renews'], name='approval_renewing'),
        ),
        migrations.AddIndex(
            model_name='pickup',
            index=models.Index(condition=models.Q(('collected_at__isnull', True)), fields=['deliver_by'], name='pickup_undelivered'),
        ),
        migrations.AddConstraint(
            model_name='clockstop',
            constraint=models.CheckConstraint(condition=models.Q(('ground__in', ['hearing', 'tender', 'auction', 'inspection', 'test', 'quarantine', 'appraisal', 'expert_review', 'statute', 'agent', 'correction'])), name='clock_stop_has_ground'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(('is_by_silence', False), models.Q(('renews__isnull', False), ('state', 'approved')), _connector='OR'), name='approval_silence_renews'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(('days__gte', 1), ('days__lte', models.F('most_days')), models.Q(models.Q(('kind', 'single'), ('most_days', 10), ('own_basis', '')), models.Q(('kind', 'joint'), ('most_days', 15), ('own_basis', '')), models.Q(('kind', 'single'), models.Q(('own_basis', ''), _negated=True)), _connector='OR')), name='extension_within_the_law'),
        ),
    ]
