"""The ledger is kept in months, its chains end in rows of their own, its batches are sealed.

* `datasharing_ledgerentry` becomes a table partitioned by the month of `at` (Chinese time). What
  was written so far is copied as it stands, under layout 1, and its months are made.
* `datasharing_ledger_make_month` makes the month of a moment, if it is missing; safe to call at any
  time, by anybody, also for two at once.
* A trigger moves the end of a person's chain with each line, and refuses a line that does not
  follow the last one, or an attempt that has a line already: no index spans all months.
* The end of a chain moves in no other way; a seal only gets its stamp, a question its answer.

An identity column would belong to each partition alone before PostgreSQL 17, so the numbers come
from a sequence.
"""

import django.db.models.deletion
from django.db import migrations, models

MONTHS = """
CREATE FUNCTION datasharing_ledger_month(moment timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT 'datasharing_ledger_' || to_char(moment AT TIME ZONE 'Asia/Shanghai', 'YYYY_MM')
$$;

CREATE FUNCTION datasharing_ledger_make_month(moment timestamptz) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    month text := datasharing_ledger_month(moment);
    first timestamp := date_trunc('month', moment AT TIME ZONE 'Asia/Shanghai');
BEGIN
    IF to_regclass(month) IS NOT NULL THEN
        RETURN false;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('datasharing_ledger_make_month', 0));
    IF to_regclass(month) IS NOT NULL THEN
        RETURN false;
    END IF;
    -- Made beside and attached: PARTITION OF would lock out every reader until the end.
    EXECUTE format('CREATE TABLE %I (LIKE datasharing_ledgerentry INCLUDING DEFAULTS '
                   'INCLUDING CONSTRAINTS)', month);
    EXECUTE format('ALTER TABLE datasharing_ledgerentry ATTACH PARTITION %I '
                   'FOR VALUES FROM (%L) TO (%L)', month,
                   first AT TIME ZONE 'Asia/Shanghai',
                   (first + interval '1 month') AT TIME ZONE 'Asia/Shanghai');
    -- Within a month an index keeps the rule; across months the trigger below looks.
    EXECUTE format('CREATE UNIQUE INDEX ON %I (exchange_id, attempt)', month);
    EXECUTE format('CREATE TRIGGER ledger_never_truncated BEFORE TRUNCATE ON %I '
                   'FOR EACH STATEMENT EXECUTE FUNCTION datasharing_ledger_is_append_only()',
                   month);
    -- As on the whole: a database for tests, which empties its tables, has switched it off.
    IF EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'ledger_never_truncated'
               AND tgrelid = 'datasharing_ledgerentry'::regclass AND tgenabled = 'D') THEN
        EXECUTE format('ALTER TABLE %I DISABLE TRIGGER ledger_never_truncated', month);
    END IF;
    RETURN true;
END $$;
"""

