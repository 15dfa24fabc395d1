"""Lists are written while their edition is a draft; an empty condition is an empty mapping."""

from django.db import migrations, models

GROW = """
CREATE FUNCTION materials_edition_grow_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    edition_is bigint;
    edition_state text;
BEGIN
    IF TG_TABLE_NAME = 'materials_requirementbasis' THEN
        SELECT edition_id INTO edition_is FROM materials_requirement WHERE id = NEW.requirement_id;
    ELSE
        edition_is := NEW.edition_id;
    END IF;
    SELECT state INTO edition_state FROM services_edition WHERE id = edition_is;
    IF edition_state IS NOT NULL AND edition_state <> 'draft' THEN
        RAISE EXCEPTION 'edition % is published: it can require nothing more', edition_is
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER materials_requirement_grow_guard BEFORE INSERT ON materials_requirement
    FOR EACH ROW EXECUTE FUNCTION materials_edition_grow_guard();
CREATE TRIGGER materials_requirementbasis_grow_guard BEFORE INSERT ON materials_requirementbasis
    FOR EACH ROW EXECUTE FUNCTION materials_edition_grow_guard();
CREATE TRIGGER materials_fieldrequirement_grow_guard BEFORE INSERT ON materials_fieldrequirement
    FOR EACH ROW EXECUTE FUNCTION materials_edition_grow_guard();
"""

UNDO = """
DROP TRIGGER materials_requirement_grow_guard ON materials_requirement;
DROP TRIGGER materials_requirementbasis_grow_guard ON materials_requirementbasis;
DROP TRIGGER materials_fieldrequirement_grow_guard ON materials_fieldrequirement;
DROP FUNCTION materials_edition_grow_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("materials", "0002_guards")]
    operations = [
        migrations.AlterField(
            "requirement",
            "condition",
            models.JSONField(blank=True, default=dict, verbose_name="条件"),
        ),
        migrations.AlterField(
            "fieldrequirement",
            "condition",
            models.JSONField(blank=True, default=dict, verbose_name="条件"),
        ),
        migrations.RunSQL(GROW, UNDO),
    ]
