"""No read without a ground, whoever writes to the tables.

* An exchange rests on a consent that is live at that moment, or on a duty: an article that its own
  edition cites, about which the person was told before.
* Where it names an edition, that edition's requirement (or field) itself asks this register.
* Sensitive fields need a separate consent, or an article that names them.
* What was read under a consent that has been taken back is not kept.
* A separate consent names one resource. For a child under fourteen a guardian speaks, whose papers
  were seen.
* What a person was told is never changed; a duty that reads rest on keeps its law.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE datasharing_consent ADD CONSTRAINT consent_separate_names_one
    CHECK (NOT is_separate OR jsonb_array_length(resources) = 1);
ALTER TABLE datasharing_dutynotice ADD CONSTRAINT duty_notice_lists_resources
    CHECK (jsonb_typeof(resources) = 'array' AND jsonb_array_length(resources) > 0);
ALTER TABLE datasharing_exchange ADD CONSTRAINT exchange_assertion_is_whole
    CHECK (assertion IS NULL OR (assertion ? 'field' AND assertion ? 'test' AND assertion ? 'claim'));

CREATE FUNCTION datasharing_exchange_grounded() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    source datasharing_dataresource%ROWTYPE;
    agreed datasharing_consent%ROWTYPE;
    rule datasharing_dutyground%ROWTYPE;
    touches_sensitive boolean;
BEGIN
    SELECT * INTO source FROM datasharing_dataresource WHERE id = NEW.resource_id;

    IF NEW.edition_id IS NOT NULL AND NOT (
        EXISTS (
            SELECT 1 FROM services_edition e JOIN services_matter m ON m.id = e.matter_id
            WHERE e.id = NEW.edition_id AND m.code = NEW.matter_code
        ) AND (
            EXISTS (
                SELECT 1 FROM materials_requirement r
                WHERE r.edition_id = NEW.edition_id AND r.key = NEW.requirement
                  AND r.sources @> jsonb_build_array(jsonb_build_object('resource', source.code))
            ) OR EXISTS (
                SELECT 1 FROM materials_fieldrequirement f
                JOIN materials_dataelement d ON d.id = f.element_id,
                jsonb_array_elements_text(f.prefill) path
                WHERE f.edition_id = NEW.edition_id AND NEW.requirement = 'form:' || d.code
                  AND split_part(path, '.', 1) = source.code
            )
        )
    ) THEN
        RAISE EXCEPTION 'the edition does not ask this of this register'
            USING ERRCODE = 'check_violation';
    END IF;

    touches_sensitive := EXISTS (
        SELECT 1 FROM jsonb_array_elements(source.fields) f
        WHERE (f ->> 'sensitive')::boolean
          AND (NEW.fields ? (f ->> 'name') OR NEW.assertion ->> 'field' = f ->> 'name')
    );

    IF NEW.ground_kind = 'consent' THEN
        SELECT * INTO agreed FROM datasharing_consent WHERE id = NEW.consent_id;
        IF agreed.revoked_at IS NOT NULL OR NEW.grounded_at < agreed.given_at
           OR NEW.grounded_at >= agreed.expires_at THEN
            RAISE EXCEPTION 'the consent is not live' USING ERRCODE = 'check_violation';
        END IF;
        IF touches_sensitive AND NOT agreed.is_separate THEN
            RAISE EXCEPTION 'sensitive fields need a separate consent'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;

    SELECT * INTO rule FROM datasharing_dutyground WHERE id = NEW.duty_id;
    IF NOT FOUND OR NOT rule.is_in_force OR rule.resource_id <> NEW.resource_id OR NOT (
        EXISTS (
            SELECT 1 FROM services_editionlegalbasis c
            JOIN services_legalbasis b ON b.id = c.legal_basis_id
            WHERE c.edition_id = NEW.edition_id AND b.law = rule.law AND b.article = rule.article
        ) OR EXISTS (
            SELECT 1 FROM materials_requirementbasis c
            JOIN materials_requirement r ON r.id = c.requirement_id
            JOIN services_legalbasis b ON b.id = c.basis_id
            WHERE r.edition_id = NEW.edition_id AND r.key = NEW.requirement
              AND b.law = rule.law AND b.article = rule.article
        )
    ) THEN
        RAISE EXCEPTION 'the edition does not have this ground' USING ERRCODE = 'check_violation';
    END IF;
    IF touches_sensitive AND NOT rule.covers_sensitive THEN
        RAISE EXCEPTION 'the duty does not cover sensitive fields'
            USING ERRCODE = 'check_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM datasharing_dutynotice n
        WHERE n.id = NEW.notice_id AND n.subject_id = NEW.subject_id
          AND n.case_number = NEW.case_number AND n.resources ? source.code
          AND n.given_at <= NEW.grounded_at
    ) THEN
        RAISE EXCEPTION 'the person was not told of this read' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER exchange_grounded BEFORE INSERT ON datasharing_exchange
    FOR EACH ROW EXECUTE FUNCTION datasharing_exchange_grounded();
CREATE TRIGGER exchange_stays_grounded BEFORE UPDATE ON datasharing_exchange
    FOR EACH ROW WHEN (
        (NEW.ground_kind, NEW.consent_id, NEW.duty_id, NEW.notice_id, NEW.edition_id,
         NEW.requirement, NEW.matter_code, NEW.subject_id, NEW.case_number, NEW.resource_id,
         NEW.fields, NEW.assertion)
        IS DISTINCT FROM
        (OLD.ground_kind, OLD.consent_id, OLD.duty_id, OLD.notice_id, OLD.edition_id,
         OLD.requirement, OLD.matter_code, OLD.subject_id, OLD.case_number, OLD.resource_id,
         OLD.fields, OLD.assertion)
    ) EXECUTE FUNCTION datasharing_exchange_grounded();

CREATE FUNCTION datasharing_answer_under_consent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM datasharing_consent c
        WHERE c.id = NEW.consent_id AND c.revoked_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the consent was taken back' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER answer_under_consent BEFORE UPDATE ON datasharing_exchange
    FOR EACH ROW WHEN (NEW.answer IS NOT NULL AND OLD.answer IS DISTINCT FROM NEW.answer)
    EXECUTE FUNCTION datasharing_answer_under_consent();

CREATE FUNCTION datasharing_born(number text) RETURNS date LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN make_date(
        substr(number, 7, 4)::int, substr(number, 11, 2)::int, substr(number, 13, 2)::int
    );
EXCEPTION WHEN OTHERS THEN
    RETURN NULL;
END $$;

CREATE FUNCTION datasharing_child_has_guardian() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    born date;
BEGIN
    SELECT datasharing_born(a.id_number) INTO born FROM accounts_applicant a
    WHERE a.id = NEW.subject_id AND a.id_type = 'resident_id';
    IF NEW.guardian_id IS NULL THEN
        IF (NEW.given_at AT TIME ZONE 'Asia/Shanghai')::date < (born + interval '14 years')::date THEN
            RAISE EXCEPTION 'a child under fourteen needs a guardian'
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NOT EXISTS (
        SELECT 1 FROM datasharing_guardianship g
        WHERE g.ward_id = NEW.subject_id AND g.guardian_id = NEW.guardian_id
          AND g.ended_at IS NULL
    ) THEN
        RAISE EXCEPTION 'nobody has seen that this is the guardian'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER child_has_guardian BEFORE INSERT ON datasharing_consent
    FOR EACH ROW EXECUTE FUNCTION datasharing_child_has_guardian();

CREATE FUNCTION datasharing_notice_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what a person was told is kept' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER duty_notice_is_kept BEFORE UPDATE OR DELETE ON datasharing_dutynotice
    FOR EACH ROW EXECUTE FUNCTION datasharing_notice_is_kept();

CREATE FUNCTION datasharing_duty_keeps_its_law() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.resource_id, NEW.law, NEW.article) IS DISTINCT FROM
       (OLD.resource_id, OLD.law, OLD.article) THEN
        RAISE EXCEPTION 'a duty keeps its law' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER duty_keeps_its_law BEFORE UPDATE ON datasharing_dutyground
    FOR EACH ROW EXECUTE FUNCTION datasharing_duty_keeps_its_law();
"""

BACKWARD = """
DROP TRIGGER duty_keeps_its_law ON datasharing_dutyground;
DROP FUNCTION datasharing_duty_keeps_its_law();
DROP TRIGGER duty_notice_is_kept ON datasharing_dutynotice;
DROP FUNCTION datasharing_notice_is_kept();
DROP TRIGGER child_has_guardian ON datasharing_consent;
DROP FUNCTION datasharing_child_has_guardian();
DROP FUNCTION datasharing_born(text);
DROP TRIGGER answer_under_consent ON datasharing_exchange;
DROP FUNCTION datasharing_answer_under_consent();
DROP TRIGGER exchange_stays_grounded ON datasharing_exchange;
DROP TRIGGER exchange_grounded ON datasharing_exchange;
DROP FUNCTION datasharing_exchange_grounded();
ALTER TABLE datasharing_exchange DROP CONSTRAINT exchange_assertion_is_whole;
ALTER TABLE datasharing_dutynotice DROP CONSTRAINT duty_notice_lists_resources;
ALTER TABLE datasharing_consent DROP CONSTRAINT consent_separate_names_one;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("datasharing", "0004_grounds"),
        ("materials", "0004_elements_revisions"),
        ("services", "0013_on_denial"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
