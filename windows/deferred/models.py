"""One paper that may follow after acceptance, and until when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from windows.cases.models import MaterialSlot
from windows.deferred.states import DeferralState


class Deferral(models.Model):
    """容缺后补. Only for a material that the pinned editions list as such: a trigger sees to it."""

    slot = models.OneToOneField(
        MaterialSlot, on_delete=models.CASCADE, related_name="deferral", verbose_name=_("材料")
    )
    state = models.CharField(
        _("状态"), max_length=12, choices=DeferralState.choices, default=DeferralState.OPEN
    )
    granted_on = models.DateField(_("受理日"))
    due_on = models.DateField(_("最迟补交日"))
    reminded_at = models.DateTimeField(_("提醒时间"), null=True, blank=True)
    more_time_at = models.DateTimeField(_("宽限时间"), null=True, blank=True)
    """When the applicant was given more days; once."""
    closed_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("容缺后补")
        verbose_name_plural = _("容缺后补")
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["due_on", "id"], name="deferral_open", condition=Q(state="open"))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DeferralState]),
                name="deferral_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="deferral_open_or_closed",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("granted_on")), name="deferral_leaves_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} {self.due_on}"
