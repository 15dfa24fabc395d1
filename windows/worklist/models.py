"""常用筛选: a filter that an officer keeps under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MOST = 12
"""Kept filters of one officer: what still can be read at a glance above the list."""


class SavedFilter(models.Model):
    """One kept filter. `place` counts from 1, so that the database itself knows how many there
    may be.
    """

    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="inbox_filters",
        verbose_name=_("审批人员"),
    )
    place = models.PositiveSmallIntegerField(_("次序"))
    name = models.CharField(_("名称"), max_length=30)
    query = models.CharField(_("筛选条件"), max_length=1000, blank=True)
    """`InboxFilter.query`."""
    is_start = models.BooleanField(_("打开待办时先看"), default=False)

    class Meta:
        verbose_name = _("常用筛选")
        verbose_name_plural = _("常用筛选")
        ordering = ["officer", "place"]
        constraints = [
            models.UniqueConstraint(fields=["officer", "name"], name="saved_filter_name_once"),
            models.UniqueConstraint(fields=["officer", "place"], name="saved_filter_place_once"),
            models.UniqueConstraint(
                fields=["officer"], condition=Q(is_start=True), name="saved_filter_one_start"
            ),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=MOST), name="saved_filter_not_too_many"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_filter_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
