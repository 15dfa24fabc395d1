"""Where the authorities are: the five levels of regions, and the departments in them."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    """An administrative division by its code: GB/T 2260 (six digits) or GB/T 10114 (nine, twelve).

    Level 1 province, 2 city, 3 county, 4 township, 5 village.
    """

    code = models.CharField(
        _("代码"),
        max_length=12,
        primary_key=True,
        validators=[RegexValidator(r"^\d{6}(\d{3}(\d{3})?)?$")],
    )
    name = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=100, blank=True)
    level = models.PositiveSmallIntegerField(_("层级"))
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
        verbose_name=_("上级区划"),
    )

    class Meta:
        verbose_name = _("行政区划")
        verbose_name_plural = _("行政区划")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="region_level_is_1_to_5", condition=Q(level__range=(1, 5))),
            models.CheckConstraint(
                name="region_only_province_has_no_parent",
                condition=Q(level=1, parent__isnull=True) | Q(level__gt=1, parent__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.code}）"


class Department(models.Model):
    """An authority, utility or bank which decides matters in one region."""

    class Kind(models.TextChoices):
        AUTHORITY = "authority", _("行政机关")
        UTILITY = "utility", _("公用企业")
        BANK = "bank", _("银行")
        ORGANISATION = "organisation", _("其他单位")

    code = models.SlugField(_("代码"), max_length=80, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    name_en = models.CharField(_("英文名称"), max_length=150, blank=True)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        related_name="departments",
        verbose_name=_("行政区划"),
    )
    kind = models.CharField(_("类别"), max_length=20, choices=Kind.choices, default=Kind.AUTHORITY)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, null=True, blank=True)

    class Meta:
        verbose_name = _("部门")
        verbose_name_plural = _("部门")
        ordering = ["region_id", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"], name="department_name_once_a_region"
            ),
        ]

    def __str__(self) -> str:
        return self.name
