"""政务服务中心 and its windows: where people come when they must."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.models import Region


class ServiceCentre(models.Model):
    """A place with windows. Every window of it can take in every one-thing of its region."""

    code = models.SlugField(_("代码"), max_length=60, unique=True)
    name = models.CharField(_("名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=160, blank=True)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="centres", verbose_name=_("行政区划")
    )
    address = models.CharField(_("地址"), max_length=200, blank=True)
    address_en = models.CharField(_("地址（英文）"), max_length=250, blank=True)
    hours = models.CharField(_("开放时间"), max_length=120, blank=True)
    hours_en = models.CharField(_("开放时间（英文）"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("政务服务中心")
        verbose_name_plural = _("政务服务中心")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Window(models.Model):
    """综合窗口: a numbered desk and the classes of service it carries."""

    centre = models.ForeignKey(
        ServiceCentre,
        on_delete=models.CASCADE,
        related_name="windows",
        verbose_name=_("政务服务中心"),
    )
    number = models.CharField(_("窗口号"), max_length=10)
    name = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=80, blank=True)
    service_classes = models.JSONField(_("服务类别"), default=list, blank=True)

    class Meta:
        verbose_name = _("综合窗口")
        verbose_name_plural = _("综合窗口")
        ordering = ["centre", "number"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="window_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.centre} {self.number}"
