from django.apps import AppConfig


class UiConfig(AppConfig):
    """Stylesheet, template tags and the pieces every page shares."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "portal.ui"
    label = "ui"
