from __future__ import annotations

from django.apps import AppConfig

from portal.celery import app


class PortalConfig(AppConfig):
    """The wiring itself, so that every Django process has the Celery app."""

    name = "portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
    celery = app
