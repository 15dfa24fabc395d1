"""How one resource is reached. Addresses and secrets stay in the settings."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from datasharing.connections.limits import USUAL, Limits
from datasharing.connections.mapping import Translation, translation_of

LONGEST = 25.0
"""Seconds a read may take over all: less than the lease after which a reader is taken for dead."""


def _between(least: float, most: float) -> list[MinValueValidator | MaxValueValidator]:
    return [MinValueValidator(least), MaxValueValidator(most)]


class Connection(models.Model):
    """What differs from the usual for one resource; most have no such line.

    `datasharing.connections.actions` writes it, and judges the mapping before.
    """

    resource = models.OneToOneField(
        "datasharing.DataResource",
        models.CASCADE,
        verbose_name=_("数据资源"),
        related_name="connection",
    )
    mapping = models.JSONField(_("对照表"), default=dict, blank=True)
    example_keys = models.JSONField(_("试查用的查询条件"), default=dict, blank=True)
    """Of somebody invented whom their test system knows; never a real person."""
    connect_seconds = models.FloatField(
        _("连接时限（秒）"), default=USUAL.connect_seconds, validators=_between(0.1, 10)
    )
    read_seconds = models.FloatField(
        _("等待答复时限（秒）"), default=USUAL.read_seconds, validators=_between(0.1, LONGEST)
    )
    longest_seconds = models.FloatField(
        _("总时限（秒）"), default=USUAL.longest_seconds, validators=_between(0.1, LONGEST)
    )
    per_second = models.FloatField(
        _("每秒最多查询"), default=USUAL.per_second, validators=_between(0, 1000)
    )
    burst = models.PositiveIntegerField(
        _("可同时发出"), default=USUAL.burst, validators=_between(1, 1000)
    )
    failures_to_rest = models.PositiveIntegerField(
        _("连续失败几次后暂停"), default=USUAL.failures_to_rest, validators=_between(1, 1000)
    )
    rest_seconds = models.FloatField(
        _("首次暂停（秒）"), default=USUAL.rest_seconds, validators=_between(0.1, 300)
    )
    keep_seconds = models.PositiveIntegerField(
        _("答复最长可再用（秒）"), default=USUAL.keep_seconds, validators=_between(0, 31_536_000)
    )
    patience_hours = models.PositiveIntegerField(
        _("文件交换最长等待（小时）"), default=USUAL.patience_hours, validators=_between(1, 720)
    )

    class Meta:
        ordering = ["resource__code"]
        verbose_name = _("连接设置")
        verbose_name_plural = _("连接设置")
        constraints = [
            models.CheckConstraint(
                name="connection_times_fit",
                condition=Q(connect_seconds__gt=0)
                & Q(read_seconds__gt=0)
                & Q(longest_seconds__gte=F("read_seconds"))
                & Q(longest_seconds__lte=LONGEST),
            ),
            models.CheckConstraint(
                name="connection_rates_fit",
                condition=Q(per_second__gte=0)
                & Q(burst__gte=1)
                & Q(failures_to_rest__gte=1)
                & Q(rest_seconds__gt=0)
                & Q(patience_hours__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return str(self.resource)

    @property
    def limits(self) -> Limits:
        return Limits(
            connect_seconds=self.connect_seconds,
            read_seconds=self.read_seconds,
            longest_seconds=self.longest_seconds,
            per_second=self.per_second,
            burst=self.burst,
            failures_to_rest=self.failures_to_rest,
            rest_seconds=self.rest_seconds,
            keep_seconds=self.keep_seconds,
            patience_hours=self.patience_hours,
        )

    @property
    def translation(self) -> Translation:
        return translation_of(self.mapping)
