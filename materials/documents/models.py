"""Bytes once, and who handed them in: a blob is named by its own SHA-256.

Unfinished uploads in pieces stand beside: what arrives on a bad line is kept until all of it is
there, and forgotten after a day.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from materials.documents.keys import LOCKED_BYTES, LockedKey
from materials.documents.levels import DocumentLevel
from materials.documents.states import READABLE, ScanState
from services.catalogue.trust import LEVELS, PROVED


class Locked(models.Model):
    """Whatever has a key of its own, which is kept locked with the city's key."""

    key_name = models.CharField(_("密钥编号"), max_length=32, blank=True)
    locked_key = models.BinaryField(_("加密后的文件密钥"), null=True)

    class Meta:
        abstract = True

    @property
    def kept_key(self) -> LockedKey:
        return LockedKey(self.key_name, bytes(self.locked_key) if self.locked_key else None)


LOCKED_OR_PLAIN = models.Q(key_name="", locked_key=None) | (
    ~models.Q(key_name="") & models.Q(Exact(Length("locked_key"), LOCKED_BYTES))
)


class Blob(Locked):
    """Stored bytes. The same bytes handed in twice, by anyone, are kept once.

    Size and SHA-256 are of the bytes as the owner gets them back; the store holds them sealed.
    """

    LONGEST_REASON = 200

    sha256 = models.CharField(_("SHA-256"), max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(_("字节数"))
    media_type = models.CharField(_("文件类型"), max_length=64)
    storage_name = models.CharField(_("存放位置"), max_length=128, unique=True)
    created_at = models.DateTimeField(_("存入时间"), default=timezone.now, editable=False)
    state = models.CharField(
        _("查毒"), max_length=12, choices=ScanState.choices, default=ScanState.RECEIVED
    )
    state_reason = models.CharField(_("查毒结果"), max_length=LONGEST_REASON, blank=True)
    state_changed_at = models.DateTimeField(_("查毒时间"), default=timezone.now)

    class Meta:
        verbose_name = _("文件内容")
        verbose_name_plural = _("文件内容")
        indexes = [
            models.Index(
                fields=["state_changed_at"],
                condition=models.Q(state__in=["received", "scanning", "held", "not_scanned"]),
                name="blob_to_scan",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ScanState.values), name="blob_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="blob_sha256_form"
            ),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="blob_not_empty"),
            models.CheckConstraint(condition=LOCKED_OR_PLAIN, name="blob_locked_or_plain"),
        ]

    def __str__(self) -> str:
        return self.sha256

    @property
    def is_readable(self) -> bool:
        """False until the scanner has said what is in it, and for ever where it found a virus."""
        return self.state in READABLE


class Document(models.Model):
    """A file a person handed in; a case refers to it, a later case uses it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        "accounts.Applicant", on_delete=models.PROTECT, related_name="documents"
    )
    material_type = models.ForeignKey(
        "materials.MaterialType",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
    )
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="documents")
    filename = models.CharField(_("文件名"), max_length=120)
    uploaded_by_name = models.CharField(_("上传人"), max_length=200)
    created_at = models.DateTimeField(_("上传时间"), default=timezone.now, editable=False)
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    level = models.CharField(
        _("可信等级"), max_length=1, choices=DocumentLevel, default=DocumentLevel.C
    )
    level_at = models.DateTimeField(_("定级时间"), null=True, blank=True)
    level_by_name = models.CharField(_("定级人"), max_length=200, blank=True)
    level_office = models.CharField(_("定级单位"), max_length=200, blank=True)
    level_office_en = models.CharField(_("定级单位（英文）"), max_length=300, blank=True)
    removed_at = models.DateTimeField(_("移出时间"), null=True, blank=True)
    """Out of the person's library; a case that used it keeps it."""

    class Meta:
        verbose_name = _("材料文件")
        verbose_name_plural = _("材料文件")
        ordering = ["-created_at"]
        indexes = [
            models.Index(
                fields=["owner", "material_type", "-created_at"],
                condition=models.Q(replaced_by__isnull=True),
                name="document_in_use",
            ),
            models.Index(
                fields=["owner", "valid_until"],
                condition=models.Q(
                    replaced_by__isnull=True, removed_at__isnull=True, valid_until__isnull=False
                ),
                name="document_that_ends",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(replaced_by=models.F("id")), name="document_replaces_another"
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=LEVELS), name="document_level_known"
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(level__in=PROVED, level_at__isnull=False)
                    & ~models.Q(level_by_name="")
                    & ~models.Q(level_office="")
                )
                | (
                    ~models.Q(level__in=PROVED)
                    & models.Q(
                        level_at__isnull=True,
                        level_by_name="",
                        level_office="",
                        level_office_en="",
                    )
                ),
                name="document_level_answered_for",
            ),
        ]

    def __str__(self) -> str:
        return self.filename


class Upload(Locked):
    """A file on its way, piece by piece: how much of it is here. Its maker's alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    filename = models.CharField(_("文件名"), max_length=200)
    size = models.PositiveBigIntegerField(_("字节数"))
    offset = models.PositiveBigIntegerField(_("已收到"), default=0)
    created_at = models.DateTimeField(_("开始时间"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("保留到"), db_index=True)

    class Meta:
        verbose_name = _("未传完的文件")
        verbose_name_plural = _("未传完的文件")
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="upload_not_empty"),
            models.CheckConstraint(condition=LOCKED_OR_PLAIN, name="upload_locked_or_plain"),
            models.CheckConstraint(
                condition=models.Q(offset__lte=models.F("size")), name="upload_within_size"
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_whole(self) -> bool:
        return self.offset == self.size


class UploadPiece(models.Model):
    """What came in one request, where the last one ended."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="pieces")
    offset = models.PositiveBigIntegerField(_("起点"))
    size = models.PositiveBigIntegerField(_("字节数"))
    storage_name = models.CharField(_("存放位置"), max_length=128, unique=True)

    class Meta:
        verbose_name = _("文件片段")
        verbose_name_plural = _("文件片段")
        ordering = ["offset"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "offset"], name="piece_once"),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="piece_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.offset}"
