"""Trust levels, and a guard: a level is only ever raised, with new facts about who answers for it."""

from django.db import migrations, models

RAISED_ONLY = """
CREATE FUNCTION materials_document_level_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.level COLLATE "C" > OLD.level COLLATE "C" THEN
        RAISE EXCEPTION 'the level of document % only rises', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.level = OLD.level AND (NEW.level_at, NEW.level_by_name, NEW.level_office,
            NEW.level_office_en) IS DISTINCT FROM (OLD.level_at, OLD.level_by_name,
            OLD.level_office, OLD.level_office_en) THEN
        RAISE EXCEPTION 'who answers for document % is written once', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.blob_id <> OLD.blob_id OR NEW.owner_id <> OLD.owner_id THEN
        RAISE EXCEPTION 'document % keeps its content and its owner', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER materials_document_level_guard BEFORE UPDATE ON materials_document
    FOR EACH ROW EXECUTE FUNCTION materials_document_level_guard();
"""

SELF_MADE = """
UPDATE materials_document SET level = 'D' FROM materials_materialtype AS kind
WHERE kind.id = material_type_id AND kind.kind IN ('form', 'commitment');
"""

UNDO = """
DROP TRIGGER materials_document_level_guard ON materials_document;
DROP FUNCTION materials_document_level_guard();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_staff_level'),
        ('materials', '0005_intake'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='level',
            field=models.CharField(choices=[('A', 'A 级：部门签发'), ('B', 'B 级：窗口核对过原件'), ('C', 'C 级：本人上传'), ('D', 'D 级：本人自制')], default='C', max_length=1, verbose_name='可信等级'),
        ),
        migrations.AddField(
            model_name='document',
            name='level_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='定级时间'),
        ),
        migrations.AddField(
            model_name='document',
            name='level_by_name',
            field=models.CharField(blank=True, max_length=200, verbose_name='定级人'),
        ),
        migrations.AddField(
            model_name='document',
            name='level_office',
            field=models.CharField(blank=True, max_length=200, verbose_name='定级单位'),
        ),
        migrations.AddField(
            model_name='document',
            name='level_office_en',
            field=models.CharField(blank=True, max_length=300, verbose_name='定级单位（英文）'),
        ),
        migrations.AddField(
            model_name='document',
            name='removed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='移出时间'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('removed_at__isnull', True), ('replaced_by__isnull', True), ('valid_until__isnull', False)), fields=['owner', 'valid_until'], name='document_that_ends'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ('A', 'B', 'C', 'D'))), name='document_level_known'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('level__in', ('A', 'B')), ('level_at__isnull', False), models.Q(('level_by_name', ''), _negated=True), models.Q(('level_office', ''), _negated=True)), models.Q(models.Q(('level__in', ('A', 'B')), _negated=True), ('level_at__isnull', True), ('level_by_name', ''), ('level_office', ''), ('level_office_en', '')), _connector='OR'), name='document_level_answered_for'),
        ),
        migrations.RunSQL(SELF_MADE, migrations.RunSQL.noop),
        migrations.RunSQL(RAISED_ONLY, UNDO),
    ]
