"""Cases by the day on which they were submitted; built beside the running portal."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("windows", "0024_papers")]

    operations = [
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                condition=models.Q(("is_rehearsal", False), ("submitted_at__isnull", False)),
                fields=["submitted_at"],
                name="case_by_day_submitted",
            ),
        ),
    ]
