"""What becomes of the other matters of a life event when one is denied; before: they go on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0012_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="lifeeventedition",
            name="on_denial",
            field=models.CharField(
                choices=[
                    ("continue", "其余的继续办"),
                    ("stop", "其余的不再办"),
                    ("ask", "问申请人要不要继续"),
                ],
                db_default="continue",
                default="continue",
                max_length=8,
                verbose_name="一项不予许可时",
            ),
        ),
        migrations.AddConstraint(
            model_name="lifeeventedition",
            constraint=models.CheckConstraint(
                condition=models.Q(("on_denial__in", ["continue", "stop", "ask"])),
                name="life_event_on_denial_known",
            ),
        ),
    ]
