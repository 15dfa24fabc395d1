"""Decisions by department, matter and day; built beside the running portal."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("windows", "0030_inbox_situation")]

    operations = [
        AddIndexConcurrently(
            model_name="approval",
            index=models.Index(
                condition=models.Q(("situation__isnull", False)),
                fields=["department", "matter_edition", "decided_at"],
                include=("id", "situation", "state"),
                name="approval_decided_alike",
            ),
        ),
    ]
