"""A signed promise which stands in for a proof (国办发〔2020〕42号, 证明事项告知承诺制)."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Commitment(models.Model):
    """告知承诺: what was promised, in which words, by whom and how; never changed."""

    class How(models.TextChoices):
        ONLINE = "online", _("网上")
        WINDOW = "window", _("窗口")

    applicant = models.ForeignKey(
        "accounts.Applicant", on_delete=models.PROTECT, related_name="commitments"
    )
    material_type = models.ForeignKey(
        "materials.MaterialType", on_delete=models.PROTECT, related_name="commitments"
    )
    case_number = models.CharField(_("办件编号"), max_length=40, db_index=True)
    text = models.TextField(_("承诺内容"))
    text_en = models.TextField(_("英文内容"), blank=True)
    signed_at = models.DateTimeField(_("签署时间"), default=timezone.now, editable=False)
    signed_by_name = models.CharField(_("签署人"), max_length=200)
    signed_how = models.CharField(_("签署方式"), max_length=8, choices=How)

    class Meta:
        verbose_name = _("告知承诺")
        verbose_name_plural = _("告知承诺")
        ordering = ["-signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case_number", "applicant", "material_type"], name="commitment_signed_once"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="commitment_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.case_number} {self.signed_by_name}"
