"""One form that was sent too late, sealed; at most one for each page of an account."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

LONGEST_PATH = 500


class TypedForm(models.Model):
    """`sealed` is what was typed, readable only with the portal's own secret."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("账号"),
        on_delete=models.CASCADE,
        related_name="typed_forms",
    )
    page = models.CharField(_("页面"), max_length=LONGEST_PATH)
    """The path of the page on which the form stands."""
    action = models.CharField(_("提交到"), max_length=LONGEST_PATH)
    """The path to which it was sent."""
    sealed = models.BinaryField(_("填的内容"))
    had_files = models.BooleanField(_("选过文件"), default=False)
    kept_at = models.DateTimeField(_("保留时间"))
    expires_at = models.DateTimeField(_("保留到"))

    class Meta:
        app_label = "accounts"
        verbose_name = _("没有提交成的表格")
        verbose_name_plural = _("没有提交成的表格")
        constraints = [
            models.UniqueConstraint(fields=["user", "page"], name="one_typed_form_per_page"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("kept_at")), name="typed_form_expires"
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="typed_form_expiry")]

    def __str__(self) -> str:
        return self.page
