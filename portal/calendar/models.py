"""Years whose working days an administrator has loaded."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarYear(models.Model):
    """What the State Council's notice says about one year: where it differs from plain weeks.

    `days` is `{"holidays": ["2027-01-01", …], "workdays": ["2027-02-20", …]}`: days off that fall
    on Monday to Friday, and weekend days that are worked instead (调休). A row stands above the
    built-in data for its year.
    """

    year = models.PositiveSmallIntegerField(_("年份"), unique=True)
    days = models.JSONField(_("放假与调休"))
    source = models.CharField(_("依据"), max_length=300)
    loaded_at = models.DateTimeField(_("载入时间"), auto_now=True)

    class Meta:
        verbose_name = _("年度工作日历")
        verbose_name_plural = _("年度工作日历")
        ordering = ["year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2200), name="calendar_year_is_a_year"
            )
        ]

    def __str__(self) -> str:
        return str(self.year)
