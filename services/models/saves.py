"""What a draft was before each save, so that the last one can be taken back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from services.models.revisions import Revision


class RevisionSave(models.Model):
    """`version` is the one that this save made, `undone_version` the one that took it back."""

    revision = models.ForeignKey(
        Revision, on_delete=models.CASCADE, related_name="saves", verbose_name=_("修订稿")
    )
    version = models.PositiveIntegerField(_("保存次数"))
    before = models.JSONField(_("保存前的内容"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("保存人"),
    )
    saved_by_name = models.CharField(_("保存人姓名"), max_length=100)
    saved_at = models.DateTimeField(_("保存时间"), auto_now_add=True)
    undone_version = models.PositiveIntegerField(_("撤销时的保存次数"), null=True, blank=True)

    class Meta:
        verbose_name = _("修订稿的一次保存")
        verbose_name_plural = _("修订稿的每次保存")
        ordering = ["revision_id", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "version"], name="revision_save_once"),
            models.CheckConstraint(
                name="revision_save_undone_later",
                condition=Q(undone_version__isnull=True) | Q(undone_version__gt=F("version")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id} v{self.version}"
