"""谁还在跑材料: requirements by how many people they make carry paper, with pictures and a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from datasharing.lists.demand.states import DemandState
from datasharing.lists.policy import DESK_ROLES
from datasharing.lists.sheets import Row, download
from portal.accounts.web import actor_behind, require
from portal.ui.templatetags.portal_ui import said
from windows.gaps.queries import (
    PERIODS,
    Gap,
    Line,
    Period,
    cases_submitted,
    counted_at,
    period,
    ranked,
    read,
    weeks,
)
from windows.limits import limit
from windows.web.lists import chart

PAGE = 50
DRAWN = 10
AT_ONCE = 500
KINDS = {"connected": "leaf", "planned": "amber", "asked": "celadon"}
"""Colours of the bars; the table says the state in words."""


@require(*DESK_ROLES)
@require_safe
def gap_list(request: HttpRequest) -> HttpResponse:
    within, lines = _asked(request)
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    top = lines[:DRAWN]
    by_week = weeks(top, within)
    context = {
        "within": within,
        "periods": sorted({*PERIODS, limit("SUPERVISION_DAYS")}),
        "state": request.GET.get("state", ""),
        "states": DemandState.choices,
        "page": page,
        "gaps": read(list(page.object_list)),
        "top": chart.rows([_bar(gap) for gap in read(top)]) if top else None,
        "trend": chart.columns([(week.begins, week.cases) for week in by_week]) if top else None,
        "drawn": len(top),
        "submitted": cases_submitted(within),
        "counted_at": counted_at(),
    }
    return render(request, "data_lists/gaps.html", context)


@require(*DESK_ROLES)
@require_safe
def gap_file(request: HttpRequest, form: str) -> HttpResponseBase:
    _within, lines = _asked(request)
    head = [
        _("名次"), _("事项代码"), _("事项"), _("材料"), _("交材料的办件"), _("其中到窗口交"),
        _("可以用什么代替"), _("数据所在部门"), _("状态"), _("计划接通日期"),
    ]  # fmt: skip
    return download(form, name="gaps", title=_("谁还在跑材料"), head=head, rows=_rows(lines))


def _asked(request: HttpRequest) -> tuple[Period, list[Line]]:
    within = period(request.GET.get("days", ""))
    return within, ranked(actor_behind(request), within, state=request.GET.get("state", ""))


def _bar(gap: Gap) -> tuple[str, int, str]:
    state = gap.demand.state if gap.demand else ""
    label = f"{gap.line.place}. {said(gap.name)} · {said(gap.matter_name)}"
    return label, gap.line.cases, KINDS.get(state, "red")


def _rows(lines: Sequence[Line]) -> Iterator[Row]:
    for start in range(0, len(lines), AT_ONCE):
        for gap in read(lines[start : start + AT_ONCE]):
            line, demand = gap.line, gap.demand
            yield (
                line.place,
                line.matter_code,
                said(gap.matter_name),
                said(gap.name),
                line.cases,
                line.at_window,
                demand.get_way_display() if demand else "",
                said(gap.owner_name),
                demand.get_state_display() if demand else "",
                demand.planned_on if demand else None,
            )
