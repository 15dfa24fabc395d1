

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('windows', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='is_rehearsal',
            field=models.BooleanField(default=False, editable=False, verbose_name='演练'),
        ),
    ]
