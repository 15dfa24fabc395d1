"""The catalogue's owners and grounds, and permissions without which nothing is read.

* A resource that is not shared with everybody names the law that stands against it.
* What a department asked for is kept word for word, and no request is deleted.
* No exchange about a register that is not shared.
* No exchange about a register that is shared on conditions without a permission of the asking
  department that stands on that day, unless the register is its own.
"""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

GROUND_TO_BE_NAMED = """
UPDATE datasharing_dataresource SET sharing_ground = '依据待负责部门补充',
    sharing_ground_en = 'To be named by the owner'
WHERE sharing <> 'unconditional' AND sharing_ground = '';
"""

FORWARD = """
ALTER TABLE datasharing_sharingpermission ADD CONSTRAINT permission_matters_is_list
    CHECK (jsonb_typeof(matters) = 'array');

CREATE FUNCTION datasharing_permission_keeps_its_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a permission is ended, never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.resource_id, NEW.asker_id, NEW.purpose, NEW.purpose_en, NEW.matters, NEW.asked_at,
        NEW.asked_by_name)
       IS DISTINCT FROM
       (OLD.resource_id, OLD.asker_id, OLD.purpose, OLD.purpose_en, OLD.matters, OLD.asked_at,
        OLD.asked_by_name)
       OR (OLD.state IN ('refused', 'withdrawn', 'expired') AND NEW.state <> OLD.state) THEN
        RAISE EXCEPTION 'a permission keeps its words and ends once'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER permission_keeps_its_words
    BEFORE UPDATE OR DELETE ON datasharing_sharingpermission
    FOR EACH ROW EXECUTE FUNCTION datasharing_permission_keeps_its_words();

CREATE FUNCTION datasharing_exchange_permitted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    source datasharing_dataresource%ROWTYPE;
    asks bigint;
BEGIN
    SELECT * INTO source FROM datasharing_dataresource WHERE id = NEW.resource_id;
    IF source.sharing = 'none' THEN
        RAISE EXCEPTION 'this register is not shared' USING ERRCODE = 'check_violation';
    END IF;
    IF source.sharing = 'unconditional' THEN
        RETURN NEW;
    END IF;
    SELECT department_id INTO asks FROM services_edition WHERE id = NEW.edition_id;
    IF asks IS NOT NULL AND source.owner_id IS NOT NULL THEN
        IF asks = source.owner_id THEN
            RETURN NEW;
        END IF;
    ELSIF source.provider_name = NEW.department_name THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM datasharing_sharingpermission p
        JOIN services_department d ON d.id = p.asker_id
        WHERE p.id = NEW.permission_id AND p.resource_id = NEW.resource_id
          AND p.state = 'granted'
          AND (p.valid_until IS NULL
               OR p.valid_until >= (NEW.grounded_at AT TIME ZONE 'Asia/Shanghai')::date)
          AND (p.matters = '[]'::jsonb OR p.matters ? NEW.matter_code)
          AND (d.id = asks OR (asks IS NULL AND d.name = NEW.department_name))
    ) THEN
        RAISE EXCEPTION 'the department has no permission to read this register'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER exchange_permitted BEFORE INSERT ON datasharing_exchange
    FOR EACH ROW EXECUTE FUNCTION datasharing_exchange_permitted();
CREATE TRIGGER exchange_stays_permitted BEFORE UPDATE ON datasharing_exchange
    FOR EACH ROW WHEN (
        (NEW.permission_id, NEW.resource_id, NEW.edition_id, NEW.matter_code, NEW.department_name)
        IS DISTINCT FROM
        (OLD.permission_id, OLD.resource_id, OLD.edition_id, OLD.matter_code, OLD.department_name)
    ) EXECUTE FUNCTION datasharing_exchange_permitted();
"""

