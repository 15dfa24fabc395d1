"""What was decided stays as it was decided, and what was told the public stays told."""

from django.db import migrations

# A revision in review is not written on, and one that was published or withdrawn never changes.
# The public changes are appended to only.
FORBID = """
CREATE FUNCTION services_revision_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state IN ('published', 'withdrawn') THEN
            RAISE EXCEPTION 'revision % is closed and cannot be deleted', OLD.id
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state IN ('published', 'withdrawn') THEN
        RAISE EXCEPTION 'revision % is closed and cannot be changed', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'in_review' AND NEW.state <> 'draft'
        AND NEW.content IS DISTINCT FROM OLD.content
    THEN
        RAISE EXCEPTION 'revision % is in review and its content cannot be changed', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER services_revision_guard BEFORE UPDATE OR DELETE ON services_revision
    FOR EACH ROW EXECUTE FUNCTION services_revision_guard();

CREATE FUNCTION services_publicchange_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Public changes are append-only and cannot be changed: % is refused.', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER services_publicchange_unchanged BEFORE UPDATE OR DELETE ON services_publicchange
    FOR EACH ROW EXECUTE FUNCTION services_publicchange_is_append_only();
CREATE TRIGGER services_publicchange_not_emptied BEFORE TRUNCATE ON services_publicchange
    FOR EACH STATEMENT EXECUTE FUNCTION services_publicchange_is_append_only();
"""

ALLOW = """
DROP TRIGGER services_publicchange_not_emptied ON services_publicchange;
DROP TRIGGER services_publicchange_unchanged ON services_publicchange;
DROP FUNCTION services_publicchange_is_append_only();
DROP TRIGGER services_revision_guard ON services_revision;
DROP FUNCTION services_revision_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("services", "0003_elements_revisions")]

    operations = [migrations.RunSQL(sql=FORBID, reverse_sql=ALLOW)]
