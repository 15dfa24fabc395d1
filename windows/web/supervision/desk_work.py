"""窗口录入量: how much is typed at the windows for a case, so that forms can be bettered."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from windows.desk.effort_report import FEWEST, LOOKS_BACK, Week, efforts, rows, strokes_of, weeks

WIDTH, HEIGHT, FOOT = 360.0, 120.0, 104.0


@dataclass(frozen=True, slots=True)
class Column:
    """One week in the picture."""

    week: Week
    at: float
    wide: float
    top: float
    high: float


@require(Role.SUPERVISOR)
@require_safe
def desk_work(request: HttpRequest) -> HttpResponse:
    """By one thing and by centre as tables, week by week as a picture; nobody's name."""
    found = efforts(actor_behind(request))
    by_week = weeks(found)
    context = {
        "cases": len(found),
        "counted": len(strokes_of(found)),
        "things": rows(found, lambda each: each.thing),
        "centres": rows(found, lambda each: each.centre),
        "weeks": by_week,
        "columns": _columns(by_week),
        "most": max((week.median or 0 for week in by_week), default=0),
        "picture": {"width": WIDTH, "height": HEIGHT, "foot": FOOT},
        "fewest": FEWEST,
        "looks_back": LOOKS_BACK // 7,
    }
    return render(request, "supervision/desk_work.html", context)


def _columns(by_week: list[Week]) -> list[Column]:
    most = max((week.median or 0 for week in by_week), default=0) or 1
    wide = min(WIDTH / max(len(by_week), 1), 40.0)
    return [
        Column(week, at * wide, wide * 0.8, FOOT - high, high)
        for at, week in enumerate(by_week)
        for high in [(week.median or 0) / most * (FOOT - 14)]
    ]
