"""公开变更: what was changed in the catalogue, day by day, for everybody to read."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from services.catalogue.read import from_json
from services.models import PublicChange
from services.revisions.burden import Measure
from services.revisions.queries import public_changes
from windows.paging import place_of, read_place
from windows.web.editor.burden_table import Row, changed_rows

A_PAGE = 20


@require_safe
def public_changes_page(request: HttpRequest) -> HttpResponse:
    """Who, what and why, the newest first; on request only what asks more of people."""
    found = public_changes().order_by("-on", "-pk")
    only_more = request.GET.get("only") == "more"
    if only_more:
        found = found.filter(adds_burden=True)
    place = read_place(request.GET.get("after", ""))
    if place is not None:
        day, pk = place
        found = found.filter(Q(on__lt=day) | Q(on=day, pk__lt=pk))
    rows: list[PublicChange] = list(found[: A_PAGE + 1])
    shown = rows[:A_PAGE]
    context = {
        "changes": [(change, _figures(change)) for change in shown],
        "only_more": only_more,
        "next_after": place_of(shown[-1].on, shown[-1].pk) if len(rows) > A_PAGE else "",
    }
    return render(request, "catalogue/changes.html", context)


def _figures(change: PublicChange) -> tuple[Row, ...]:
    return changed_rows(from_json(Measure, each) for each in change.measures)
