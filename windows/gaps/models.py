"""How many cases handed in which paper, day by day: sums, so that no page reads the cases."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class PaperDay(models.Model):
    """A day whose submitted cases have been counted, and when that was."""

    day = models.DateField(_("日期"), primary_key=True)
    counted_at = models.DateTimeField(_("统计时间"))
    cases = models.PositiveIntegerField(_("办件数"))
    """All cases submitted that day."""

    class Meta:
        verbose_name = _("材料统计的日期")
        verbose_name_plural = _("材料统计的日期")
        ordering = ["-day"]

    def __str__(self) -> str:
        return self.day.isoformat()


class PaperCount(models.Model):
    """One requirement on one day: cases in which somebody handed the paper in.

    Matter and key are words, not references: the demand list has the same, and a day that was
    counted stays as it was. Written anew as a whole day.
    """

    day = models.ForeignKey(PaperDay, models.CASCADE, related_name="counts", db_index=False)
    matter_code = models.CharField(_("事项代码"), max_length=64)
    requirement = models.CharField(_("材料要求"), max_length=100)
    cases = models.PositiveIntegerField(_("交材料的办件数"))
    at_window = models.PositiveIntegerField(_("到窗口交的办件数"))

    class Meta:
        verbose_name = _("材料统计")
        verbose_name_plural = _("材料统计")
        ordering = ["day_id", "matter_code", "requirement"]
        indexes = [
            models.Index(fields=["matter_code", "requirement", "day"], name="paper_count_of_one"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "matter_code", "requirement"],
                include=["cases", "at_window"],
                name="paper_count_once_a_day",
            ),
            models.CheckConstraint(
                name="paper_count_at_window_among_cases",
                condition=Q(cases__gt=0) & Q(at_window__lte=F("cases")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day_id} {self.matter_code}/{self.requirement} {self.cases}"
