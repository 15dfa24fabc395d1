"""统一出件: the one result package and how it reached the person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from windows.cases.models import Case


class Pickup(models.Model):
    """One package for the whole case, handed over once."""

    class Method(models.TextChoices):
        E_LICENCE = "e_licence", _("电子证照")
        WINDOW = "window", _("窗口领取")
        LOCKER = "locker", _("自助柜")
        POST = "post", _("邮寄")

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, related_name="pickup", verbose_name=_("办件")
    )
    code = models.CharField(_("取件码"), max_length=8, unique=True)
    method = models.CharField(_("领取方式"), max_length=10, choices=Method.choices)
    ready_at = models.DateTimeField(_("可领取时间"))
    deliver_by = models.DateField(_("送达期限"), null=True, blank=True)
    """行政许可法 art. 44: ten working days after the decision; None where the calendar ends."""
    collected_at = models.DateTimeField(_("领取时间"), null=True, blank=True)
    handed_by_name = models.CharField(_("出件人"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("统一出件")
        verbose_name_plural = _("统一出件")
        indexes = [
            models.Index(
                fields=["deliver_by"],
                name="pickup_undelivered",
                condition=Q(collected_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="pickup_code_length", condition=Q(code__regex=r"^[A-Z0-9]{8}$")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.get_method_display()}"