INTO_MONTHS = """
SET CONSTRAINTS ALL IMMEDIATE;
DROP TRIGGER ledger_never_truncated ON datasharing_ledgerentry;
DROP TRIGGER ledger_append_only ON datasharing_ledgerentry;
ALTER TABLE datasharing_ledgerentry RENAME TO datasharing_ledgerentry_whole;
CREATE TABLE datasharing_ledgerentry
    (LIKE datasharing_ledgerentry_whole INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
    PARTITION BY RANGE (at);
SELECT datasharing_ledger_make_month(month) FROM (
    SELECT now() + ahead * interval '1 month' AS month FROM generate_series(0, 3) AS ahead
    UNION ALL SELECT DISTINCT date_trunc('month', at, 'Asia/Shanghai')
    FROM datasharing_ledgerentry_whole
) AS months;
INSERT INTO datasharing_ledgerentry SELECT * FROM datasharing_ledgerentry_whole;
INSERT INTO datasharing_ledgerhead (subject_id, sequence, hash)
    SELECT DISTINCT ON (subject_id) subject_id, sequence, hash
    FROM datasharing_ledgerentry_whole ORDER BY subject_id, sequence DESC;
DROP TABLE datasharing_ledgerentry_whole;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE datasharing_ledgerentry ADD COLUMN layout smallint NOT NULL DEFAULT 1;
ALTER TABLE datasharing_ledgerentry ALTER COLUMN layout DROP DEFAULT;
CREATE SEQUENCE datasharing_ledgerentry_number OWNED BY datasharing_ledgerentry.id;
SELECT setval('datasharing_ledgerentry_number',
              (SELECT coalesce(max(id), 0) + 1 FROM datasharing_ledgerentry), false);
ALTER TABLE datasharing_ledgerentry
    ALTER COLUMN id SET DEFAULT nextval('datasharing_ledgerentry_number'),
    ADD CONSTRAINT datasharing_ledger_pk PRIMARY KEY (id, at),
    ADD CONSTRAINT datasharing_ledger_exchange FOREIGN KEY (exchange_id)
        REFERENCES datasharing_exchange (id) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT datasharing_ledger_subject FOREIGN KEY (subject_id)
        REFERENCES accounts_applicant (id) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT datasharing_ledger_resource FOREIGN KEY (resource_id)
        REFERENCES datasharing_dataresource (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ledger_of_subject ON datasharing_ledgerentry (subject_id, sequence);
CREATE INDEX ledger_of_case ON datasharing_ledgerentry (case_number);
"""

GUARDS = """
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON datasharing_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION datasharing_ledger_is_append_only();
CREATE TRIGGER ledger_never_truncated BEFORE TRUNCATE ON datasharing_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION datasharing_ledger_is_append_only();

CREATE FUNCTION datasharing_ledger_line_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked timestamptz;
BEGIN
    IF NEW.sequence = 1 THEN
        INSERT INTO datasharing_ledgerhead (subject_id, sequence, hash)
            SELECT NEW.subject_id, 1, NEW.hash WHERE NEW.previous_hash = repeat('0', 64)
            ON CONFLICT DO NOTHING;
    ELSE
        UPDATE datasharing_ledgerhead SET sequence = NEW.sequence, hash = NEW.hash
            WHERE subject_id = NEW.subject_id AND sequence = NEW.sequence - 1
            AND hash = NEW.previous_hash;
    END IF;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a ledger line must follow the last one of its person'
            USING ERRCODE = 'restrict_violation';
    END IF;
    -- Only of a question that was asked in an earlier month, and only from there on: the cost does
    -- not grow with the ledger.
    SELECT asked_at INTO asked FROM datasharing_exchange WHERE id = NEW.exchange_id;
    IF datasharing_ledger_month(asked) <> datasharing_ledger_month(NEW.at)
       AND EXISTS (SELECT 1 FROM datasharing_ledgerentry other
                   WHERE other.exchange_id = NEW.exchange_id AND other.attempt = NEW.attempt
                   AND other.at >= least(asked, NEW.at) AND other.id <> NEW.id) THEN
        RAISE EXCEPTION 'this attempt has a ledger line already' USING ERRCODE = 'unique_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_line_follows AFTER INSERT ON datasharing_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION datasharing_ledger_line_follows();

CREATE FUNCTION datasharing_ledger_head_moves_with_a_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'datasharing_ledgerhead moves only with a line'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER head_moves_with_a_line
    BEFORE INSERT OR UPDATE OR DELETE ON datasharing_ledgerhead
    FOR EACH ROW EXECUTE FUNCTION datasharing_ledger_head_moves_with_a_line();

CREATE FUNCTION datasharing_ledger_seal_only_stamped() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' OR OLD.token IS NOT NULL
       OR (to_jsonb(NEW) - '{token,sealed_at,authority,tries,last_error}'::text[])
          <> (to_jsonb(OLD) - '{token,sealed_at,authority,tries,last_error}'::text[]) THEN
        RAISE EXCEPTION 'a seal only gets its stamp, once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER seal_only_stamped BEFORE UPDATE OR DELETE ON datasharing_ledgerseal
    FOR EACH ROW EXECUTE FUNCTION datasharing_ledger_seal_only_stamped();
CREATE TRIGGER seal_never_truncated BEFORE TRUNCATE ON datasharing_ledgerseal
    FOR EACH STATEMENT EXECUTE FUNCTION datasharing_ledger_is_append_only();

CREATE FUNCTION datasharing_ledger_question_only_answered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.answered_at IS NOT NULL
       OR (to_jsonb(NEW) - '{due_on,finding,answer,answered_at,answered_by_name}'::text[])
          <> (to_jsonb(OLD) - '{due_on,finding,answer,answered_at,answered_by_name}'::text[])
       OR (OLD.due_on IS NOT NULL AND NEW.due_on IS DISTINCT FROM OLD.due_on) THEN
        RAISE EXCEPTION 'a question about a read only gets its day and its answer, once'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER question_only_answered BEFORE UPDATE OR DELETE ON datasharing_ledgerquestion
    FOR EACH ROW EXECUTE FUNCTION datasharing_ledger_question_only_answered();
"""

