"""Bytes once, and who handed them in: a blob is named by its own SHA-256."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from materials.documents.levels import DocumentLevel
from services.catalogue.trust import LEVELS, PROVED


class Blob(models.Model):
    """Stored bytes. The same bytes handed in twice, by anyone, are kept once."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(_("字节数"))
    media_type = models.CharField(_("文件类型"), max_length=64)
    storage_name = models.CharField(_("存放位置"), max_length=128, unique=True)
    created_at = models.DateTimeField(_("存入时间"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("文件内容")
        verbose_name_plural = _("文件内容")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="blob_sha256_form"
            ),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="blob_not_empty"),
        ]

    def __str__(self) -> str:
        return self.sha256


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
