"""For operators: how each resource is reached. Saved through the action, which judges it first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from datasharing.connections.actions import SETTABLE, faults_in, set_connection
from datasharing.connections.models import Connection
from portal.accounts.actor import actor_of


class ConnectionForm(forms.ModelForm):
    class Meta:
        model = Connection
        fields = ("resource", *SETTABLE)

    def clean(self) -> dict[str, Any]:
        """The action's own judgement, beside the form instead of on a page of its own."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        resource = cleaned.get("resource") or self.instance.resource
        line = Connection(resource=resource, **{name: cleaned[name] for name in SETTABLE})
        line.pk = self.instance.pk
        faults = faults_in(line)
        if faults:
            raise ValidationError(faults)
        return cleaned


@admin.register(Connection)
class ConnectionAdmin(admin.ModelAdmin):
    form = ConnectionForm
    list_display = ("resource", "per_second", "longest_seconds", "keep_seconds")
    list_select_related = ("resource",)
    search_fields = ("resource__code", "resource__name")
    fieldsets = (
        (None, {"fields": ("resource",)}),
        (_("对方的用语"), {"fields": ("mapping", "example_keys")}),
        (_("时限"), {"fields": ("connect_seconds", "read_seconds", "longest_seconds")}),
        (_("频率和暂停"), {"fields": ("per_second", "burst", "failures_to_rest", "rest_seconds")}),
        (_("再用和等待"), {"fields": ("keep_seconds", "patience_hours")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("resource",) if obj else ()

    def save_model(
        self, request: HttpRequest, obj: Connection, form: forms.ModelForm, change: object
    ) -> None:
        values = {name: form.cleaned_data[name] for name in SETTABLE}
        saved = set_connection(obj.resource, values=values, actor=actor_of(request.user))
        obj.pk = saved.pk
