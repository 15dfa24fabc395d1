"""Narrowing goes through the index of terms, which keeps no pending rows; visitors are told apart."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

MARK = """
UPDATE services_searchentry SET terms = terms
    || CASE WHEN theme = '' THEN '{}' ELSE ARRAY['^=theme ' || theme] END
    || CASE WHEN department = '' THEN '{}' ELSE ARRAY['^=department ' || department] END
    || ARRAY(SELECT '^=audience ' || audience FROM unnest(audiences) AS audience)
"""
UNMARK = """
UPDATE services_searchentry
SET terms = ARRAY(SELECT term FROM unnest(terms) AS term WHERE term NOT LIKE '^=%')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("services", "0011_loader"),
    ]

    operations = [
        migrations.AddField(
            model_name='searchmiss',
            name='visitors',
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=4), default=list, editable=False, size=None
            ),
        ),
        migrations.RemoveIndex(model_name="searchentry", name="search_entry_words"),
        migrations.RunSQL(MARK, UNMARK),
        migrations.AddIndex(
            model_name="searchentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_vector"], fastupdate=False, name="search_entry_words"
            ),
        ),
    ]
