"""The clock under supervision: near and late, silence, stops, extensions, what was asked too much.

Filters stay in the address; every row leads to its case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.catalogue.text import Text
from windows.approvals.queries import approval_for
from windows.clock import today
from windows.corrections.models import Overreach
from windows.corrections.queries import overreach_counts
from windows.deadlines.actions import answer_extension
from windows.deadlines.grounds import StopGround
from windows.deadlines.waiting import extensions_to_answer, open_extensions, open_stops
from windows.limits import limit
from windows.paging import place_of, read_place
from windows.pickup.models import Pickup
from windows.pickup.queries import late_deliveries
from windows.supervision import clock
from windows.supervision.cards import TURNING, Card, days_late, lines
from windows.web.page import one_act
from windows.web.supervision.charts import Bar, bars, called

SHOWN = 20
ANSWERS = {"allow": True, "decline": False}


def bars_of_cards(rows: Sequence[clock.Cards]) -> list[Bar]:
    """One bar a department: red, yellow, warned."""
    return bars(
        [
            (
                called(row.department),
                row.department.code,
                (("red", row.red), ("yellow", row.yellow), ("warning", row.warning)),
            )
            for row in rows
        ]
    )


@require(Role.SUPERVISOR)
@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """预警、黄牌、红牌: by department as a picture, one by one as a table."""
    actor, ends = actor_behind(request), lines()
    asked = {name: request.GET.get(name, "") for name in ("card", "department", "thing", "after")}
    page = clock.near_or_late(
        actor,
        ends,
        card=asked["card"],
        department=asked["department"],
        life_event=asked["thing"],
        after=asked["after"],
    )
    context = asked | {
        "rows": [(row, ends.card_of(row.due_on), days_late(row.due_on)) for row in page.rows],
        "next_after": page.next,
        "bars": bars_of_cards(clock.cards_by_department(actor, ends)),
        "cards": [*Card.choices, (TURNING, _("两个工作日内变红"))],
        "warns": limit("WARNING_WORKING_DAYS"),
        "reddens": limit("RED_CARD_WORKING_DAYS"),
        "departments": clock.departments_watched(actor),
        "things": clock.things_watched(),
    }
    return render(request, "supervision/days.html", context)


@require(Role.SUPERVISOR)
@require_safe
def silence(request: HttpRequest) -> HttpResponse:
    """What the windows let pass: by window as a picture, one by one as a table."""
    actor, back = actor_behind(request), limit("SUPERVISION_DAYS")
    thing = request.GET.get("thing", "")
    page = clock.accepted_by_silence(actor, life_event=thing, after=request.GET.get("after", ""))
    places = clock.silence_by_place(actor, days=back)
    context = {
        "cases": page.rows,
        "next_after": page.next,
        "bars": bars([(Text(zh, en), "", (("yellow", times),)) for zh, en, times in places]),
        "looks_back": back,
        "thing": thing,
        "things": clock.things_watched(),
    }
    return render(request, "supervision/silence.html", context)


@require(Role.SUPERVISOR)
@require_safe
def stops(request: HttpRequest) -> HttpResponse:
    """Clocks that stand, and how much longer than was said."""
    actor = actor_behind(request)
    department, ground = request.GET.get("department", ""), request.GET.get("ground", "")
    is_late = request.GET.get("show") == "late"
    everything = open_stops(actor)
    shown = [
        one
        for one in everything
        if (not department or one.stop.approval.department.code == department)
        and (not ground or one.stop.ground == ground)
        and (not is_late or one.beyond)
    ]
    context = {
        "stops": shown,
        "late": sum(1 for one in everything if one.beyond),
        "department": department,
        "departments": clock.departments_watched(actor),
        "ground": ground,
        "grounds": StopGround.choices,
        "is_late": is_late,
    }
    return render(request, "supervision/stops.html", context)


@require(Role.SUPERVISOR)
@require_safe
def extensions(request: HttpRequest) -> HttpResponse:
    """Extensions that wait: the head of the government answers those of several departments."""
    return _extensions(request)


@require(Role.SUPERVISOR)
@require_POST
def answer(request: HttpRequest, approval_id: int, verb: str) -> HttpResponse:
    """The head says yes or no. A refusal shows on the list."""
    actor = actor_behind(request)
    if verb not in ANSWERS:
        raise Http404
    item = approval_for(actor, approval_id)
    try:
        with one_act():
            answer_extension(item, is_granted=ANSWERS[verb], actor=actor)
    except DomainError as refused:
        return _extensions(request, fault=refused)
    if ANSWERS[verb]:
        messages.success(request, _("已批准延长，书面告知已经发给申请人。"))
    else:
        messages.success(request, _("没有批准延长，期限不变。"))
    return redirect("supervision_extensions")


def _extensions(request: HttpRequest, fault: DomainError | None = None) -> HttpResponse:
    actor = actor_behind(request)
    mine = set(extensions_to_answer(actor).values_list("pk", flat=True))
    context = {
        "rows": [(one, one.pk in mine) for one in open_extensions(actor)[:100]],
        "is_head": actor.is_head,
        "fault": fault,
    }
    status = fault.status if fault else 200
    return render(request, "supervision/extensions.html", context, status=status)


@require(Role.SUPERVISOR)
@require_safe
def overreach(request: HttpRequest) -> HttpResponse:
    """What departments asked for beyond the guide, a second time, or too late."""
    actor, back = actor_behind(request), limit("SUPERVISION_DAYS")
    department, kind = request.GET.get("department", ""), request.GET.get("kind", "")
    after = request.GET.get("after", "")
    page = clock.overreached(actor, department=department, kind=kind, after=after)
    counted = overreach_counts(actor, today() - dt.timedelta(days=back))
    context = {
        "rows": page.rows,
        "next_after": page.next,
        "bars": bars(
            [
                (
                    one.department,
                    one.department_code,
                    (
                        ("red", one.not_in_guide),
                        ("yellow", one.told_already),
                        ("warning", one.too_late),
                    ),
                )
                for one in counted
            ]
        ),
        "looks_back": back,
        "department": department,
        "departments": clock.departments_watched(actor),
        "kind": kind,
        "kinds": Overreach.Kind.choices,
    }
    return render(request, "supervision/overreach.html", context)


@require(Role.SUPERVISOR)
@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """Results that ought to have reached the person (行政许可法 art. 44), the oldest first."""
    late = late_deliveries(actor_behind(request))
    method = request.GET.get("method", "")
    if method in Pickup.Method.values:
        late = late.filter(method=method)
    place = read_place(request.GET.get("after", ""))
    if place is not None:
        day, pk = place
        late = late.filter(Q(deliver_by__gt=day) | Q(deliver_by=day, pk__gt=pk))
    rows = list(late[: SHOWN + 1])
    shown = rows[:SHOWN]
    last = shown[-1] if len(rows) > SHOWN else None
    context = {
        "rows": [(one, days_late(one.deliver_by)) for one in shown],
        "next_after": place_of(last.deliver_by, last.pk) if last and last.deliver_by else "",
        "method": method,
        "methods": Pickup.Method.choices,
    }
    return render(request, "supervision/deliveries.html", context)
