"""For operators: the list of resources may be edited, what was agreed, asked and read may only be
seen.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from datasharing.connections.admin import ConnectionAdmin
from datasharing.models import (
    Consent,
    DataDispute,
    DataResource,
    DutyGround,
    Exchange,
    FieldRule,
    LedgerEntry,
    LedgerQuestion,
    LedgerSeal,
)
from datasharing.trials import trials

__all__ = ["ConnectionAdmin"]


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

    actions = ("try_connections",)

    @admin.action(description=gettext_lazy("用测试系统试查"), permissions=["change"])
    def try_connections(self, request: HttpRequest, chosen: QuerySet[DataResource]) -> None:
        """Ask the test systems about invented people, and say what came back."""
        for trial in trials(chosen.values_list("code", flat=True)):
            said = {"code": trial.code, "ms": trial.milliseconds, "why": "；".join(trial.faults)}
            if trial.is_kept:
                self.message_user(request, _("%(code)s 通过，用时 %(ms)s 毫秒。") % said)
            elif trial.is_tried:
                text = _("%(code)s 没有通过：%(why)s") % said
                self.message_user(request, text, messages.ERROR)
            else:
                text = _("%(code)s 没有试：%(why)s") % said
                self.message_user(request, text, messages.WARNING)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Editions name a resource by its code: how it is reached may change, its code may not."""
        return ("code",) if obj else ()


@admin.register(Consent)
class ConsentAdmin(_ReadOnly):
    list_display = ("case_number", "resources", "given_at", "expires_at", "revoked_at", "given_via")
    search_fields = ("case_number",)
    list_select_related = ("subject",)


@admin.register(FieldRule)
class FieldRuleAdmin(_ReadOnly):
    """Written by `load_grounds`: what may be read is decided in one reviewed file."""

    list_display = ("resource", "material", "fields", "assertion", "records")
    list_filter = ("resource",)
    list_select_related = ("resource",)


@admin.register(DutyGround)
class DutyGroundAdmin(_ReadOnly):
    list_display = ("resource", "law", "article", "duty", "covers_sensitive", "is_in_force")
    list_filter = ("is_in_force", "resource")
    list_select_related = ("resource",)


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


@admin.register(LedgerSeal)
class LedgerSealAdmin(_ReadOnly):
    list_display = ("number", "lines", "made_at", "sealed_at", "authority", "tries", "last_error")
    exclude = ("token",)


@admin.register(LedgerQuestion)
class LedgerQuestionAdmin(_ReadOnly):
    list_display = ("case_number", "department", "level", "asked_at", "due_on", "finding")
    list_filter = ("level", "finding")
    search_fields = ("case_number",)
    list_select_related = ("department",)


@admin.register(DataDispute)
class DataDisputeAdmin(_ReadOnly):
    list_display = ("case_number", "label", "state", "opened_at", "due_on", "closed_at")
    list_filter = ("state",)
    search_fields = ("case_number",)
    exclude = ("said", "claimed", "why", "evidence")  # whose data it is, is theirs to know
    show_full_result_count = False