NO_GUARDS = """
DROP TRIGGER question_only_answered ON datasharing_ledgerquestion;
DROP FUNCTION datasharing_ledger_question_only_answered();
DROP TRIGGER seal_never_truncated ON datasharing_ledgerseal;
DROP TRIGGER seal_only_stamped ON datasharing_ledgerseal;
DROP FUNCTION datasharing_ledger_seal_only_stamped();
DROP TRIGGER head_moves_with_a_line ON datasharing_ledgerhead;
DROP FUNCTION datasharing_ledger_head_moves_with_a_line();
DROP TRIGGER ledger_line_follows ON datasharing_ledgerentry;
DROP FUNCTION datasharing_ledger_line_follows();
DROP TRIGGER ledger_never_truncated ON datasharing_ledgerentry;
DROP TRIGGER ledger_append_only ON datasharing_ledgerentry;
"""

INTO_ONE = """
SET CONSTRAINTS ALL IMMEDIATE;
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM datasharing_ledgerentry WHERE layout <> 1) THEN
        RAISE EXCEPTION 'lines of layout 2 cannot be told without their layout';
    END IF;
END $$;
ALTER TABLE datasharing_ledgerentry DROP COLUMN layout;
ALTER TABLE datasharing_ledgerentry RENAME TO datasharing_ledgerentry_months;
CREATE TABLE datasharing_ledgerentry
    (LIKE datasharing_ledgerentry_months INCLUDING CONSTRAINTS);
INSERT INTO datasharing_ledgerentry SELECT * FROM datasharing_ledgerentry_months;
DROP TABLE datasharing_ledgerentry_months;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE datasharing_ledgerentry
    ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY,
    ADD PRIMARY KEY (id),
    ADD CONSTRAINT ledger_line_per_attempt UNIQUE (exchange_id, attempt),
    ADD CONSTRAINT ledger_sequence UNIQUE (subject_id, sequence),
    ADD FOREIGN KEY (exchange_id) REFERENCES datasharing_exchange (id)
        DEFERRABLE INITIALLY DEFERRED,
    ADD FOREIGN KEY (subject_id) REFERENCES accounts_applicant (id) DEFERRABLE INITIALLY DEFERRED,
    ADD FOREIGN KEY (resource_id) REFERENCES datasharing_dataresource (id)
        DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX ON datasharing_ledgerentry (exchange_id);
CREATE INDEX ON datasharing_ledgerentry (subject_id);
CREATE INDEX ON datasharing_ledgerentry (resource_id);
SELECT setval(pg_get_serial_sequence('datasharing_ledgerentry', 'id'),
              (SELECT coalesce(max(id), 0) + 1 FROM datasharing_ledgerentry), false);
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON datasharing_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION datasharing_ledger_is_append_only();
CREATE TRIGGER ledger_never_truncated BEFORE TRUNCATE ON datasharing_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION datasharing_ledger_is_append_only();
"""

