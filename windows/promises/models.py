"""The check of one promise for one decision, and the record of one that was broken."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from materials.models import Commitment
from portal.accounts.models import Applicant
from windows.approvals.models import Approval
from windows.cases.models import MaterialSlot
from windows.promises.states import OPEN_STATES, CheckState

_STATES = {state.value for state in CheckState}


class CommitmentCheck(models.Model):
    """承诺核查: within sixty working days of the decision (浙江“最多跑一次”改革规定 art. 14)."""

    approval = models.ForeignKey(
        Approval,
        on_delete=models.CASCADE,
        related_name="commitment_checks",
        verbose_name=_("审批件"),
    )
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="checks", verbose_name=_("承诺书")
    )
    slot = models.ForeignKey(
        MaterialSlot, on_delete=models.CASCADE, related_name="+", verbose_name=_("材料")
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=CheckState.choices, default=CheckState.DUE
    )
    opened_at = models.DateTimeField(_("生成时间"), default=timezone.now, editable=False)
    due_on = models.DateField(_("最迟核查日"))
    is_day_certain = models.BooleanField(_("日期已定"), default=True)
    """False while the holidays of that year are not announced; then natural days are counted."""
    found = models.TextField(_("核查情况"), blank=True)
    checked_at = models.DateTimeField(_("核查时间"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("核查人"),
    )
    checked_by_name = models.CharField(_("核查人姓名"), max_length=80, blank=True)
    mend_by = models.DateField(_("整改期限"), null=True, blank=True)
    closed_at = models.DateTimeField(_("了结时间"), null=True, blank=True)
    closed_by_name = models.CharField(_("了结人姓名"), max_length=80, blank=True)
    outcome = models.TextField(_("整改情况或撤销理由"), blank=True)

    class Meta:
        verbose_name = _("承诺核查")
        verbose_name_plural = _("承诺核查")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                name="commitment_check_open",
                condition=Q(state__in=[state.value for state in OPEN_STATES]),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "approval"], name="commitment_check_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(_STATES)), name="commitment_check_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="due", checked_at__isnull=True, found="")
                | (~Q(state="due") & Q(checked_at__isnull=False) & ~Q(found="")),
                name="commitment_check_says_what_was_found",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["due", "kept"], mend_by__isnull=True)
                | Q(state__in=["to_mend", "mended", "revoked"], mend_by__isnull=False),
                name="commitment_check_broken_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["due", "to_mend"], closed_at__isnull=True)
                | Q(state__in=["kept", "mended", "revoked"], closed_at__isnull=False),
                name="commitment_check_closed_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["mended", "revoked"]) | ~Q(outcome=""),
                name="commitment_check_end_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} {self.due_on}"

    @property
    def is_overdue(self) -> bool:
        """True when the department has not looked although its last day is over."""
        return self.state == CheckState.DUE and self.due_on < timezone.localdate()


class BadRecord(models.Model):
    """失信记录: until it expires no promise of this person stands in for a proof."""

    applicant = models.ForeignKey(
        Applicant, on_delete=models.PROTECT, related_name="bad_records", verbose_name=_("当事人")
    )
    check_of = models.OneToOneField(
        CommitmentCheck,
        on_delete=models.PROTECT,
        related_name="bad_record",
        verbose_name=_("承诺核查"),
    )
    since = models.DateField(_("记入日"))
    until = models.DateField(_("到期日"))
    reason = models.TextField(_("事由"))

    class Meta:
        verbose_name = _("失信记录")
        verbose_name_plural = _("失信记录")
        ordering = ["-since", "-id"]
        indexes = [models.Index(fields=["applicant", "until"], name="bad_record_of_person")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="bad_record_expires"),
            models.CheckConstraint(condition=~Q(reason=""), name="bad_record_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.applicant} {self.until}"
