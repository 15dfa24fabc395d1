from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WindowsConfig(AppConfig):
    name = "windows"
    label = "windows"
    verbose_name = _("综合窗口")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("windows.verbs")
        for part in (
            "assignments",
            "deferred",
            "denials",
            "disputes",
            "letters",
            "messages",
            "originals",
            "promises",
            "splitting",
        ):
            import_module(f"windows.{part}.verbs")
        import_module("windows.tasks")
        import_module("windows.access")
        import_module("windows.catalogue.registration")
