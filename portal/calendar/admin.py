from __future__ import annotations

from django.contrib import admin

from portal.accounts.admin import ReadOnlyAdmin
from portal.calendar.models import CalendarYear


@admin.register(CalendarYear)
class CalendarYearAdmin(ReadOnlyAdmin):
    """Years are loaded with `load_calendar_year`, which checks the notice."""

    list_display = ("year", "source", "loaded_at")