BACKWARD = """
DROP TRIGGER exchange_stays_permitted ON datasharing_exchange;
DROP TRIGGER exchange_permitted ON datasharing_exchange;
DROP FUNCTION datasharing_exchange_permitted();
DROP TRIGGER permission_keeps_its_words ON datasharing_sharingpermission;
DROP FUNCTION datasharing_permission_keeps_its_words();
ALTER TABLE datasharing_sharingpermission DROP CONSTRAINT permission_matters_is_list;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('datasharing', '0009_outcomes'),
        ('services', '0013_on_denial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SharingPermission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=300, verbose_name='用途')),
                ('purpose_en', models.CharField(blank=True, max_length=400)),
                ('matters', models.JSONField(blank=True, default=list, verbose_name='事项')),
                ('state', models.CharField(choices=[('asked', '等提供部门答复'), ('granted', '同意共享'), ('refused', '不同意共享'), ('withdrawn', '已收回'), ('expired', '已到期')], default='asked', max_length=10, verbose_name='状态')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='申请时间')),
                ('asked_by_name', models.CharField(max_length=100, verbose_name='申请人')),
                ('due_on', models.DateField(verbose_name='答复期限')),
                ('extended_on', models.DateField(blank=True, null=True, verbose_name='延长日期')),
                ('extension_reason', models.CharField(blank=True, max_length=300, verbose_name='延长理由')),
                ('extension_approved_by', models.CharField(blank=True, max_length=100, verbose_name='批准延长的负责人')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='答复时间')),
                ('answered_by_name', models.CharField(blank=True, max_length=100, verbose_name='答复人')),
                ('reason', models.CharField(blank=True, max_length=400, verbose_name='不同意的理由')),
                ('conditions', models.CharField(blank=True, max_length=400, verbose_name='使用条件')),
                ('valid_until', models.DateField(blank=True, null=True, verbose_name='有效至')),
                ('provide_by', models.DateField(blank=True, null=True, verbose_name='提供期限')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='终止时间')),
                ('ended_by_name', models.CharField(blank=True, max_length=100, verbose_name='终止人')),
                ('ended_why', models.CharField(blank=True, max_length=400, verbose_name='终止理由')),
                ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='申请部门看到的时间')),
            ],
            options={
                'verbose_name': '共享申请',
                'verbose_name_plural': '共享申请',
                'ordering': ['-asked_at', '-id'],
            },
        ),
        migrations.AddField(
            model_name='dataresource',
            name='kept_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='最近维护时间'),
        ),
        migrations.AddField(
            model_name='dataresource',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='data_resources', to='services.department', verbose_name='负责部门'),
        ),
        migrations.AddField(
            model_name='dataresource',
            name='quality_note',
            field=models.CharField(blank=True, max_length=500, verbose_name='质量说明'),
        ),
        migrations.AddField(
            model_name='dataresource',
            name='quality_note_en',
            field=models.CharField(blank=True, max_length=700),
        ),
        migrations.AddField(
            model_name='dataresource',
            name='sharing_ground',
            field=models.CharField(blank=True, max_length=300, verbose_name='不能无条件共享的依据'),
        ),
        migrations.AddField(
            model_name='dataresource',
            name='sharing_ground_en',
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name='dataresource',
            name='update_cycle',
            field=models.CharField(choices=[('', '未写明'), ('realtime', '实时'), ('daily', '每日'), ('weekly', '每周'), ('monthly', '每月'), ('yearly', '每年'), ('irregular', '不定期')], default='', max_length=12, verbose_name='更新周期'),
        ),
        migrations.AlterField(
            model_name='exchange',
            name='last_outcome',
            field=models.CharField(blank=True, choices=[('answered', '读到了数据'), ('no_record', '对方没有您的记录'), ('unavailable', '对方系统没有答复，未读到数据'), ('wrong_person', '对方的答复不是您的，已丢弃'), ('consent_expired', '授权已过期，没有读取'), ('consent_revoked', '您已撤回授权，没有读取'), ('dropped', '读取期间授权或需要有变，数据已丢弃'), ('reused', '用了仍在有效期内的答复，没有再查'), ('interrupted', '读取中断，没有保留数据'), ('misconfigured', '接口不能使用，没有读取'), ('not_permitted', '提供部门不再同意共享，没有读取'), ('not_sealed', '读取记录没有及时封存，暂停读取')], max_length=16, verbose_name='最近结果'),
        ),
        migrations.AlterField(
            model_name='ledgerentry',
            name='outcome',
            field=models.CharField(choices=[('answered', '读到了数据'), ('no_record', '对方没有您的记录'), ('unavailable', '对方系统没有答复，未读到数据'), ('wrong_person', '对方的答复不是您的，已丢弃'), ('consent_expired', '授权已过期，没有读取'), ('consent_revoked', '您已撤回授权，没有读取'), ('dropped', '读取期间授权或需要有变，数据已丢弃'), ('reused', '用了仍在有效期内的答复，没有再查'), ('interrupted', '读取中断，没有保留数据'), ('misconfigured', '接口不能使用，没有读取'), ('not_permitted', '提供部门不再同意共享，没有读取'), ('not_sealed', '读取记录没有及时封存，暂停读取')], max_length=16, verbose_name='结果'),
        ),
        migrations.RunSQL(GROUND_TO_BE_NAMED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='dataresource',
            constraint=models.CheckConstraint(condition=models.Q(('sharing', 'unconditional'), models.Q(('sharing_ground', ''), _negated=True), _connector='OR'), name='resource_says_why_not_freely'),
        ),
        migrations.AddField(
            model_name='sharingpermission',
            name='asker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='permissions_asked', to='services.department', verbose_name='申请部门'),
        ),
        migrations.AddField(
            model_name='sharingpermission',
            name='resource',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='permissions', to='datasharing.dataresource', verbose_name='数据资源'),
        ),
        migrations.AddField(
            model_name='exchange',
            name='permission',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exchanges', to='datasharing.sharingpermission'),
        ),
        migrations.AddIndex(
            model_name='sharingpermission',
            index=models.Index(condition=models.Q(('state', 'asked')), fields=['due_on', 'id'], name='permission_waits_by_day'),
        ),
        migrations.AddIndex(
            model_name='sharingpermission',
            index=models.Index(condition=models.Q(('state', 'granted')), fields=['resource', 'asker'], name='permission_granted'),
        ),
        migrations.AddConstraint(
            model_name='sharingpermission',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('resource', 'asker', 'purpose'), name='permission_asked_once'),
        ),
        migrations.AddConstraint(
            model_name='sharingpermission',
            constraint=models.CheckConstraint(condition=models.Q(('purpose', ''), _negated=True), name='permission_has_purpose'),
        ),
        migrations.AddConstraint(
            model_name='sharingpermission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'asked'), ('answered_at__isnull', True), ('answered_by_name', ''), ('reason', ''), ('ended_at__isnull', True), ('ended_by_name', ''), ('ended_why', '')), models.Q(('answered_at__isnull', False), ('reason', ''), ('state', 'granted'), models.Q(('answered_by_name', ''), _negated=True), ('ended_at__isnull', True), ('ended_by_name', ''), ('ended_why', '')), models.Q(('answered_at__isnull', False), ('state', 'refused'), models.Q(('answered_by_name', ''), _negated=True), models.Q(('reason', ''), _negated=True), ('ended_at__isnull', True), ('ended_by_name', ''), ('ended_why', '')), models.Q(('state', 'withdrawn'), ('ended_at__isnull', False), models.Q(('ended_by_name', ''), _negated=True)), models.Q(('answered_at__isnull', False), ('state', 'expired'), ('valid_until__isnull', False), ('ended_at__isnull', False), models.Q(('ended_by_name', ''), _negated=True)), _connector='OR'), name='permission_times_follow_state'),
        ),
        migrations.AddConstraint(
            model_name='sharingpermission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('extended_on__isnull', True), ('extension_approved_by', ''), ('extension_reason', '')), models.Q(('extended_on__isnull', False), models.Q(('extension_reason', ''), _negated=True), models.Q(('extension_approved_by', ''), _negated=True)), _connector='OR'), name='permission_extended_whole'),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
