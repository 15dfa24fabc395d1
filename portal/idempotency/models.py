"""Answers already given, so that a request sent twice is done once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Key(models.Model):
    """One creating request of one account. No `status` yet means: still being answered."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("账号"), on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(_("请求标识"), max_length=200)
    method = models.CharField(_("方法"), max_length=10)
    path = models.CharField(_("路径"), max_length=500)
    body_hash = models.CharField(_("内容摘要"), max_length=64)
    status = models.PositiveSmallIntegerField(_("状态码"), null=True)
    response = models.JSONField(_("应答"), null=True)
    created_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("请求标识")
        verbose_name_plural = _("请求标识")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_request_per_key")]
        indexes = [models.Index(fields=["created_at"], name="key_by_age")]

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.key}"
