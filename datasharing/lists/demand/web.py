"""需求清单: the list, one demand with its history, and the list as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from datasharing.lists.demand import policy
from datasharing.lists.demand.actions import (
    LONGEST,
    ask_demand,
    plan_demand,
    refuse_demand,
    withdraw_demand,
)
from datasharing.lists.demand.models import DataDemand
from datasharing.lists.demand.queries import (
    counts_by_state,
    demand_for,
    demands,
    departments_in,
    history_of,
    last_round,
    wanted_by,
)
from datasharing.lists.demand.states import DEMAND_MOVES, DemandState, Way
from datasharing.lists.policy import DESK_ROLES
from datasharing.lists.sheets import Row, download
from portal.accounts.actor import Actor
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from portal.ui.templatetags.portal_ui import said
from services.models import Department

PAGE = 50
DONE = {
    "ask": gettext_lazy("已经提出，答复期限从今天起算。"),
    "withdraw": gettext_lazy("已经收回。"),
    "plan": gettext_lazy("接通日期已记下。"),
    "refuse": gettext_lazy("理由已记下。"),
}
AT_ONCE = 500


@require(*DESK_ROLES)
@require_safe
def demand_list(request: HttpRequest) -> HttpResponse:
    actor, wanted = actor_behind(request), wanted_by(request.GET)
    context = {
        "page": Paginator(demands(actor, wanted), PAGE).get_page(request.GET.get("page")),
        "wanted": wanted,
        "counts": counts_by_state(actor),
        "states": DemandState.choices,
        "ways": Way.choices,
        "departments": departments_in(actor, "department"),
        "owners": departments_in(actor, "owner"),
        "round": last_round(),
    }
    return render(request, "data_lists/demands.html", context)


@require(*DESK_ROLES)
@require_http_methods(["GET", "POST"])
def demand(request: HttpRequest, pk: int) -> HttpResponse:
    """What the catalogue says, what was asked and answered; the next step for whose it is."""
    actor = actor_behind(request)
    found = demand_for(actor, pk)
    fault: DomainError | None = None
    if request.method == "POST":
        verb = request.POST.get("act", "")
        if verb not in DONE:
            return redirect("data_demand", pk=pk)
        try:
            with transaction.atomic(durable=True):
                _act(found, verb, request, actor)
        except DomainError as refused:
            fault = refused
            found = demand_for(actor, pk)
        else:
            messages.success(request, DONE[verb])
            return redirect("data_demand", pk=pk)
    context = {
        "demand": found,
        "history": history_of(found),
        "acts": acts_open(found, actor),
        "departments": Department.objects.exclude(pk=found.department_id).order_by("code"),
        "fault": fault,
        "typed": request.POST,
        "longest": LONGEST,
    }
    status = fault.status if fault else 200
    return render(request, "data_lists/demand.html", context, status=status)


@require(*DESK_ROLES)
@require_safe
def demand_file(request: HttpRequest, form: str) -> HttpResponseBase:
    """All that the filters leave, not only one page."""
    actor = actor_behind(request)
    rows = demands(actor, wanted_by(request.GET))
    return download(form, name="demands", title=_("需求清单"), head=_head(), rows=_rows(rows))


def acts_open(found: DataDemand, actor: Actor) -> set[str]:
    """Names of the moves that this person may make now."""
    allowed = {move.name for move in DEMAND_MOVES.allowed(found.state, actor.kind)}
    if not policy.is_asker(found, actor=actor):
        allowed -= {"ask", "withdraw"}
    if not policy.is_answerer(found, actor=actor):
        allowed -= {"plan", "refuse"}
    return allowed if found.is_current else allowed - {"ask", "plan"}


def _act(found: DataDemand, verb: str, request: HttpRequest, actor: Actor) -> None:
    sent = request.POST
    if verb == "ask":
        code = sent.get("owner", "")
        owner = Department.objects.filter(code=code).first() if code else None
        ask_demand(found, owner=owner, note=sent.get("note", ""), actor=actor)
    elif verb == "plan":
        plan_demand(found, planned_on=_day(sent.get("planned_on", "")), actor=actor)
    elif verb == "refuse":
        refuse_demand(found, reason=sent.get("reason", ""), actor=actor)
    else:
        withdraw_demand(found, actor=actor)


def _day(text: str) -> dt.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _head() -> list[str]:
    return [
        _("事项代码"), _("事项"), _("材料"), _("要用数据的部门"), _("可以用什么代替"),
        _("数据来源"), _("数据所在部门"), _("状态"), _("提出日期"), _("答复期限"),
        _("计划接通日期"), _("不能提供的理由"), _("要哪些数据"),
    ]  # fmt: skip


def _rows(found: QuerySet[DataDemand]) -> Iterator[Row]:
    for one in found.iterator(chunk_size=AT_ONCE):
        yield (
            one.matter.code,
            said(one.edition, "name"),
            said(one, "name"),
            said(one.department, "name"),
            one.get_way_display(),
            "；".join(
                f"{each['ref']} {said([each['name'], each['name_en']])}" for each in one.sources
            ),
            said(one, "owner_name"),
            one.get_state_display(),
            one.asked_on,
            one.answer_due_on,
            one.planned_on,
            one.reason,
            one.note,
        )


def _source(found: Mapping[str, Any]) -> str:
    return f"{found['ref']} {said([found['name'], found['name_en']])}"
