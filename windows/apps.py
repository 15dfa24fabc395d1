from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WindowsConfig(AppConfig):
    name = "windows"
    label = "windows"
    verbose_name = _("综合窗口")
    default_auto_field = "django.db.models.BigAutoField"
