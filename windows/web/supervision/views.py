"""What the supervisor watches: days overrun, calls to make, how often people really came."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from windows.assignments.queries import movable_in
from windows.cases import story
from windows.cases.lanes import lanes
from windows.cases.queries import case_for
from windows.letters.queries import count_in_trouble
from windows.letters.states import LetterState
from windows.messages.queries import count_waiting
from windows.pickup.queries import late_deliveries
from windows.ratings.actions import call_back
from windows.ratings.queries import callbacks_due
from windows.supervision import clock
from windows.supervision.cards import SOON, TURNING, Card, days_late, lines
from windows.supervision.queries import visit_figures
from windows.web.days import drawn_days
from windows.web.page import one_act
from windows.web.supervision.watch import bars_of_cards
from windows.writs.queries import writs_of

SHORT = 10
"""Rows of a list that has a page of its own."""


@require(Role.SUPERVISOR)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is red now and what turns red first; then everything else that waits for somebody."""
    actor, ends = actor_behind(request), lines()
    cards = clock.cards_by_department(actor, ends)
    worst = clock.near_or_late(actor, ends, card=Card.RED, limit=SHORT).rows
    turning = clock.near_or_late(actor, ends, card=TURNING, limit=SHORT).rows
    callbacks = list(callbacks_due(actor)[:50])
    context = {
        "worst": [(row, ends.card_of(row.due_on), days_late(row.due_on)) for row in worst],
        "turning": [(row, ends.card_of(row.due_on), days_late(row.due_on)) for row in turning],
        "counts": {
            "red": sum(row.red for row in cards),
            "turning": sum(row.turning for row in cards),
            "yellow": sum(row.yellow for row in cards),
            "warning": sum(row.warning for row in cards),
            "messages": count_waiting(actor, is_late=True),
            "letters": count_in_trouble(actor)[LetterState.GIVEN_UP.value],
            "deliveries": late_deliveries(actor).count(),
            "callbacks": len(callbacks),
        },
        "soon": SOON,
        "bars": bars_of_cards(cards),
        "callbacks": callbacks,
        "figures": visit_figures(actor),
    }
    return render(request, "supervision/overview.html", context)


@require(Role.SUPERVISOR)
@require_POST
def called_back(request: HttpRequest, rating_id: int) -> HttpResponse:
    """The call was made; what came of it is kept."""
    actor = actor_behind(request)
    rating = get_object_or_404(callbacks_due(actor), pk=rating_id)
    with one_act():
        call_back(rating, outcome=request.POST.get("outcome", "").strip(), actor=actor)
    messages.success(request, _("已记下回访结果。"))
    return redirect("supervision")


@require(Role.SUPERVISOR)
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case of the region, to see where it stands: no papers, no data, nothing to decide."""
    actor = actor_behind(request)
    the_case = case_for(actor, number)
    context = {
        "case": the_case,
        "status": story.status_line(the_case),
        "lanes": lanes(the_case),
        "movable": movable_in(the_case, actor),
        "happened": list(reversed(story.timeline(the_case, actor))),
        "drawn_days": drawn_days(the_case),
        "writs": writs_of(actor, the_case),
    }
    return render(request, "supervision/case.html", context)
