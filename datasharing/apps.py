from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DatasharingConfig(AppConfig):
    name = "datasharing"
    label = "datasharing"
    verbose_name = _("数据共享")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        hooks = ("disputes.access", "disputes.uses", "lists.demand.verbs")
        for part in ("verbs", "tasks", "checks", *hooks):
            import_module(f"{self.name}.{part}")
