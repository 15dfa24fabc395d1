

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('services', '0012_search'),
        ('windows', '0015_holders_and_splits'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DeliveryTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('seconds', models.FloatField(blank=True, null=True, verbose_name='用时（秒）')),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='对方的答复状态')),
                ('said', models.CharField(blank=True, max_length=500, verbose_name='对方说的开头')),
                ('error', models.CharField(blank=True, max_length=400, verbose_name='错误')),
            ],
            options={
                'verbose_name': '发送记录',
                'verbose_name_plural': '发送记录',
                'ordering': ['-id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='delivery',
            name='delivery_told_once',
        ),
        migrations.AddField(
            model_name='callback',
            name='approval',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='callbacks', to='windows.approval', verbose_name='审批件'),
        ),
        migrations.AddField(
            model_name='callback',
            name='order',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='次序'),
        ),
        migrations.AddField(
            model_name='callback',
            name='verb',
            field=models.CharField(blank=True, max_length=20, verbose_name='动作'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='body',
            field=models.TextField(blank=True, editable=False, verbose_name='内容'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='number',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='第几次'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='settled_note',
            field=models.CharField(blank=True, max_length=400, verbose_name='为什么不再发送'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='woken',
            field=models.PositiveIntegerField(default=0, verbose_name='第几轮'),
        ),
        migrations.AddField(
            model_name='departmentsystem',
            name='before_until',
            field=models.DateTimeField(blank=True, null=True, verbose_name='旧密钥有效到'),
        ),
        migrations.AddField(
            model_name='departmentsystem',
            name='paused_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='暂停发送'),
        ),
        migrations.AddField(
            model_name='departmentsystem',
            name='secret_box_before',
            field=models.TextField(blank=True, editable=False, verbose_name='加密的旧密钥'),
        ),
        migrations.AlterField(
            model_name='delivery',
            name='state',
            field=models.CharField(choices=[('sending', '发送中'), ('delivered', '已送达'), ('dead', '没有送到，需要人处理'), ('settled', '不再发送')], default='sending', max_length=10, verbose_name='状态'),
        ),
        migrations.AddIndex(
            model_name='callback',
            index=models.Index(condition=models.Q(('system', None)), fields=['at'], name='callback_strangers'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state__in', ('sending', 'dead'))), fields=['system', 'id'], name='delivery_open'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('approval', 'event', 'system', 'number'), name='delivery_told_once'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('sending', 'dead')), ('body', ''), _connector='OR'), name='delivery_over_keeps_no_body'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_note__gt', ''), ('state', 'settled')), models.Q(models.Q(('state', 'settled'), _negated=True), ('settled_note', '')), _connector='OR'), name='delivery_settled_says_why'),
        ),
        migrations.AddConstraint(
            model_name='departmentsystem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('before_until', None), ('secret_box_before', '')), models.Q(models.Q(('secret_box_before', ''), _negated=True), ('before_until__isnull', False)), _connector='OR'), name='department_system_old_secret_ends'),
        ),
        migrations.AddField(
            model_name='deliverytry',
            name='delivery',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='history', to='windows.delivery', verbose_name='部门消息'),
        ),
    ]
