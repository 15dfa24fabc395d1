from django.db import migrations, models


def remember_place(apps, schema_editor):
    """Publications that are under way counted their rows; from now on they remember the number."""
    Run = apps.get_model("services", "ImportRun")
    for run in Run.objects.filter(state="publishing", published__gt=0):
        rows = run.rows.filter(verdict__in=("new", "changed")).order_by("number")
        run.handled = list(rows.values_list("number", flat=True)[: run.published])[-1]
        run.save(update_fields=["handled"])


class Migration(migrations.Migration):

    dependencies = [
        ('services', '0008_regions'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='handled',
            field=models.PositiveIntegerField(default=0, verbose_name='已处理到的行号'),
        ),
        migrations.AddField(
            model_name='importrun',
            name='note',
            field=models.TextField(blank=True, verbose_name='处理说明'),
        ),
        migrations.AddField(
            model_name='importrun',
            name='note_en',
            field=models.TextField(blank=True, verbose_name='处理说明（英文）'),
        ),
        migrations.AddField(
            model_name='importrun',
            name='tally',
            field=models.JSONField(blank=True, default=dict, verbose_name='统计'),
        ),
        migrations.AddField(
            model_name='importrun',
            name='why_en',
            field=models.TextField(blank=True, verbose_name='修订理由（英文）'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(fields=['run', 'verdict', 'number'], name='import_row_by_verdict'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(fields=['run', 'code'], name='import_row_by_code'),
        ),
        migrations.RunPython(remember_place, migrations.RunPython.noop),
    ]
