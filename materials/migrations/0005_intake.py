"""Stored bytes get a key of their own and a place in the queue of the scanner; uploads in pieces.

What lay here before was never scanned, and says so; `rotate_document_keys` locks it.
"""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


GUARD = """
CREATE FUNCTION materials_blob_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept CONSTANT text[] := ARRAY['sha256', 'size', 'media_type', 'created_at'];
    name text;
BEGIN
    FOREACH name IN ARRAY kept LOOP
        IF to_jsonb(NEW) -> name IS DISTINCT FROM to_jsonb(OLD) -> name THEN
            RAISE EXCEPTION 'blob % is what it is: % cannot be changed', OLD.sha256, name
                USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY[
        'received>scanning', 'held>scanning', 'scanning>held', 'scanning>clean',
        'scanning>quarantined', 'not_scanned>clean', 'not_scanned>quarantined',
        'clean>quarantined'
    ]) THEN
        RAISE EXCEPTION 'blob % cannot go from % to %', OLD.sha256, OLD.state, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER materials_blob_guard BEFORE UPDATE ON materials_blob
    FOR EACH ROW EXECUTE FUNCTION materials_blob_guard();
CREATE FUNCTION materials_blob_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state NOT IN ('received', 'not_scanned') THEN
        RAISE EXCEPTION 'blob % cannot begin as %', NEW.sha256, NEW.state
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER materials_blob_begins BEFORE INSERT ON materials_blob
    FOR EACH ROW EXECUTE FUNCTION materials_blob_begins();
"""
UNDO = """
DROP TRIGGER materials_blob_begins ON materials_blob;
DROP FUNCTION materials_blob_begins();
DROP TRIGGER materials_blob_guard ON materials_blob;
DROP FUNCTION materials_blob_guard();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('materials', '0004_elements_revisions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('key_name', models.CharField(blank=True, max_length=32, verbose_name='密钥编号')),
                ('locked_key', models.BinaryField(null=True, verbose_name='加密后的文件密钥')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('filename', models.CharField(max_length=200, verbose_name='文件名')),
                ('size', models.PositiveBigIntegerField(verbose_name='字节数')),
                ('offset', models.PositiveBigIntegerField(default=0, verbose_name='已收到')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='开始时间')),
                ('expires_at', models.DateTimeField(db_index=True, verbose_name='保留到')),
            ],
            options={
                'verbose_name': '未传完的文件',
                'verbose_name_plural': '未传完的文件',
            },
        ),
        migrations.CreateModel(
            name='UploadPiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('offset', models.PositiveBigIntegerField(verbose_name='起点')),
                ('size', models.PositiveBigIntegerField(verbose_name='字节数')),
                ('storage_name', models.CharField(max_length=128, unique=True, verbose_name='存放位置')),
            ],
            options={
                'verbose_name': '文件片段',
                'verbose_name_plural': '文件片段',
                'ordering': ['offset'],
            },
        ),
        migrations.AddField(
            model_name='blob',
            name='key_name',
            field=models.CharField(blank=True, max_length=32, verbose_name='密钥编号'),
        ),
        migrations.AddField(
            model_name='blob',
            name='locked_key',
            field=models.BinaryField(null=True, verbose_name='加密后的文件密钥'),
        ),
        migrations.AddField(
            model_name='blob',
            name='state',
            field=models.CharField(choices=[('received', '等待查毒'), ('scanning', '正在查毒'), ('held', '查毒程序没有应答，先不打开'), ('clean', '已查毒'), ('quarantined', '有病毒，已隔离'), ('not_scanned', '没有查毒')], default='not_scanned', max_length=12, verbose_name='查毒'),
        ),
        migrations.AlterField(
            model_name='blob',
            name='state',
            field=models.CharField(choices=[('received', '等待查毒'), ('scanning', '正在查毒'), ('held', '查毒程序没有应答，先不打开'), ('clean', '已查毒'), ('quarantined', '有病毒，已隔离'), ('not_scanned', '没有查毒')], default='received', max_length=12, verbose_name='查毒'),
        ),
        migrations.AddField(
            model_name='blob',
            name='state_changed_at',
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name='查毒时间'),
        ),
        migrations.AddField(
            model_name='blob',
            name='state_reason',
            field=models.CharField(blank=True, max_length=200, verbose_name='查毒结果'),
        ),
        migrations.AddIndex(
            model_name='blob',
            index=models.Index(condition=models.Q(('state__in', ['received', 'scanning', 'held', 'not_scanned'])), fields=['state_changed_at'], name='blob_to_scan'),
        ),
        migrations.AddConstraint(
            model_name='blob',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['received', 'scanning', 'held', 'clean', 'quarantined', 'not_scanned'])), name='blob_state_known'),
        ),
        migrations.AddConstraint(
            model_name='blob',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('key_name', ''), ('locked_key', None)), models.Q(models.Q(('key_name', ''), _negated=True), django.db.models.lookups.Exact(django.db.models.functions.text.Length('locked_key'), 60)), _connector='OR'), name='blob_locked_or_plain'),
        ),
        migrations.AddField(
            model_name='upload',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='uploadpiece',
            name='upload',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='materials.upload'),
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='upload_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('key_name', ''), ('locked_key', None)), models.Q(models.Q(('key_name', ''), _negated=True), django.db.models.lookups.Exact(django.db.models.functions.text.Length('locked_key'), 60)), _connector='OR'), name='upload_locked_or_plain'),
        ),
        migrations.AddConstraint(
            model_name='upload',
            constraint=models.CheckConstraint(condition=models.Q(('offset__lte', models.F('size'))), name='upload_within_size'),
        ),
        migrations.AddConstraint(
            model_name='uploadpiece',
            constraint=models.UniqueConstraint(fields=('upload', 'offset'), name='piece_once'),
        ),
        migrations.AddConstraint(
            model_name='uploadpiece',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='piece_not_empty'),
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
