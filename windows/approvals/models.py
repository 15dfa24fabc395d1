"""部门审批件: one matter's part of a case at one department, and what it waits for."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from materials.models import Licence
from services.models import Department, Edition
from windows.approvals.states import IN_INBOX, ApprovalState, DependencyKind
from windows.cases.models import Case

UNDATED = dt.date(9999, 12, 31)
"""Sorts an approval whose day is not yet known to the end of the inbox."""


class Approval(models.Model):
    """What one department decides. Decided ⇔ `decided_at`; denied only with a reason."""

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="approvals", verbose_name=_("办件")
    )
    matter_edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="approvals", verbose_name=_("事项")
    )
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="approvals", verbose_name=_("部门")
    )
    state = models.CharField(
        _("状态"), max_length=12, choices=ApprovalState.choices, default=ApprovalState.WAITING
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("经办人"),
    )
    """Whose it is inside the department; empty: anybody's. As its open `Assignment` says."""
    stage = models.PositiveSmallIntegerField(_("批次"), default=1)
    """1 for those that wait for nobody; equal stages may run side by side."""
    dispatched_at = models.DateTimeField(_("送达时间"), null=True, blank=True)
    taken_up_at = models.DateTimeField(_("开始审查时间"), null=True, blank=True)
    counts_from = models.DateField(_("起算日"), null=True, blank=True)
    """The day after which its days run: of the one acceptance, or of the written completion of what
    it waited for (浙江“最多跑一次”改革规定 art. 5); never of the moment a message arrived.
    """
    due_on = models.DateField(_("期限"), null=True, blank=True)
    statutory_on = models.DateField(_("法定期限"), null=True, blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("决定人"),
    )
    decided_by_name = models.CharField(_("决定人姓名"), max_length=80, blank=True)
    reason = models.TextField(_("理由"), blank=True)
    reason_en = models.TextField(_("理由（英文）"), blank=True)
    """Where the reasons were chosen from the edition (`windows.reasons`), which has both."""
    situation = models.CharField(_("情形"), max_length=600, null=True, blank=True, editable=False)
    """`windows.precedents.situations`, kept with a decision by people or by a department's system;
    of no rehearsal.
    """
    renews = models.ForeignKey(
        Licence,
        on_delete=models.PROTECT,
        related_name="renewals",
        null=True,
        blank=True,
        verbose_name=_("延续的证照"),
    )
    """Pinned at the hand-in; undecided when it ends, this is granted (行政许可法 art. 50)."""
    is_by_silence = models.BooleanField(_("视为准予延续"), default=False)
    closed_at = models.DateTimeField(_("终止时间"), null=True, blank=True)
    """When it ended without a decision."""
    closed_reason = models.CharField(_("不再需要的原因"), max_length=300, blank=True)
    closed_reason_en = models.CharField(_("不再需要的原因（英文）"), max_length=400, blank=True)
    licences = models.ManyToManyField(
        Licence, related_name="approvals", blank=True, verbose_name=_("签发的证照")
    )

    class Meta:
        verbose_name = _("部门审批件")
        verbose_name_plural = _("部门审批件")
        ordering = ["stage", "id"]
        indexes = [
            models.Index(
                F("department"),
                Coalesce(F("due_on"), Value(UNDATED)),
                F("id"),
                name="approval_inbox",
                condition=Q(state__in=[state.value for state in IN_INBOX]),
            ),
            models.Index(
                fields=["state", "id"], name="approval_open", condition=Q(decided_at__isnull=True)
            ),
            models.Index(
                fields=["department", "matter_edition", "decided_at"],
                include=["id", "situation", "state"],
                name="approval_decided_alike",
                condition=Q(situation__isnull=False),
            ),
            models.Index(
                fields=["renews"],
                name="approval_renewing",
                condition=Q(renews__isnull=False, decided_at__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "matter_edition"], name="approval_once"),
            models.CheckConstraint(
                name="approval_decided_has_time",
                condition=Q(state__in=["approved", "denied"], decided_at__isnull=False)
                | (~Q(state__in=["approved", "denied"]) & Q(decided_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="approval_denied_has_reason", condition=~Q(state="denied") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="approval_dispatched_has_time",
                condition=~Q(state__in=["dispatched", "in_review", "stopped", "approved", "denied"])
                | Q(dispatched_at__isnull=False),
            ),
            models.CheckConstraint(
                name="approval_stopped_has_no_day", condition=~Q(state="stopped") | Q(due_on=None)
            ),
            models.CheckConstraint(
                name="approval_dispatched_counts_from",
                condition=Q(dispatched_at__isnull=True) | Q(counts_from__isnull=False),
            ),
            models.CheckConstraint(
                name="approval_silence_renews",
                condition=Q(is_by_silence=False) | Q(state="approved", renews__isnull=False),
            ),
            models.CheckConstraint(
                name="approval_dropped_has_reason",
                condition=~Q(state="not_needed") | ~Q(closed_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.matter_edition}"

    @property
    def is_overdue(self) -> bool:
        """True when the department still has it after its last day."""
        late = self.due_on is not None and self.due_on < timezone.localdate()
        return late and self.state in IN_INBOX


class Dependency(models.Model):
    """`approval` starts only when `needs` is approved (output) or has ended either way (order)."""

    approval = models.ForeignKey(
        Approval, on_delete=models.CASCADE, related_name="waits_for", verbose_name=_("审批件")
    )
    needs = models.ForeignKey(
        Approval, on_delete=models.CASCADE, related_name="unlocks", verbose_name=_("前序审批件")
    )
    kind = models.CharField(_("类型"), max_length=8, choices=DependencyKind.choices)
    why = models.CharField(_("原因"), max_length=300)
    why_en = models.CharField(_("原因（英文）"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("前后关系")
        verbose_name_plural = _("前后关系")
        constraints = [
            models.UniqueConstraint(fields=["approval", "needs"], name="dependency_once"),
            models.CheckConstraint(name="dependency_not_itself", condition=~Q(approval=F("needs"))),
        ]

    def __str__(self) -> str:
        return f"{self.approval_id} ← {self.needs_id}"
