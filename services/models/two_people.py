"""What one person writes and another agrees to: the columns that both kinds of it have."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ForTwoPeople(models.Model):
    """Author and reviewer, by account and by the name they had, and what the reviewer said.

    Who may be which, each model says in constraints of its own.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("起草人"),
    )
    author_name = models.CharField(_("起草人姓名"), max_length=100)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("审核人"),
    )
    reviewer_name = models.CharField(_("审核人姓名"), max_length=100, blank=True)
    reviewer_department = models.CharField(_("审核部门代码"), max_length=80, blank=True)
    review_note = models.TextField(_("审核意见"), blank=True)
    confirmed = models.JSONField(_("已核对原文的依据"), default=list, blank=True)
    """[{law, article, text, by, on}]: what the library cannot show and the reviewer has read."""

    class Meta:
        abstract = True
