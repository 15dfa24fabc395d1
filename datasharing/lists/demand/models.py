"""One row a requirement of a matter, whichever of its editions ask for it."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from datasharing.lists.demand.states import OWED, SPOKEN_OF, DemandState, Way
from materials.models import MaterialType
from services.models import Department, Edition, Matter

STANDARD = ""
"""In `places`: the standard of the province."""


class DataDemand(models.Model):
    """The upper half follows the catalogue and is written by the clockwork; the lower half is kept
    by data officers and survives every edition. No row is ever deleted: a trigger of the migration
    sees to it, and to the row staying that of its requirement.
    """

    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="data_demands", verbose_name=_("事项")
    )
    key = models.CharField(_("材料要求"), max_length=100)
    """The requirement's key, stable across the matter's editions."""
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="+", verbose_name=_("实施清单")
    )
    """Of whose words the row speaks: the standard, else the newest of the regions."""
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="data_demands", verbose_name=_("要用数据的部门")
    )
    material_type = models.ForeignKey(
        MaterialType, models.PROTECT, related_name="+", verbose_name=_("材料")
    )
    name = models.CharField(_("名称"), max_length=300)
    name_en = models.CharField(_("英文名称"), max_length=500, blank=True)
    way = models.CharField(_("可以用什么代替"), max_length=12, choices=Way)
    sources = models.JSONField(_("数据来源"), default=list, blank=True)
    """`deriving.Found`, as the requirement lists them."""
    owner = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="data_demanded",
        verbose_name=_("数据所在部门"),
    )
    owner_name = models.CharField(_("数据所在部门名称"), max_length=100, blank=True)
    owner_name_en = models.CharField(max_length=160, blank=True)
    is_connected = models.BooleanField(_("已经接通"), default=False)
    is_current = models.BooleanField(_("目录在要"), default=True)
    places = models.JSONField(_("哪些地方在要"), default=list, blank=True)
    """Region codes of the published editions that ask for it; "" is the standard."""

    state = models.CharField(
        _("状态"), max_length=14, choices=DemandState, default=DemandState.NOT_ASKED
    )
    note = models.CharField(_("要哪些数据"), max_length=400, blank=True)
    asked_on = models.DateField(_("提出日期"), null=True, blank=True)
    answer_due_on = models.DateField(_("答复期限"), null=True, blank=True)
    planned_on = models.DateField(_("计划接通日期"), null=True, blank=True)
    reason = models.CharField(_("不能提供的理由"), max_length=400, blank=True)
    changed_at = models.DateTimeField(_("最近改动"), null=True, blank=True)

    class Meta:
        verbose_name = _("数据需求")
        verbose_name_plural = _("数据需求")
        ordering = ["matter_id", "key"]
        indexes = [
            models.Index(fields=["department", "state"], name="demand_of_department"),
            models.Index(fields=["owner", "state"], name="demand_of_owner"),
            models.Index(
                fields=["owner", "planned_on"],
                condition=Q(state__in=[state.value for state in OWED], is_current=True),
                name="demand_owed",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["matter", "key"], name="demand_once_a_requirement"),
            models.CheckConstraint(
                name="demand_connected_is_a_fact",
                condition=Q(state=DemandState.CONNECTED, is_connected=True)
                | (~Q(state=DemandState.CONNECTED) & Q(is_connected=False)),
            ),
            models.CheckConstraint(
                name="demand_asked_of_somebody_on_a_day",
                condition=~Q(state__in=[state.value for state in SPOKEN_OF])
                | (Q(asked_on__isnull=False, answer_due_on__gte=F("asked_on")) & ~Q(owner_name="")),
            ),
            models.CheckConstraint(
                name="demand_planned_has_day",
                condition=~Q(state=DemandState.PLANNED) | Q(planned_on__isnull=False),
            ),
            models.CheckConstraint(
                name="demand_not_possible_has_reason",
                condition=~Q(state=DemandState.NOT_POSSIBLE) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="demand_way_known", condition=Q(way__in=[way.value for way in Way])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id}/{self.key} {self.state}"

    @property
    def stream(self) -> str:
        """The journal stream of this demand."""
        return f"demand:{self.pk}"

    @property
    def has_named_owner(self) -> bool:
        """Whether the catalogue says whose the data is; else whoever asks chooses a department."""
        return any(each.get("owner") for each in self.sources if each["way"] == self.way)

    @property
    def due_on(self) -> dt.date | None:
        """By when the owner owes the next thing; None where it owes nothing."""
        if self.state == DemandState.PLANNED:
            return self.planned_on
        return self.answer_due_on if self.state == DemandState.ASKED else None

    @property
    def is_late(self) -> bool:
        due_on = self.due_on
        return due_on is not None and self.is_current and due_on < timezone.localdate()


class DemandRound(models.Model):
    """The catalogue and the resource list as they were when the rows were last written."""

    only = models.BooleanField(primary_key=True, default=True)
    mark = models.CharField(max_length=64)
    at = models.DateTimeField(_("最近核对"))

    class Meta:
        verbose_name = _("需求清单的核对")
        verbose_name_plural = _("需求清单的核对")
        constraints = [models.CheckConstraint(name="demand_round_only_one", condition=Q(only=True))]

    def __str__(self) -> str:
        return self.mark
