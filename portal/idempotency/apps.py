from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdempotencyConfig(AppConfig):
    name = "portal.idempotency"
    label = "idempotency"
    verbose_name = _("重复提交保护")
    default_auto_field = "django.db.models.BigAutoField"
