"""The situation of what was decided before, as one line of text (windows/precedents/situations)."""

from django.db import migrations, models

FILL = """
UPDATE windows_approval AS approval
SET situation = CASE WHEN length(told.said) <= 600 THEN told.said
    ELSE '#' || encode(sha256(convert_to(told.said, 'UTF8')), 'hex') END
FROM (
    SELECT one.id, coalesce(string_agg(
        asked.question || '=' || asked.options, ';' ORDER BY asked.question COLLATE "C"), '') AS said
    FROM windows_case AS one
    LEFT JOIN LATERAL (
        SELECT each.key AS question, (
            SELECT string_agg(option, ',' ORDER BY option COLLATE "C")
            FROM jsonb_array_elements_text(CASE jsonb_typeof(each.value)
                WHEN 'array' THEN each.value ELSE jsonb_build_array(each.value) END) AS option
        ) AS options
        FROM jsonb_each(one.answers) AS each
    ) AS asked ON true
    WHERE NOT one.is_rehearsal
    GROUP BY one.id
) AS told
WHERE told.id = approval.case_id AND approval.situation IS NULL
    AND approval.state IN ('approved', 'denied') AND NOT approval.is_by_silence
"""


class Migration(migrations.Migration):
    dependencies = [("windows", "0029_inbox_reasons")]

    operations = [
        migrations.AddField(
            model_name="approval",
            name="situation",
            field=models.CharField(
                blank=True, editable=False, max_length=600, null=True, verbose_name="情形"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
