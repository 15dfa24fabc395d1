"""What is read, on which ground, and when: held by the tables.

* A duty serves the departments that it binds.
* The time at which a ground was found to stand is that of asking, and does not go back.
* A change of purpose, narrowing or that time is checked like a change of the ground.
* No answer is kept after its consent has ended, or under a duty that is not in force.
* A seal begins where the last one ended.
* What an attempt's line will say is kept beside the attempt while it is under way.
"""

from django.db import migrations, models

FORWARD = """
ALTER TABLE datasharing_dutyground ADD CONSTRAINT duty_binds_is_list
    CHECK (jsonb_typeof(binds) = 'array');

CREATE FUNCTION datasharing_exchange_grounded_well() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.duty_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM datasharing_dutyground g, services_edition e
        JOIN services_department d ON d.id = e.department_id
        WHERE g.id = NEW.duty_id AND e.id = NEW.edition_id AND g.binds ? d.name
    ) THEN
        RAISE EXCEPTION 'the duty does not bind this department' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.grounded_at NOT BETWEEN NEW.asked_at - interval '10 seconds'
                                   AND NEW.asked_at + interval '10 seconds' THEN
            RAISE EXCEPTION 'the ground is checked when it is asked'
                USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.grounded_at < OLD.grounded_at THEN
        RAISE EXCEPTION 'the check of a ground is not dated back' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER exchange_grounded_well BEFORE INSERT ON datasharing_exchange
    FOR EACH ROW EXECUTE FUNCTION datasharing_exchange_grounded_well();
CREATE TRIGGER exchange_stays_grounded_well BEFORE UPDATE ON datasharing_exchange
    FOR EACH ROW WHEN (
        (NEW.ground_kind, NEW.consent_id, NEW.duty_id, NEW.notice_id, NEW.edition_id,
         NEW.grounded_at)
        IS DISTINCT FROM
        (OLD.ground_kind, OLD.consent_id, OLD.duty_id, OLD.notice_id, OLD.edition_id,
         OLD.grounded_at)
    ) EXECUTE FUNCTION datasharing_exchange_grounded_well();

DROP TRIGGER exchange_stays_grounded ON datasharing_exchange;
CREATE TRIGGER exchange_stays_grounded BEFORE UPDATE ON datasharing_exchange
    FOR EACH ROW WHEN (
        (NEW.ground_kind, NEW.consent_id, NEW.duty_id, NEW.notice_id, NEW.edition_id,
         NEW.requirement, NEW.matter_code, NEW.subject_id, NEW.case_number, NEW.resource_id,
         NEW.fields, NEW.assertion, NEW.purpose, NEW.query, NEW.grounded_at)
        IS DISTINCT FROM
        (OLD.ground_kind, OLD.consent_id, OLD.duty_id, OLD.notice_id, OLD.edition_id,
         OLD.requirement, OLD.matter_code, OLD.subject_id, OLD.case_number, OLD.resource_id,
         OLD.fields, OLD.assertion, OLD.purpose, OLD.query, OLD.grounded_at)
    ) EXECUTE FUNCTION datasharing_exchange_grounded();

CREATE OR REPLACE FUNCTION datasharing_answer_under_consent() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM datasharing_consent c
        WHERE c.id = NEW.consent_id AND c.revoked_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the consent was taken back' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM datasharing_consent c
        WHERE c.id = NEW.consent_id AND NEW.answered_at >= c.expires_at
    ) THEN
        RAISE EXCEPTION 'the consent has expired' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM datasharing_dutyground g WHERE g.id = NEW.duty_id AND NOT g.is_in_force
    ) THEN
        RAISE EXCEPTION 'the duty is not in force' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER answer_begins_under_consent BEFORE INSERT ON datasharing_exchange
    FOR EACH ROW WHEN (NEW.answer IS NOT NULL)
    EXECUTE FUNCTION datasharing_answer_under_consent();

CREATE FUNCTION datasharing_ledger_seal_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.after_id <> (SELECT coalesce(max(to_id), 0) FROM datasharing_ledgerseal) THEN
        RAISE EXCEPTION 'a seal begins where the last one ended' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER seal_follows BEFORE INSERT ON datasharing_ledgerseal
    FOR EACH ROW EXECUTE FUNCTION datasharing_ledger_seal_follows();
"""

BACKWARD = """
DROP TRIGGER seal_follows ON datasharing_ledgerseal;
DROP FUNCTION datasharing_ledger_seal_follows();
DROP TRIGGER answer_begins_under_consent ON datasharing_exchange;
CREATE OR REPLACE FUNCTION datasharing_answer_under_consent() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM datasharing_consent c
        WHERE c.id = NEW.consent_id AND c.revoked_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the consent was taken back' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER exchange_stays_grounded ON datasharing_exchange;
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
DROP TRIGGER exchange_stays_grounded_well ON datasharing_exchange;
DROP TRIGGER exchange_grounded_well ON datasharing_exchange;
DROP FUNCTION datasharing_exchange_grounded_well();
ALTER TABLE datasharing_dutyground DROP CONSTRAINT duty_binds_is_list;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('datasharing', '0011_lists_demand'),
    ]

    operations = [
        migrations.AddField(
            model_name='dutyground',
            name='binds',
            field=models.JSONField(default=list, verbose_name='有此职责的部门'),
        ),
        migrations.AddField(
            model_name='exchange',
            name='said',
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='exchange',
            name='last_outcome',
            field=models.CharField(blank=True, choices=[('answered', '读到了数据'), ('no_record', '对方没有您的记录'), ('unavailable', '对方系统没有答复，未读到数据'), ('wrong_person', '对方的答复不是您的，已丢弃'), ('consent_expired', '授权已过期，没有读取'), ('consent_revoked', '您已撤回授权，没有读取'), ('dropped', '读取期间授权或需要有变，数据已丢弃'), ('reused', '用了仍在有效期内的答复，没有再查'), ('interrupted', '读取中断，没有保留数据'), ('misconfigured', '接口不能使用，没有读取'), ('not_permitted', '提供部门不再同意共享，没有读取'), ('ground_ended', '依据已失效，没有读取'), ('not_sealed', '读取记录没有及时封存，暂停读取'), ('given_up', '一直没有答复，不再查询')], max_length=16, verbose_name='最近结果'),
        ),
        migrations.AlterField(
            model_name='ledgerentry',
            name='outcome',
            field=models.CharField(choices=[('answered', '读到了数据'), ('no_record', '对方没有您的记录'), ('unavailable', '对方系统没有答复，未读到数据'), ('wrong_person', '对方的答复不是您的，已丢弃'), ('consent_expired', '授权已过期，没有读取'), ('consent_revoked', '您已撤回授权，没有读取'), ('dropped', '读取期间授权或需要有变，数据已丢弃'), ('reused', '用了仍在有效期内的答复，没有再查'), ('interrupted', '读取中断，没有保留数据'), ('misconfigured', '接口不能使用，没有读取'), ('not_permitted', '提供部门不再同意共享，没有读取'), ('ground_ended', '依据已失效，没有读取'), ('not_sealed', '读取记录没有及时封存，暂停读取'), ('given_up', '一直没有答复，不再查询')], max_length=16, verbose_name='结果'),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
