"""What is said of a data element once for all matters: its place on the form, whether it lasts, and
what it is for."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("materials", "0006_library"),
    ]

    operations = [
        migrations.AddField(
            model_name="dataelement",
            name="section",
            field=models.CharField(blank=True, default="", max_length=16, verbose_name="在表格哪一段"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="dataelement",
            name="is_lasting",
            field=models.BooleanField(default=False, verbose_name="下次多半不变"),
        ),
        migrations.AddField(
            model_name="dataelement",
            name="uses",
            field=models.JSONField(blank=True, default=list, verbose_name="用途"),
        ),
        migrations.AddConstraint(
            model_name="dataelement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "section__in",
                        [
                            "",
                            "person",
                            "agent",
                            "family",
                            "child",
                            "deceased",
                            "house",
                            "sale",
                            "loan",
                            "utilities",
                            "work",
                            "medical",
                            "company",
                            "shop",
                            "project",
                            "record",
                            "payment",
                            "other",
                        ],
                    )
                ),
                name="element_section_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="dataelement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "uses__contained_by",
                        ["decision", "document", "contact", "payment", "lookup"],
                    )
                ),
                name="element_uses_known",
            ),
        ),
    ]
