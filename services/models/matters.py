"""The standard entry of a matter, and the law it rests on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.models.places import Department


class Matter(models.Model):
    """政务服务事项: one legal act of one department. How it is carried out is in its editions."""

    code = models.CharField(_("代码"), max_length=64, unique=True)
    name = models.CharField(_("名称"), max_length=200)
    name_en = models.CharField(_("英文名称"), max_length=300, blank=True)
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        related_name="matters",
        verbose_name=_("部门"),
    )
    type = models.CharField(_("事项类型"), max_length=40, blank=True)
    # GB/T 39046: 基本编码 and 实施编码, where the national catalogue has given them.
    catalogue_code = models.CharField(_("基本编码"), max_length=40, null=True, blank=True)
    task_code = models.CharField(_("实施编码"), max_length=40, null=True, blank=True)

    class Meta:
        verbose_name = _("事项")
        verbose_name_plural = _("事项")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class LegalBasis(models.Model):
    """An article of a law. `checked` once the article was found in the text of the statute."""

    law = models.CharField(_("法律法规"), max_length=200)
    article = models.CharField(_("条"), max_length=40, blank=True)
    checked = models.BooleanField(_("已核对"), default=False)

    class Meta:
        verbose_name = _("法律依据")
        verbose_name_plural = _("法律依据")
        ordering = ["law", "article"]
        constraints = [
            models.UniqueConstraint(fields=["law", "article"], name="legal_basis_once"),
        ]

    def __str__(self) -> str:
        return f"《{self.law}》第{self.article}条" if self.article else f"《{self.law}》"
