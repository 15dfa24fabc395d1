"""The catalogue in Django's admin: shown, never edited.

All of it is read by published editions. What changes it is a publication (revisions, imports,
overlays, `load_catalogue`) or the act of its own: `load_regions`, `load_laws`, the synonyms page.
"""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from portal.accounts.admin import ReadOnlyAdmin
from services.models import (
    Department,
    Edition,
    EditionLegalBasis,
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


class PartOfEdition(admin.TabularInline):
    """A glance at the rows inside; none is added, changed or deleted here."""

    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Region)
class RegionAdmin(ReadOnlyAdmin):
    list_display = ["code", "name", "name_en", "level", "parent"]
    list_filter = ["level"]
    search_fields = ["code", "name", "name_en"]
    list_select_related = ["parent"]


@admin.register(Department)
class DepartmentAdmin(ReadOnlyAdmin):
    list_display = ["name", "short_name", "kind", "region", "code"]
    list_filter = ["kind", "region"]
    search_fields = ["name", "name_en", "short_name", "code"]
    list_select_related = ["region"]


class EditionsOfMatter(PartOfEdition):
    """The versions; each has a page of its own."""

    model = Edition
    fields = ["number", "state", "promised_days", "statutory_days", "day_unit", "published_at"]
    show_change_link = True


@admin.register(Matter)
class MatterAdmin(ReadOnlyAdmin):
    list_display = ["code", "name", "department", "type"]
    list_filter = ["type", "department"]
    search_fields = ["code", "name", "name_en"]
    list_select_related = ["department"]
    inlines = [EditionsOfMatter]


@admin.register(LegalBasis)
class LegalBasisAdmin(ReadOnlyAdmin):
    list_display = ["law", "article", "checked"]
    list_filter = ["checked"]
    search_fields = ["law", "article"]


class LawOfEdition(PartOfEdition):
    model = EditionLegalBasis


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["matter", "number", "state", "promised_days", "day_unit", "published_at"]
    list_filter = ["state", "handling", "department"]
    search_fields = ["matter__code", "name"]
    list_select_related = ["matter"]
    inlines = [LawOfEdition]


@admin.register(LifeEvent)
class LifeEventAdmin(ReadOnlyAdmin):
    list_display = ["code", "name", "audience", "theme"]
    list_filter = ["audience", "theme"]
    search_fields = ["code", "name", "name_en"]


class MattersOfLifeEvent(PartOfEdition):
    model = LifeEventMatter


class QuestionsOfLifeEvent(PartOfEdition):
    model = Question
    show_change_link = True


@admin.register(LifeEventEdition)
class LifeEventEditionAdmin(ReadOnlyAdmin):
    list_display = ["life_event", "number", "name", "state", "audience", "published_at"]
    list_filter = ["state", "audience", "theme"]
    search_fields = ["life_event__code", "name", "name_en"]
    list_select_related = ["life_event"]
    inlines = [MattersOfLifeEvent, QuestionsOfLifeEvent]


class OptionsOfQuestion(PartOfEdition):
    model = Option


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin):
    """Reached from its life event; options are shown here because inlines do not nest."""

    list_display = ["edition", "order", "code", "text", "multiple"]
    search_fields = ["code", "text"]
    list_select_related = ["edition"]
    inlines = [OptionsOfQuestion]


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
