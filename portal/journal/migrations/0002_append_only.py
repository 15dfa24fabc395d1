from django.db import migrations

FORBID = """
CREATE FUNCTION journal_entry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The journal is append-only: % is refused.', TG_OP
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER journal_entry_unchanged BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_entry_is_append_only();
CREATE TRIGGER journal_entry_not_emptied BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_entry_is_append_only();
"""

ALLOW = """
DROP TRIGGER journal_entry_not_emptied ON journal_entry;
DROP TRIGGER journal_entry_unchanged ON journal_entry;
DROP FUNCTION journal_entry_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunSQL(sql=FORBID, reverse_sql=ALLOW)]
