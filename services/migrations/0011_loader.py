from django.db import migrations

# An edition of a life event may change in its retirement only: its search columns are gone.
NO_SEARCH_COLUMNS = """
DROP TRIGGER published_is_immutable ON services_lifeeventedition;
CREATE TRIGGER published_is_immutable BEFORE UPDATE OR DELETE ON services_lifeeventedition
    FOR EACH ROW EXECUTE FUNCTION services_refuse_edit_of_published('{state,retired_at}');
"""
SEARCH_COLUMNS = """
DROP TRIGGER published_is_immutable ON services_lifeeventedition;
CREATE TRIGGER published_is_immutable BEFORE UPDATE OR DELETE ON services_lifeeventedition
    FOR EACH ROW EXECUTE FUNCTION services_refuse_edit_of_published(
        '{state,retired_at,search_tokens,pinyin,initials,search_vector}');
"""

# What published editions point to stays what it was when they were published.
# `services_keep_law`: an article, once written down, is neither reworded nor deleted; whether
# somebody has checked it may change. `services_keep_cited(columns, query)`: a row for which the
# query says true of its id keeps those columns, and stays.
KEEP = """
CREATE FUNCTION services_keep_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'checked' = to_jsonb(OLD) - 'checked' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'legal basis % cannot be changed or deleted: cite another one', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER law_is_kept BEFORE UPDATE OR DELETE ON services_legalbasis
    FOR EACH ROW EXECUTE FUNCTION services_keep_law();

CREATE FUNCTION services_keep_cited() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept text[] := TG_ARGV[0]::text[];
    is_cited boolean;
BEGIN
    IF TG_OP = 'UPDATE' AND NOT EXISTS (
        SELECT 1 FROM unnest(kept) AS name
        WHERE to_jsonb(NEW) -> name IS DISTINCT FROM to_jsonb(OLD) -> name
    ) THEN
        RETURN NEW;
    END IF;
    EXECUTE TG_ARGV[1] INTO is_cited USING OLD.id;
    IF is_cited THEN
        RAISE EXCEPTION '% % stands in a published edition: % stay as they are',
            TG_TABLE_NAME, OLD.id, TG_ARGV[0]
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER cited_is_kept BEFORE UPDATE OR DELETE ON services_matter
    FOR EACH ROW EXECUTE FUNCTION services_keep_cited('{id,code}',
        'SELECT EXISTS (SELECT 1 FROM services_edition
            WHERE matter_id = $1 AND state <> ''draft'')');
CREATE TRIGGER cited_is_kept BEFORE UPDATE OR DELETE ON services_lifeevent
    FOR EACH ROW EXECUTE FUNCTION services_keep_cited('{id,code}',
        'SELECT EXISTS (SELECT 1 FROM services_lifeeventedition
            WHERE life_event_id = $1 AND state <> ''draft'')');
CREATE TRIGGER cited_is_kept BEFORE UPDATE OR DELETE ON services_department
    FOR EACH ROW EXECUTE FUNCTION services_keep_cited('{id,code,name,region_id}',
        'SELECT EXISTS (SELECT 1 FROM services_edition
                WHERE department_id = $1 AND state <> ''draft'')
            OR EXISTS (SELECT 1 FROM services_lifeeventedition
                WHERE lead_id = $1 AND state <> ''draft'')');
"""
LET_GO = """
DROP TRIGGER cited_is_kept ON services_department;
DROP TRIGGER cited_is_kept ON services_lifeevent;
DROP TRIGGER cited_is_kept ON services_matter;
DROP FUNCTION services_keep_cited();
DROP TRIGGER law_is_kept ON services_legalbasis;
DROP FUNCTION services_keep_law();
"""


class Migration(migrations.Migration):
    dependencies = [("services", "0010_pages")]

    operations = [
        migrations.RunSQL(NO_SEARCH_COLUMNS, SEARCH_COLUMNS),
        migrations.RemoveIndex(model_name="lifeeventedition", name="life_event_words"),
        migrations.RemoveIndex(model_name="lifeeventedition", name="life_event_tokens_trgm"),
        migrations.RemoveIndex(model_name="lifeeventedition", name="life_event_pinyin_trgm"),
        migrations.RemoveIndex(model_name="lifeeventedition", name="life_event_initials_trgm"),
        migrations.RemoveField(model_name="lifeeventedition", name="search_vector"),
        migrations.RemoveField(model_name="lifeeventedition", name="search_tokens"),
        migrations.RemoveField(model_name="lifeeventedition", name="pinyin"),
        migrations.RemoveField(model_name="lifeeventedition", name="initials"),
        migrations.RunSQL(KEEP, LET_GO),
    ]
