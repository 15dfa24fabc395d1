"""不予许可的理由: which condition is not met, which requirement is lacking, and on what basis."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.catalogue.text import Text
from windows.approvals.models import Approval


class GroundKind(models.TextChoices):
    """What of the edition it is."""

    REQUIREMENT = "requirement", _("缺少或不符合要求")
    CONDITION = "condition", _("不符合条件")
    PROHIBITION = "prohibition", _("属于不予许可的情形")
    QUOTA = "quota", _("超出数量限制")
    LAW = "law", _("不符合法定条件")


class DecisionGround(models.Model):
    """One reason of one denial, in the words that the edition had on that day."""

    approval = models.ForeignKey(
        Approval, on_delete=models.CASCADE, related_name="grounds", verbose_name=_("审批件")
    )
    place = models.PositiveSmallIntegerField(_("次序"))
    kind = models.CharField(_("种类"), max_length=12, choices=GroundKind.choices)
    key = models.CharField(_("键"), max_length=120)
    """`kind:` and the requirement's key, or the number of the clause or article."""
    said = models.TextField(_("理由"))
    said_en = models.TextField(_("理由（英文）"), blank=True)
    bases = models.JSONField(_("法律依据"), default=list, blank=True)

    class Meta:
        verbose_name = _("不予许可的理由")
        verbose_name_plural = _("不予许可的理由")
        ordering = ["approval", "place"]
        constraints = [
            models.UniqueConstraint(fields=["approval", "key"], name="decision_ground_once"),
            models.UniqueConstraint(fields=["approval", "place"], name="decision_ground_place"),
            models.CheckConstraint(
                condition=Q(kind__in=GroundKind.values), name="decision_ground_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(said="") & ~Q(key=""), name="decision_ground_says_what"
            ),
        ]

    def __str__(self) -> str:
        return self.said

    @property
    def text(self) -> Text:
        return Text(self.said, self.said_en)
