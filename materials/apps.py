from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MaterialsConfig(AppConfig):
    name = "materials"
    label = "materials"
    verbose_name = _("申请材料")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("materials.verbs")
        import_module("materials.tasks")
        import_module("materials.documents.font_check")
        import_module("materials.catalogue.registration")
        import_module("materials.catalogue.checks")
        import_module("materials.catalogue.trust_checks")
