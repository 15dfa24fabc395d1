"""The journal can be read here, and nothing else."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import get_language, gettext_lazy

from portal.accounts.admin import ReadOnlyAdmin
from portal.journal.models import Entry
from portal.journal.queries import sentence


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    list_display = ("stream", "sequence", "at", "actor_kind", "told")
    search_fields = ("=stream",)
    ordering = ("-id",)
    show_full_result_count = False

    @admin.display(description=gettext_lazy("发生了什么"))
    def told(self, entry: Entry) -> str:
        return sentence(entry).in_language(get_language() or "")
