"""The text of statutes that the portal has been given: what citations are checked against."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StatuteArticle(models.Model):
    """One article. `article` is its number as citations write it: "32", "17-1"."""

    law = models.CharField(_("法律法规"), max_length=200)
    version_date = models.DateField(_("版本日期"), null=True, blank=True)
    article = models.CharField(_("条"), max_length=40)
    label = models.CharField(_("条名"), max_length=40, blank=True)
    text = models.TextField(_("条文"))

    class Meta:
        verbose_name = _("法律条文")
        verbose_name_plural = _("法律条文")
        ordering = ["law", "id"]
        constraints = [
            models.UniqueConstraint(fields=["law", "article"], name="statute_article_once"),
        ]

    def __str__(self) -> str:
        return f"《{self.law}》第{self.article}条"
