from __future__ import annotations

from django.contrib import admin

from portal.accounts.admin import ReadOnlyAdmin
from portal.idempotency.models import Key


@admin.register(Key)
class KeyAdmin(ReadOnlyAdmin):
    list_display = ("key", "user", "method", "path", "status", "created_at")
    list_select_related = ("user",)
    search_fields = ("=key",)
    exclude = ("response",)  # an answer may hold personal data
