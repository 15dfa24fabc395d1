from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('windows', '0003_plain_state_names'),
    ]

    operations = [
        migrations.AddField(
            model_name='correction',
            name='closed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='未补正而结束的时间'),
        ),
        migrations.RemoveConstraint(
            model_name='correction',
            name='correction_one_open',
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True), ('closed_at__isnull', True)), fields=('case',), name='correction_one_open'),
        ),
    ]
