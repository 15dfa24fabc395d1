"""One paper, as it was issued. A trigger refuses every change."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.writs.kinds import WritKind


class Writ(models.Model):
    """`body` is [[label, label_en], [text, text_en]] a row; `seal` the SHA-256 of all that is said.

    行政许可法 art. 32: acceptance and refusal bear the authority's special seal and the date.
    """

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="writs", verbose_name=_("办件")
    )
    approval = models.ForeignKey(
        Approval,
        on_delete=models.CASCADE,
        related_name="writs",
        null=True,
        blank=True,
        verbose_name=_("审批件"),
    )
    kind = models.CharField(_("文书"), max_length=12, choices=WritKind.choices)
    key = models.CharField(_("唯一键"), max_length=120, unique=True)
    number = models.CharField(_("文书编号"), max_length=40, unique=True)
    body = models.JSONField(_("内容"))
    issuer = models.CharField(_("发文机关"), max_length=200)
    issuer_en = models.CharField(_("发文机关（英文）"), max_length=300, blank=True)
    issued_by_name = models.CharField(_("经办人"), max_length=80)
    issued_at = models.DateTimeField(_("发文时间"))
    seal = models.CharField(_("电子印章摘要"), max_length=64)

    class Meta:
        verbose_name = _("文书")
        verbose_name_plural = _("文书")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(issuer="") & ~Q(seal=""), name="writ_is_whole"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"
