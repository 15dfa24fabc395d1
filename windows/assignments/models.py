"""转办与签批: where an approval has been, and who signed it at which level."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import SignLevel
from services.models import Department, Matter
from windows.approvals.models import Approval


class SignOffRule(models.Model):
    """How many people of a department sign a decision: for one matter, or for all of its own."""

    department = models.ForeignKey(
        Department, on_delete=models.CASCADE, related_name="+", verbose_name=_("部门")
    )
    matter = models.ForeignKey(
        Matter,
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("事项"),
    )
    levels = models.PositiveSmallIntegerField(_("签批级数"), choices=SignLevel.choices)

    class Meta:
        verbose_name = _("签批规则")
        verbose_name_plural = _("签批规则")
        constraints = [
            models.UniqueConstraint(
                fields=["department", "matter"], nulls_distinct=False, name="sign_off_rule_once"
            ),
            models.CheckConstraint(
                condition=Q(levels__in=SignLevel.values), name="sign_off_rule_levels"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.matter or ''} {self.levels}"


class SignOff(models.Model):
    """One signature under one proposal. `round` grows when it is sent back."""

    approval = models.ForeignKey(
        Approval, on_delete=models.CASCADE, related_name="sign_offs", verbose_name=_("审批件")
    )
    round = models.PositiveSmallIntegerField(_("轮次"), default=1)
    level = models.PositiveSmallIntegerField(_("级别"), choices=SignLevel.choices)
    is_granted = models.BooleanField(_("准予"))
    reason = models.TextField(_("理由"), blank=True)
    grounds = models.JSONField(_("所选理由"), default=list, blank=True)
    """Keys of `windows.reasons.offered`; the next level decides on the same ones."""
    added = models.TextField(_("补充的理由"), blank=True)
    """What the officer wrote; `reason` says it together with what was chosen."""
    sent_back = models.BooleanField(_("退回"), default=False)
    note = models.CharField(_("退回说明"), max_length=400, blank=True)
    is_void = models.BooleanField(_("转办或补正前的"), default=False)
    """Signed before another department got it, or before the applicant put something right."""
    signed_at = models.DateTimeField(_("签批时间"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("签批人"),
    )
    signed_by_name = models.CharField(_("签批人姓名"), max_length=80)

    class Meta:
        verbose_name = _("签批")
        verbose_name_plural = _("签批")
        ordering = ["approval", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["approval", "round", "level"], name="sign_off_level_once"
            ),
            models.UniqueConstraint(
                fields=["approval", "round", "signed_by"], name="sign_off_by_different_people"
            ),
            models.CheckConstraint(
                condition=Q(is_granted=True) | ~Q(reason=""), name="sign_off_denial_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(sent_back=False) | ~Q(note=""), name="sign_off_sent_back_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.approval} {self.get_level_display()}"


class Assignment(models.Model):
    """A stretch of time in which one department, or one officer of it, had an approval."""

    approval = models.ForeignKey(
        Approval, on_delete=models.CASCADE, related_name="assignments", verbose_name=_("审批件")
    )
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="+", verbose_name=_("部门")
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("审批人员"),
    )
    officer_name = models.CharField(_("审批人员姓名"), max_length=80, blank=True)
    since = models.DateTimeField(_("开始"))
    until = models.DateTimeField(_("结束"), null=True, blank=True)
    by_name = models.CharField(_("转办人"), max_length=80)
    why = models.CharField(_("原因"), max_length=400)

    class Meta:
        verbose_name = _("转办")
        verbose_name_plural = _("转办")
        ordering = ["approval", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["approval"], condition=Q(until=None), name="assignment_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="assignment_ends_later"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="assignment_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.approval} → {self.officer_name or self.department}"
