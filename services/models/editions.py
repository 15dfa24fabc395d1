"""实施清单: an immutable published version of how one matter is carried out."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from services.catalogue.spec import DayUnit, Handling
from services.models.matters import LegalBasis, Matter
from services.models.places import Department, Region


class EditionState(models.TextChoices):
    """A published edition is never edited, only followed; cases keep the one they began with."""

    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("已发布")
    RETIRED = "retired", _("已停用")


# Which times are known follows from the state alone.
TIMES_FOLLOW_STATE = (
    Q(state=EditionState.DRAFT, published_at__isnull=True, retired_at__isnull=True)
    | Q(state=EditionState.PUBLISHED, published_at__isnull=False, retired_at__isnull=True)
    | Q(state=EditionState.RETIRED, published_at__isnull=False, retired_at__isnull=False)
)


class Edition(models.Model):
    """One version of a matter, field for field a `MatterSpec`; requirements are in `materials`.

    Without a region it is the standard of the province; with one it is what that city or county
    does instead (services/overlays). A case in a region takes the nearest one upwards.

    Triggers in the database refuse every change of a published row except its retirement.
    """

    class Unit(models.TextChoices):
        WORKING = DayUnit.WORKING.value, _("工作日")
        NATURAL = DayUnit.NATURAL.value, _("日")

    class HandlingType(models.TextChoices):
        INSTANT = Handling.INSTANT.value, _("即办件")
        PROMISED = Handling.PROMISED.value, _("承诺件")
        OTHER = Handling.OTHER.value, _("其他")

    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, related_name="editions", verbose_name=_("事项")
    )
    number = models.PositiveIntegerField(_("版次"))
    state = models.CharField(
        _("状态"), max_length=10, choices=EditionState.choices, default=EditionState.DRAFT
    )
    fingerprint = models.CharField(_("内容指纹"), max_length=64)
    name = models.CharField(_("名称"), max_length=200)
    name_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    department = models.ForeignKey(
        Department, on_delete=models.PROTECT, related_name="editions", verbose_name=_("部门")
    )
    type = models.CharField(_("事项类型"), max_length=40, blank=True)
    handling = models.CharField(
        _("办件类型"), max_length=10, choices=HandlingType.choices, default=HandlingType.PROMISED
    )
    statutory_days = models.PositiveIntegerField(_("法定时限"), null=True, blank=True)
    promised_days = models.PositiveIntegerField(_("承诺时限"), default=0)
    day_unit = models.CharField(
        _("时限单位"), max_length=10, choices=Unit.choices, default=Unit.WORKING
    )
    fee = models.CharField(_("收费"), max_length=300, blank=True)
    fee_en = models.CharField(_("收费（英文）"), max_length=400, blank=True)
    visit_reason = models.CharField(_("须到场的原因"), max_length=300, blank=True)
    visit_reason_en = models.CharField(_("须到场的原因（英文）"), max_length=400, blank=True)
    note = models.TextField(_("说明"), blank=True)
    note_en = models.TextField(_("说明（英文）"), blank=True)
    procedures = models.JSONField(_("特别程序"), default=list, blank=True)
    outputs = models.JSONField(_("结果"), default=list, blank=True)
    provenance = models.JSONField(_("数据来源"), default=list, blank=True)
    legal_bases: models.ManyToManyField[LegalBasis, EditionLegalBasis] = models.ManyToManyField(
        LegalBasis, through="EditionLegalBasis", related_name="editions", verbose_name=_("法律依据")
    )
    elements = models.JSONField(_("要素"), default=dict, blank=True)
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        related_name="overlays",
        null=True,
        blank=True,
        verbose_name=_("地方版所属区划"),
        help_text=_("留空就是全省统一的标准版。"),
    )
    why_different = models.CharField(_("与标准版不同的理由"), max_length=500, blank=True)
    why_different_en = models.CharField(_("与标准版不同的理由（英文）"), max_length=750, blank=True)
    valid_from = models.DateField(_("生效日期"), null=True, blank=True)
    valid_until = models.DateField(_("失效日期"), null=True, blank=True)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    retired_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("实施清单")
        verbose_name_plural = _("实施清单")
        ordering = ["matter__code", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["matter", "region"],
                condition=Q(state=EditionState.PUBLISHED),
                nulls_distinct=False,
                name="edition_one_published_a_region",
            ),
            models.CheckConstraint(name="edition_times_follow_state", condition=TIMES_FOLLOW_STATE),
            models.CheckConstraint(
                name="edition_promise_within_statute",
                condition=Q(statutory_days__isnull=True)
                | Q(promised_days__lte=F("statutory_days")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} 第{self.number}版"


class EditionLegalBasis(models.Model):
    """A legal basis of an edition, in the order of the catalogue."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="legal_basis_rows")
    legal_basis = models.ForeignKey(
        LegalBasis, on_delete=models.PROTECT, verbose_name=_("法律依据")
    )
    checked = models.BooleanField(_("发布时已核对"), default=False)
    text = models.TextField(_("引用的条文"), blank=True)
    order = models.PositiveSmallIntegerField(_("顺序"))

    class Meta:
        verbose_name = _("实施清单的法律依据")
        verbose_name_plural = _("实施清单的法律依据")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "legal_basis"], name="edition_basis_once"),
        ]

    def __str__(self) -> str:
        return str(self.legal_basis)
