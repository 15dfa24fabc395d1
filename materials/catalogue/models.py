"""Canonical materials and data elements, and what each edition of a matter requires of them.

The rows of an edition never change once it is published (a trigger sees to it): a case is
decided by the list it was started with. Canonical rows may be reworded, so an edition keeps its
own words beside the reference.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.catalogue.form_elements import FieldUse, FormSection
from services.catalogue.spec import Necessity


class MaterialType(models.Model):
    """申请材料: a canonical kind of material, shared by every matter which asks for it."""

    class Kind(models.TextChoices):
        LICENCE = "licence", _("证照")
        FORM = "form", _("表单")
        DOCUMENT = "document", _("文件")
        COMMITMENT = "commitment", _("承诺书")
        DATA = "data", _("数据")

    code = models.CharField(_("编码"), max_length=64, unique=True)
    name = models.CharField(_("名称"), max_length=200)
    name_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    kind = models.CharField(_("种类"), max_length=16, choices=Kind, default=Kind.DOCUMENT)

    class Meta:
        verbose_name = _("材料")
        verbose_name_plural = _("材料")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class DataElement(models.Model):
    """数据项: a canonical form field; a plan asks each one once for all matters together.

    `section`, `is_lasting` and `uses` are said once for all matters; editions word only the rest.
    """

    code = models.CharField(_("编码"), max_length=64, unique=True)
    label = models.CharField(_("名称"), max_length=200)
    label_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    kind = models.CharField(_("类型"), max_length=16, default="text")
    hint = models.CharField(_("提示"), max_length=500, blank=True)
    hint_en = models.CharField(_("英文提示"), max_length=500, blank=True)
    choices = models.JSONField(_("选项"), default=list, blank=True)
    section = models.CharField(_("在表格哪一段"), max_length=16, blank=True)
    is_lasting = models.BooleanField(_("下次多半不变"), default=False)
    uses = models.JSONField(_("用途"), default=list, blank=True)

    class Meta:
        verbose_name = _("数据项")
        verbose_name_plural = _("数据项")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="element_section_known",
                condition=models.Q(section__in=["", *(each.value for each in FormSection)]),
            ),
            models.CheckConstraint(
                name="element_uses_known",
                condition=models.Q(uses__contained_by=[each.value for each in FieldUse]),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Requirement(models.Model):
    """材料要求: this edition needs that material, under this condition, on these legal bases."""

    NECESSITIES = [
        (Necessity.REQUIRED.value, _("必要")),
        (Necessity.OPTIONAL.value, _("如有")),
        (Necessity.DEFERRABLE.value, _("容缺后补")),
    ]

    edition = models.ForeignKey(
        "services.Edition", on_delete=models.CASCADE, related_name="requirements"
    )
    key = models.CharField(_("键"), max_length=100)
    order = models.PositiveSmallIntegerField(_("次序"))
    material_type = models.ForeignKey(
        MaterialType, on_delete=models.PROTECT, related_name="requirements"
    )
    name = models.CharField(_("名称"), max_length=300)
    name_en = models.CharField(_("英文名称"), max_length=500, blank=True)
    necessity = models.CharField(_("必要性"), max_length=16, choices=NECESSITIES)
    sources = models.JSONField(_("来源"), default=list)
    condition = models.JSONField(_("条件"), default=dict, blank=True)
    about = models.JSONField(_("关于谁"), default=list)
    original_at_window = models.BooleanField(_("要到窗口看原件"), default=False)
    generated_form = models.BooleanField(_("由申请表自动生成"), default=False)
    note = models.TextField(_("说明"), blank=True)
    note_en = models.TextField(_("英文说明"), blank=True)
    provenance = models.TextField(_("出处"), blank=True)
    elements = models.JSONField(_("要素"), default=dict, blank=True)
    legal_bases: models.ManyToManyField = models.ManyToManyField(
        "services.LegalBasis", through="RequirementBasis", related_name="requirements"
    )

    class Meta:
        verbose_name = _("材料要求")
        verbose_name_plural = _("材料要求")
        ordering = ["edition_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="requirement_key_once"),
            models.CheckConstraint(
                condition=models.Q(necessity__in=[kind.value for kind in Necessity]),
                name="requirement_necessity_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RequirementBasis(models.Model):
    """One legal basis of one requirement, as the edition cites it."""

    requirement = models.ForeignKey(Requirement, on_delete=models.CASCADE, related_name="bases")
    basis = models.ForeignKey("services.LegalBasis", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(_("次序"))
    checked = models.BooleanField(_("已核对原文"), default=False)
    text = models.TextField(_("引用的条文"), blank=True)

    class Meta:
        verbose_name = _("法律依据")
        verbose_name_plural = _("法律依据")
        ordering = ["requirement_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["requirement", "order"], name="requirement_basis_order_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.requirement_id}.{self.order}"


class FieldRequirement(models.Model):
    """This edition asks for that data element, in these words."""

    edition = models.ForeignKey(
        "services.Edition", on_delete=models.CASCADE, related_name="field_requirements"
    )
    element = models.ForeignKey(
        DataElement, on_delete=models.PROTECT, related_name="field_requirements"
    )
    order = models.PositiveSmallIntegerField(_("次序"))
    label = models.CharField(_("名称"), max_length=200)
    label_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    kind = models.CharField(_("类型"), max_length=16, default="text")
    required = models.BooleanField(_("必填"), default=True)
    hint = models.CharField(_("提示"), max_length=500, blank=True)
    hint_en = models.CharField(_("英文提示"), max_length=500, blank=True)
    choices = models.JSONField(_("选项"), default=list, blank=True)
    prefill = models.JSONField(_("预填来源"), default=list, blank=True)
    condition = models.JSONField(_("条件"), default=dict, blank=True)

    class Meta:
        verbose_name = _("数据项要求")
        verbose_name_plural = _("数据项要求")
        ordering = ["edition_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "element"], name="field_element_once"),
        ]

    def __str__(self) -> str:
        return self.label
