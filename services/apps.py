from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    name = "services"
    label = "services"
    verbose_name = _("事项目录")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("services.verbs")
        import_module("services.revisions.verbs")
        import_module("services.tasks")
