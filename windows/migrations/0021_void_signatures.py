from django.db import migrations, models

MOVED_SINCE = """
UPDATE windows_signoff AS signed SET is_void = true
FROM windows_approval AS part
JOIN services_department AS here ON here.id = part.department_id
WHERE part.id = signed.approval_id AND EXISTS (
    SELECT FROM accounts_staff AS signer
    WHERE signer.user_id = signed.signed_by_id AND signer.department_code <> here.code
)
"""


class Migration(migrations.Migration):
    dependencies = [("windows", "0020_what_followed_may_be_told")]

    operations = [
        migrations.AddField(
            model_name="signoff",
            name="is_void",
            field=models.BooleanField(default=False, verbose_name="转办或补正前的"),
        ),
        migrations.RunSQL(MOVED_SINCE, migrations.RunSQL.noop),
    ]
