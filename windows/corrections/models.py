"""补正: the one-time notice of everything that is missing, and its answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.models import Department
from windows.approvals.models import Approval
from windows.cases.models import Case, MaterialSlot

OPEN = Q(answered_at__isnull=True, closed_at__isnull=True)


class Correction(models.Model):
    """One round. 行政许可法 art. 32(4): all that must be corrected is told at once."""

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="corrections", verbose_name=_("办件")
    )
    round = models.PositiveSmallIntegerField(_("次数"))
    asked_at = models.DateTimeField(_("告知时间"))
    asked_by_name = models.CharField(_("告知人"), max_length=80)
    deadline = models.DateField(_("补正期限"))
    is_of_departments = models.BooleanField(_("由部门提出"), default=False)
    """Collected after acceptance from the departments that found something missing: the case goes
    on, only their branches wait.
    """
    answered_at = models.DateTimeField(_("补正时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("未补正而结束的时间"), null=True, blank=True)
    """When it ended without an answer: after the deadline, or because nobody waits for it now."""
    reminded_at = models.DateTimeField(_("提醒时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("补正")
        verbose_name_plural = _("补正")
        ordering = ["case", "round"]
        constraints = [
            models.UniqueConstraint(fields=["case", "round"], name="correction_round_once"),
            models.UniqueConstraint(
                fields=["case"],
                condition=OPEN,
                name="correction_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} #{self.round}"

    @property
    def is_open(self) -> bool:
        """It still waits for an answer."""
        return self.answered_at is None and self.closed_at is None


class CorrectionItem(models.Model):
    """One thing to put right: a material (`slot`), a form field (`element`), or in words only."""

    correction = models.ForeignKey(
        Correction, on_delete=models.CASCADE, related_name="items", verbose_name=_("补正")
    )
    slot = models.ForeignKey(
        MaterialSlot,
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("材料"),
    )
    element = models.CharField(_("数据项"), max_length=64, blank=True)
    approval = models.ForeignKey(
        Approval,
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("提出的审批件"),
    )
    what = models.CharField(_("补正内容"), max_length=400)
    what_en = models.CharField(_("补正内容（英文）"), max_length=500, blank=True)
    renewed_at = models.DateTimeField(_("新交内容的时间"), null=True, blank=True)
    """When what it finds wrong came in anew. A later notice must have one (行政许可法 art. 32)."""

    class Meta:
        verbose_name = _("补正内容")
        verbose_name_plural = _("补正内容")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.what


class MissingReport(models.Model):
    """What one department found missing or wrong, before it is told: all are told together.

    `slot` or `element` says where; both come from what the pinned edition of its matter asks.
    """

    approval = models.ForeignKey(
        Approval, on_delete=models.CASCADE, related_name="missing", verbose_name=_("审批件")
    )
    slot = models.ForeignKey(
        MaterialSlot,
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("材料"),
    )
    element = models.CharField(_("数据项"), max_length=64, blank=True)
    what = models.CharField(_("缺少什么"), max_length=400)
    what_en = models.CharField(_("缺少什么（英文）"), max_length=500, blank=True)
    reported_at = models.DateTimeField(_("提出时间"))
    reported_by_name = models.CharField(_("提出人"), max_length=80)
    correction = models.ForeignKey(
        Correction,
        on_delete=models.CASCADE,
        related_name="reports",
        null=True,
        blank=True,
        verbose_name=_("补正"),
    )
    """The notice that told it; empty while others may still add theirs."""
    renewed_at = models.DateTimeField(_("新交内容的时间"), null=True, blank=True)
    """When what it finds wrong came in anew, after an earlier notice."""

    class Meta:
        verbose_name = _("部门提出的缺项")
        verbose_name_plural = _("部门提出的缺项")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(slot__isnull=False, element="")
                | (Q(slot__isnull=True) & ~Q(element="")),
                name="missing_at_one_place",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="missing_says_what"),
            models.UniqueConstraint(
                fields=["approval", "slot", "element"],
                condition=Q(correction=None),
                nulls_distinct=False,
                name="missing_reported_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.approval} {self.what}"


class Overreach(models.Model):
    """Something that a department asked for and may not: refused, and counted against it.

    浙江“最多跑一次”改革规定 art. 4, 7: nothing beyond the guide; 行政许可法 art. 32: told once, and
    within five working days. The same words for the same approval count once, sent however often.
    """

    class Kind(models.TextChoices):
        NOT_IN_GUIDE = "not_in_guide", _("办事指南没有列出")
        TOLD_ALREADY = "told_already", _("已经告知过一次")
        TOO_LATE = "too_late", _("过了告知的期限")

    approval = models.ForeignKey(
        Approval, on_delete=models.CASCADE, related_name="overreaches", verbose_name=_("审批件")
    )
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="+", verbose_name=_("部门")
    )
    kind = models.CharField(_("情形"), max_length=16, choices=Kind.choices)
    asked = models.CharField(_("要求的内容"), max_length=400)
    at = models.DateTimeField(_("时间"))
    by_name = models.CharField(_("提出人"), max_length=80)

    class Meta:
        verbose_name = _("超出指南的要求")
        verbose_name_plural = _("超出指南的要求")
        ordering = ["-id"]
        indexes = [models.Index(fields=["department", "-at"], name="overreach_of_department")]
        constraints = [
            models.UniqueConstraint(
                fields=["approval", "kind", "asked"], name="overreach_counts_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.asked}"