NO_MONTHS = """
DROP FUNCTION datasharing_ledger_make_month(timestamptz);
DROP FUNCTION datasharing_ledger_month(timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_staff_level"),
        ("datasharing", "0006_connectors"),
        ("services", "0013_on_denial"),
    ]

    operations = [
        migrations.CreateModel(
            name='LedgerHead',
            fields=[
                ('subject', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='ledger_head', serialize=False, to='accounts.applicant')),
                ('sequence', models.PositiveBigIntegerField()),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'verbose_name': '读取记录链的末端',
                'verbose_name_plural': '读取记录链的末端',
            },
        ),
        migrations.CreateModel(
            name='LedgerQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveBigIntegerField()),
                ('line_at', models.DateTimeField(verbose_name='读取时间')),
                ('case_number', models.CharField(max_length=40, verbose_name='办件编号')),
                ('level', models.PositiveSmallIntegerField(choices=[(1, '查询部门'), (2, '督查')], verbose_name='由谁答复')),
                ('text', models.CharField(max_length=500, verbose_name='疑问')),
                ('asked_at', models.DateTimeField(verbose_name='提出时间')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='答复期限')),
                ('finding', models.CharField(blank=True, choices=[('in_order', '依法查询，没有问题'), ('not_in_order', '不应当查，已经纠正')], max_length=12, verbose_name='结论')),
                ('answer', models.CharField(blank=True, max_length=1000, verbose_name='答复')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
                ('answered_by_name', models.CharField(blank=True, max_length=100, verbose_name='答复人')),
            ],
            options={
                'verbose_name': '对读取记录的疑问',
                'verbose_name_plural': '对读取记录的疑问',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='LedgerSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(unique=True, verbose_name='批次')),
                ('after_id', models.BigIntegerField(unique=True)),
                ('to_id', models.BigIntegerField(unique=True)),
                ('lines', models.PositiveIntegerField(verbose_name='记录条数')),
                ('first_at', models.DateTimeField(verbose_name='最早一条')),
                ('last_at', models.DateTimeField(verbose_name='最晚一条')),
                ('root', models.CharField(max_length=64)),
                ('previous_hash', models.CharField(max_length=64)),
                ('statement', models.TextField()),
                ('hash', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField(verbose_name='成批时间')),
                ('token', models.BinaryField(null=True)),
                ('sealed_at', models.DateTimeField(blank=True, null=True, verbose_name='盖章时间')),
                ('authority', models.CharField(blank=True, max_length=300, verbose_name='时间戳机构')),
                ('tries', models.PositiveIntegerField(default=0, verbose_name='尝试次数')),
                ('last_error', models.CharField(blank=True, max_length=300, verbose_name='最近错误')),
            ],
            options={
                'verbose_name': '读取记录的时间戳',
                'verbose_name_plural': '读取记录的时间戳',
                'ordering': ['-number'],
            },
        ),
        migrations.AlterField(
            model_name='exchange',
            name='last_outcome',
            field=models.CharField(blank=True, choices=[('answered', '读到了数据'), ('no_record', '对方没有您的记录'), ('unavailable', '对方系统没有答复，未读到数据'), ('wrong_person', '对方的答复不是您的，已丢弃'), ('consent_expired', '授权已过期，没有读取'), ('consent_revoked', '您已撤回授权，没有读取'), ('dropped', '读取期间授权或需要有变，数据已丢弃'), ('interrupted', '读取中断，没有保留数据'), ('misconfigured', '接口不能使用，没有读取'), ('not_sealed', '读取记录没有及时封存，暂停读取')], max_length=16, verbose_name='最近结果'),
        ),
        migrations.AddField(
            model_name='ledgerquestion',
            name='department',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ledger_questions', to='services.department', verbose_name='答复部门'),
        ),
        migrations.AddField(
            model_name='ledgerquestion',
            name='subject',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ledger_questions', to='accounts.applicant'),
        ),
        migrations.AddIndex(
            model_name='ledgerseal',
            index=models.Index(condition=models.Q(('token__isnull', True)), fields=['number'], name='seal_unstamped'),
        ),
        migrations.AddConstraint(
            model_name='ledgerseal',
            constraint=models.CheckConstraint(condition=models.Q(('lines__gt', 0), ('to_id__gt', models.F('after_id'))), name='seal_covers_lines'),
        ),
        migrations.AddConstraint(
            model_name='ledgerseal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('authority', ''), ('sealed_at__isnull', True), ('token__isnull', True)), models.Q(('sealed_at__isnull', False), ('token__isnull', False), models.Q(('authority', ''), _negated=True)), _connector='OR'), name='seal_stamped_whole'),
        ),
        migrations.AddIndex(
            model_name='ledgerquestion',
            index=models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['due_on', 'id'], name='ledger_question_open'),
        ),
        migrations.AddConstraint(
            model_name='ledgerquestion',
            constraint=models.UniqueConstraint(fields=('subject', 'sequence', 'level'), name='ledger_question_once_a_level'),
        ),
        migrations.AddConstraint(
            model_name='ledgerquestion',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='ledger_question_says_something'),
        ),
        migrations.AddConstraint(
            model_name='ledgerquestion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by_name', ''), ('finding', '')), models.Q(('answered_at__isnull', False), ('finding__in', ['in_order', 'not_in_order']), models.Q(('answer', ''), _negated=True), models.Q(('answered_by_name', ''), _negated=True)), _connector='OR'), name='ledger_question_answered_whole'),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(MONTHS, NO_MONTHS),
                migrations.RunSQL(INTO_MONTHS, INTO_ONE),
            ],
            state_operations=[
                migrations.RemoveConstraint(
                    model_name='ledgerentry',
                    name='ledger_line_per_attempt',
                ),
                migrations.RemoveConstraint(
                    model_name='ledgerentry',
                    name='ledger_sequence',
                ),
                migrations.AddField(
                    model_name='ledgerentry',
                    name='layout',
                    field=models.SmallIntegerField(default=1),
                    preserve_default=False,
                ),
                migrations.AlterField(
                    model_name='ledgerentry',
                    name='exchange',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='ledger', to='datasharing.exchange'),
                ),
                migrations.AlterField(
                    model_name='ledgerentry',
                    name='outcome',
                    field=models.CharField(choices=[('answered', '读到了数据'), ('no_record', '对方没有您的记录'), ('unavailable', '对方系统没有答复，未读到数据'), ('wrong_person', '对方的答复不是您的，已丢弃'), ('consent_expired', '授权已过期，没有读取'), ('consent_revoked', '您已撤回授权，没有读取'), ('dropped', '读取期间授权或需要有变，数据已丢弃'), ('interrupted', '读取中断，没有保留数据'), ('misconfigured', '接口不能使用，没有读取'), ('not_sealed', '读取记录没有及时封存，暂停读取')], max_length=16, verbose_name='结果'),
                ),
                migrations.AlterField(
                    model_name='ledgerentry',
                    name='resource',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='ledger', to='datasharing.dataresource'),
                ),
                migrations.AlterField(
                    model_name='ledgerentry',
                    name='subject',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='ledger', to='accounts.applicant'),
                ),
                migrations.AddIndex(
                    model_name='ledgerentry',
                    index=models.Index(fields=['subject', 'sequence'], name='ledger_of_subject'),
                ),
                migrations.AddIndex(
                    model_name='ledgerentry',
                    index=models.Index(fields=['case_number'], name='ledger_of_case'),
                ),
            ],
        ),
        migrations.RunSQL(GUARDS, NO_GUARDS),
    ]
