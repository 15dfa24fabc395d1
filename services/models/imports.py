"""A file of matters on its way into the catalogue: every row kept, judged, and nothing dropped."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """reading (may be resumed) → ready → in_review → publishing (may be resumed) → published."""

    READING = "reading", _("正在读取")
    READY = "ready", _("待送审")
    IN_REVIEW = "in_review", _("审核中")
    PUBLISHING = "publishing", _("正在发布")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤回")


class Verdict(models.TextChoices):
    NEW = "new", _("新增")
    CHANGED = "changed", _("修改")
    UNCHANGED = "unchanged", _("无变化")
    REFUSED = "refused", _("不能导入")


class ImportRun(models.Model):
    """One file. `position` counts its rows that are kept: a killed reading goes on from there.

    `handled` is the number of the last row that was published or refused at publication: a killed
    publication goes on behind it. `published` counts the matters.
    """

    name = models.CharField(_("文件名"), max_length=255)
    digest = models.CharField(_("SHA-256"), max_length=64)
    format = models.CharField(_("格式"), max_length=16)
    region = models.ForeignKey("services.Region", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("状态"), max_length=12, choices=ImportState.choices, default=ImportState.READING
    )
    position = models.PositiveIntegerField(_("已读行数"), default=0)
    published = models.PositiveIntegerField(_("已发布行数"), default=0)
    handled = models.PositiveIntegerField(_("已处理到的行号"), default=0)
    tally = models.JSONField(_("统计"), default=dict, blank=True)
    """Rows by verdict and by kind of finding, kept with each batch (services/imports/tally.py)."""
    why = models.TextField(_("修订理由"), blank=True)
    why_en = models.TextField(_("修订理由（英文）"), blank=True)
    note = models.TextField(_("处理说明"), blank=True)
    note_en = models.TextField(_("处理说明（英文）"), blank=True)
    """Why it was refused, sent back or stopped; empty while nothing of that happened."""
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    author_name = models.CharField(_("导入人"), max_length=100)
    author_department = models.CharField(_("导入部门代码"), max_length=60, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewer_name = models.CharField(_("审核人"), max_length=100, blank=True)
    created_at = models.DateTimeField(_("开始时间"), auto_now_add=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("导入")
        verbose_name_plural = _("导入")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="import_reviewer_is_not_author",
                condition=Q(reviewer__isnull=True)
                | Q(author__isnull=True)
                | ~Q(reviewer=F("author")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """One record as it was read, what it became, and every finding about it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("行号"))
    code = models.CharField(_("代码"), max_length=64, blank=True)
    name = models.CharField(_("名称"), max_length=300, blank=True)
    verdict = models.CharField(_("结论"), max_length=10, choices=Verdict.choices)
    spec = models.JSONField(_("内容"), null=True, blank=True)
    raw = models.JSONField(_("原始记录"), default=dict)
    findings = models.JSONField(_("检查结果"), default=list, blank=True)
    """[{rule, severity, field, zh, en, way_out_zh, way_out_en}]"""
    changes = models.JSONField(_("改动"), default=list, blank=True)
    """[{field, before, after}]"""

    class Meta:
        verbose_name = _("导入的行")
        verbose_name_plural = _("导入的行")
        ordering = ["run_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="import_row_number_once"),
        ]
        indexes = [
            models.Index(fields=["run", "verdict", "number"], name="import_row_by_verdict"),
            models.Index(fields=["run", "code"], name="import_row_by_code"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"
