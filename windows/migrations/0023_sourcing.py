"""Sources that a material was to come from and did not."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('windows', '0022_grounds'),
    ]

    operations = [
        migrations.AddField(
            model_name='materialslot',
            name='tried',
            field=models.JSONField(blank=True, default=list, verbose_name='试过的来源'),
        ),
    ]
