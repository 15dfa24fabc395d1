"""What the application promises never to change, the database refuses to change."""

from django.db import migrations

LICENCE = """
CREATE FUNCTION materials_licence_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    movable CONSTANT text[] := ARRAY['state', 'state_reason', 'state_changed_at'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'licence % is issued and cannot be deleted', OLD.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF to_jsonb(NEW) - movable IS DISTINCT FROM to_jsonb(OLD) - movable THEN
        RAISE EXCEPTION 'licence % is issued: only its state may change', OLD.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER materials_licence_guard BEFORE UPDATE OR DELETE ON materials_licence
    FOR EACH ROW EXECUTE FUNCTION materials_licence_guard();
"""

COMMITMENT = """
CREATE FUNCTION materials_commitment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'commitment % is signed and cannot be changed', OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER materials_commitment_guard BEFORE UPDATE OR DELETE ON materials_commitment
    FOR EACH ROW EXECUTE FUNCTION materials_commitment_guard();
"""

EDITION = """
CREATE FUNCTION materials_edition_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    edition_is bigint;
    edition_state text;
BEGIN
    IF TG_TABLE_NAME = 'materials_requirementbasis' THEN
        SELECT edition_id INTO edition_is FROM materials_requirement WHERE id = OLD.requirement_id;
    ELSE
        edition_is := OLD.edition_id;
    END IF;
    SELECT state INTO edition_state FROM services_edition WHERE id = edition_is;
    IF edition_state IS NOT NULL AND edition_state <> 'draft' THEN
        RAISE EXCEPTION 'edition % is published: what it requires cannot be changed', edition_is
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER materials_requirement_guard BEFORE UPDATE OR DELETE ON materials_requirement
    FOR EACH ROW EXECUTE FUNCTION materials_edition_guard();
CREATE TRIGGER materials_requirementbasis_guard BEFORE UPDATE OR DELETE
    ON materials_requirementbasis
    FOR EACH ROW EXECUTE FUNCTION materials_edition_guard();
CREATE TRIGGER materials_fieldrequirement_guard BEFORE UPDATE OR DELETE
    ON materials_fieldrequirement
    FOR EACH ROW EXECUTE FUNCTION materials_edition_guard();
"""

UNDO = """
DROP TRIGGER materials_licence_guard ON materials_licence;
DROP FUNCTION materials_licence_guard();
DROP TRIGGER materials_commitment_guard ON materials_commitment;
DROP FUNCTION materials_commitment_guard();
DROP TRIGGER materials_requirement_guard ON materials_requirement;
DROP TRIGGER materials_requirementbasis_guard ON materials_requirementbasis;
DROP TRIGGER materials_fieldrequirement_guard ON materials_fieldrequirement;
DROP FUNCTION materials_edition_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("materials", "0001_initial")]
    operations = [migrations.RunSQL(LICENCE + COMMITMENT + EDITION, UNDO)]
