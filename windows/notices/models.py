"""Notices: what the portal tells a person, or the supervisors of a region."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Applicant
from services.models import Region
from windows.cases.models import Case


class Notice(models.Model):
    """One message, once: `key` makes a second copy impossible.

    Addressed to one applicant, or (`applicant` empty) to the supervisors of `region`.
    """

    applicant = models.ForeignKey(
        Applicant,
        on_delete=models.CASCADE,
        related_name="notices",
        null=True,
        blank=True,
        verbose_name=_("收件人"),
    )
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("督查区划"),
    )
    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="notices", verbose_name=_("办件")
    )
    kind = models.CharField(_("类型"), max_length=40)
    key = models.CharField(_("唯一键"), max_length=120, unique=True)
    text = models.CharField(_("内容"), max_length=500)
    text_en = models.CharField(_("内容（英文）"), max_length=700, blank=True)
    url = models.CharField(_("链接"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("发送时间"), auto_now_add=True)
    read_at = models.DateTimeField(_("阅读时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("消息")
        verbose_name_plural = _("消息")
        ordering = ["-id"]
        indexes = [models.Index(fields=["applicant", "-id"], name="notice_of_applicant")]
        constraints = [
            models.CheckConstraint(
                name="notice_has_one_reader",
                condition=Q(applicant__isnull=False, region__isnull=True)
                | Q(applicant__isnull=True, region__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.text
