"""What operators see. Everything here is written by actions or by loading a catalogue."""

from __future__ import annotations

from django.contrib import admin

from materials.models import (
    Blob,
    Commitment,
    DataElement,
    Document,
    FieldRequirement,
    Licence,
    MaterialType,
    Requirement,
)
from portal.accounts.admin import ReadOnlyAdmin


@admin.register(MaterialType)
class MaterialTypeAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "name_en", "kind")
    list_filter = ("kind",)
    search_fields = ("code", "name", "name_en")


@admin.register(DataElement)
class DataElementAdmin(ReadOnlyAdmin):
    list_display = ("code", "label", "label_en", "kind", "section", "is_lasting", "uses")
    list_filter = ("kind", "section", "is_lasting")
    search_fields = ("code", "label", "label_en")


@admin.register(Requirement)
class RequirementAdmin(ReadOnlyAdmin):
    list_display = ("name", "edition", "material_type", "necessity", "original_at_window")
    list_filter = ("necessity", "original_at_window", "generated_form")
    list_select_related = ("edition", "material_type")
    search_fields = ("name", "key", "edition__matter__code")


@admin.register(FieldRequirement)
class FieldRequirementAdmin(ReadOnlyAdmin):
    list_display = ("label", "edition", "element", "kind", "required")
    list_select_related = ("edition", "element")
    search_fields = ("label", "element__code", "edition__matter__code")


@admin.register(Document)
class DocumentAdmin(ReadOnlyAdmin):
    """That a file was handed in, never its content: the admin is no way round the access rules."""

    list_display = ("id", "material_type", "level", "created_at", "valid_until")
    fields = (*list_display, "uploaded_by_name", "level_at", "level_by_name", "level_office")
    list_filter = ("level",)
    list_select_related = ("material_type",)
    search_fields = ("=id",)
    show_full_result_count = False


@admin.register(Blob)
class BlobAdmin(ReadOnlyAdmin):
    """What waits for the scanner, what it found, and under which key the bytes lie."""

    list_display = ("sha256", "media_type", "size", "state", "state_reason", "state_changed_at")
    fields = (*list_display, "key_name", "created_at")
    list_filter = ("state", "key_name")
    search_fields = ("=sha256",)
    ordering = ("-state_changed_at",)
    show_full_result_count = False


@admin.register(Commitment)
class CommitmentAdmin(ReadOnlyAdmin):
    list_display = ("case_number", "material_type", "signed_how", "signed_at")
    list_select_related = ("material_type",)
    search_fields = ("=case_number",)
    show_full_result_count = False


@admin.register(Licence)
class LicenceAdmin(ReadOnlyAdmin):
    list_display = ("number", "name", "department", "state", "issued_on", "valid_until")
    fields = (*list_display, "identifier", "case_number", "state_reason", "state_changed_at")
    list_filter = ("state",)
    list_select_related = ("department",)
    search_fields = ("=number", "=identifier", "=case_number")
    show_full_result_count = False
