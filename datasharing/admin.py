"""For operators: the list of resources may be edited, what was agreed, asked and read may only be
seen.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from datasharing.models import Consent, DataDispute, DataResource, Exchange, LedgerEntry


class _ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(DataResource)
class DataResourceAdmin(admin.ModelAdmin):
    list_display = ("code", "name", "provider_name", "sharing", "connector")
    list_filter = ("sharing", "connector")
    search_fields = ("code", "name", "provider_name")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Editions name a resource by its code: how it is reached may change, its code may not."""
        return ("code",) if obj else ()


@admin.register(Consent)
class ConsentAdmin(_ReadOnly):
    list_display = ("case_number", "resources", "given_at", "expires_at", "revoked_at", "given_via")
    search_fields = ("case_number",)
    list_select_related = ("subject",)


@admin.register(Exchange)
class ExchangeAdmin(_ReadOnly):
    list_display = ("case_number", "resource", "state", "last_outcome", "attempts", "asked_at")
    list_filter = ("state", "last_outcome", "resource")
    search_fields = ("case_number",)
    list_select_related = ("resource",)
    exclude = ("answer",)  # an operator mends connections and needs nobody's data for it
    show_full_result_count = False


@admin.register(LedgerEntry)
class LedgerEntryAdmin(_ReadOnly):
    list_display = ("at", "asker_department", "resource", "case_number", "outcome")
    list_filter = ("outcome", "resource")
    search_fields = ("case_number",)
    list_select_related = ("resource",)
    show_full_result_count = False


@admin.register(DataDispute)
class DataDisputeAdmin(_ReadOnly):
    list_display = ("case_number", "label", "state", "opened_at", "due_on", "closed_at")
    list_filter = ("state",)
    search_fields = ("case_number",)
    exclude = ("said", "claimed", "why", "evidence")  # whose data it is, is theirs to know
    show_full_result_count = False
