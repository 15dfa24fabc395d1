"""补正: the one-time notice of everything that is missing, and its answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

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
    answered_at = models.DateTimeField(_("补正时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("未补正而结束的时间"), null=True, blank=True)
    """When its case ended without an answer: refused after the deadline, or withdrawn."""

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
    what = models.CharField(_("补正内容"), max_length=400)
    what_en = models.CharField(_("补正内容（英文）"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("补正内容")
        verbose_name_plural = _("补正内容")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.what
