"""Accounts in the operators' admin; and the base for everything that can only be read there."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Applicant, Representation, Staff, User


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that only actions write: the admin shows them."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(User)
class AccountAdmin(UserAdmin):
    list_display = ("username", "display_name", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("username", "display_name", "=phone")
    # Django's pair of boxes breaks a rule of WCAG (a name on a plain span); one list does not.
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (
            _("个人资料"),
            {
                "fields": (
                    "display_name",
                    "phone",
                    "language",
                    "large_print",
                    "theme",
                    "contrast",
                    "shortcuts_off",
                )
            },
        ),
        (_("权限"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
    )


@admin.register(Applicant)
class ApplicantAdmin(ReadOnlyAdmin):
    """Found by the whole number only, shown masked: looking people up is not browsing."""

    list_display = ("masked_name", "kind", "id_type", "masked_number", "verified_how")
    fields = (*list_display, "verified_at")
    search_fields = ("=id_number",)
    show_full_result_count = False


@admin.register(Representation)
class RepresentationAdmin(ReadOnlyAdmin):
    list_display = ("organisation", "person", "role", "started_at", "ended_at")
    list_select_related = ("organisation", "person")


@admin.register(Staff)
class StaffAdmin(admin.ModelAdmin):
    list_display = ("user", "role", "department_code", "region_code", "centre_code", "is_active")
    list_select_related = ("user",)
    list_filter = ("role", "is_active")
    search_fields = ("user__username", "user__display_name", "department_code")
    autocomplete_fields = ("user",)
