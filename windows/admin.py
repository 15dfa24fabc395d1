"""Cases in Django's admin: to look at, never to change. Centres and windows may be edited."""

from __future__ import annotations

from django.contrib import admin

from portal.accounts.admin import ReadOnlyAdmin
from windows.models import (
    Approval,
    Case,
    Correction,
    Letter,
    Notice,
    Pickup,
    Rating,
    ServiceCentre,
    Window,
)


class WindowInline(admin.TabularInline):
    model = Window
    extra = 0


@admin.register(ServiceCentre)
class ServiceCentreAdmin(admin.ModelAdmin):
    list_display = ("code", "name", "region")
    list_select_related = ("region",)
    search_fields = ("code", "name")
    inlines = (WindowInline,)


@admin.register(Case)
class CaseAdmin(ReadOnlyAdmin):
    list_display = (
        "number",
        "life_event_edition",
        "state",
        "channel",
        "submitted_at",
        "promised_on",
    )
    list_select_related = ("life_event_edition",)
    list_filter = ("state", "channel")
    search_fields = ("number",)
    exclude = ("form", "answers")


@admin.register(Approval)
class ApprovalAdmin(ReadOnlyAdmin):
    list_display = ("case", "matter_edition", "department", "state", "due_on", "decided_at")
    list_select_related = ("case", "matter_edition", "department")
    list_filter = ("state",)
    search_fields = ("case__number",)


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    list_display = ("case", "round", "asked_at", "deadline", "answered_at", "closed_at")
    list_select_related = ("case",)


@admin.register(Pickup)
class PickupAdmin(ReadOnlyAdmin):
    list_display = ("case", "method", "ready_at", "collected_at")
    list_select_related = ("case",)
    exclude = ("code",)


@admin.register(Rating)
class RatingAdmin(ReadOnlyAdmin):
    list_display = ("case", "grade", "at", "callback_due_on", "called_back_at")
    list_select_related = ("case",)
    list_filter = ("grade",)


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ("kind", "case", "created_at", "read_at")
    list_select_related = ("case",)
    list_filter = ("kind",)


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    list_display = ("kind", "contact", "state", "created_at", "sent_at", "tries", "last_error")
    list_select_related = ("contact",)
    list_filter = ("state", "contact__way")
    exclude = ("address_digest",)
