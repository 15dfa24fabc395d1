"""The catalogue in Django's admin. Published editions are shown, never edited."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import Textarea
from django.http import HttpRequest

from portal.accounts.admin import ReadOnlyAdmin
from services.models import (
    Department,
    Edition,
    EditionLegalBasis,
    EditionState,
    ImportRun,
    LegalBasis,
    LifeEvent,
    LifeEventEdition,
    LifeEventMatter,
    Matter,
    Option,
    PublicChange,
    Question,
    Region,
    Revision,
    StatuteArticle,
)


def is_closed(row: models.Model | None) -> bool:
    """Whether the database refuses any change of this row or of what belongs to it."""
    return getattr(row, "state", EditionState.DRAFT) != EditionState.DRAFT


class ReadOnlyWhenPublished:
    """For editions and the rows inside them; `obj` is the edition on its own page."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed: bool = super().has_change_permission(request, obj)  # type: ignore[misc]  # mixin
        return allowed and not is_closed(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed: bool = super().has_delete_permission(request, obj)  # type: ignore[misc]  # mixin
        return allowed and obj is not None and not is_closed(obj)


class PartOfEdition(ReadOnlyWhenPublished, admin.TabularInline):
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not is_closed(obj)


@admin.register(Region)
class RegionAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "name_en", "level", "parent"]
    list_filter = ["level"]
    search_fields = ["code", "name", "name_en"]
    autocomplete_fields = ["parent"]
    list_select_related = ["parent"]


@admin.register(Department)
class DepartmentAdmin(admin.ModelAdmin):
    list_display = ["name", "short_name", "kind", "region", "code"]
    list_filter = ["kind", "region"]
    search_fields = ["name", "name_en", "short_name", "code"]
    autocomplete_fields = ["region"]
    list_select_related = ["region"]


class EditionsOfMatter(admin.TabularInline):
    """A glance at the versions; each has a page of its own."""

    model = Edition
    fields = ["number", "state", "promised_days", "statutory_days", "day_unit", "published_at"]
    readonly_fields = [
        "number",
        "state",
        "promised_days",
        "statutory_days",
        "day_unit",
        "published_at",
    ]
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Matter)
class MatterAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "department", "type"]
    list_filter = ["type", "department"]
    search_fields = ["code", "name", "name_en"]
    autocomplete_fields = ["department"]
    list_select_related = ["department"]
    inlines = [EditionsOfMatter]


@admin.register(LegalBasis)
class LegalBasisAdmin(admin.ModelAdmin):
    list_display = ["law", "article", "checked"]
    list_filter = ["checked"]
    search_fields = ["law", "article"]


class LawOfEdition(PartOfEdition):
    model = EditionLegalBasis
    autocomplete_fields = ["legal_basis"]


@admin.register(Edition)
class EditionAdmin(ReadOnlyWhenPublished, admin.ModelAdmin):
    list_display = ["matter", "number", "state", "promised_days", "day_unit", "published_at"]
    list_filter = ["state", "handling", "department"]
    search_fields = ["matter__code", "name"]
    autocomplete_fields = ["matter", "department"]
    readonly_fields = ["state", "fingerprint", "published_at", "retired_at"]
    list_select_related = ["matter"]
    inlines = [LawOfEdition]


@admin.register(LifeEvent)
class LifeEventAdmin(admin.ModelAdmin):
    list_display = ["code", "name", "audience", "theme"]
    list_filter = ["audience", "theme"]
    search_fields = ["code", "name", "name_en"]


class MattersOfLifeEvent(PartOfEdition):
    model = LifeEventMatter
    autocomplete_fields = ["matter_edition"]


class QuestionsOfLifeEvent(PartOfEdition):
    model = Question
    show_change_link = True
    formfield_overrides = {models.CharField: {"widget": Textarea(attrs={"rows": 2, "cols": 30})}}


@admin.register(LifeEventEdition)
class LifeEventEditionAdmin(ReadOnlyWhenPublished, admin.ModelAdmin):
    list_display = ["life_event", "number", "name", "state", "audience", "published_at"]
    list_filter = ["state", "audience", "theme"]
    search_fields = ["life_event__code", "name", "name_en"]
    autocomplete_fields = ["life_event", "lead"]
    readonly_fields = ["state", "fingerprint", "published_at", "retired_at"]
    list_select_related = ["life_event"]
    inlines = [MattersOfLifeEvent, QuestionsOfLifeEvent]


class OptionsOfQuestion(admin.TabularInline):
    model = Option
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and _is_open(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and _is_open(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and _is_open(obj)


def _is_open(question: Question | None) -> bool:
    return question is None or not is_closed(question.edition)


@admin.register(Question)
class QuestionAdmin(admin.ModelAdmin):
    """Reached from its life event; options are shown here because inlines do not nest."""

    list_display = ["edition", "order", "code", "text", "multiple"]
    search_fields = ["code", "text"]
    list_select_related = ["edition"]
    autocomplete_fields = ["edition"]
    inlines = [OptionsOfQuestion]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and _is_open(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and obj is not None and _is_open(obj)


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ["code", "title", "state", "author_name", "reviewer_name", "changed_at"]
    list_filter = ["state", "author_department"]
    search_fields = ["code", "title", "author_name", "reviewer_name"]
    list_select_related = ["base", "edition"]


@admin.register(PublicChange)
class PublicChangeAdmin(ReadOnlyAdmin):
    list_display = ["on", "name", "adds_burden", "author_name", "reviewer_name"]
    list_filter = ["adds_burden", "on"]
    search_fields = ["name", "name_en", "why"]


@admin.register(StatuteArticle)
class StatuteArticleAdmin(ReadOnlyAdmin):
    list_display = ["law", "article", "label", "version_date"]
    search_fields = ["law", "article", "text"]


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ["name", "format", "state", "position", "published", "author_name", "created_at"]
    list_filter = ["state", "format"]
    search_fields = ["name", "author_name"]
    list_select_related = ["region"]
