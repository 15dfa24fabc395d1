"""Messages to departments' systems: what did not arrive, why, and once more."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.departments.dead_letters import deliver_again, settle_delivery
from windows.departments.explaining import explain
from windows.departments.models import Delivery
from windows.departments.names import name_of_event
from windows.departments.queries import (
    answers_about,
    deliveries,
    delivery_for,
    departments_with_systems,
)
from windows.departments.states import DeliveryState
from windows.web.page import one_act

STAFF = (Role.OFFICER, Role.SUPERVISOR, Role.ADMIN)
ALL = "all"
MOST_AT_ONCE = 50


@require(*STAFF)
@require_safe
def message_list(request: HttpRequest) -> HttpResponse:
    """Dead letters first of all; any other state by the filter. Filters stay in the address."""
    actor = actor_behind(request)
    wanted = request.GET.get("state", DeliveryState.DEAD)
    state = wanted if wanted in DeliveryState.values or wanted == ALL else DeliveryState.DEAD
    case = request.GET.get("case", "").strip()[:30]
    department = request.GET.get("department", "")[:30]
    page = deliveries(
        actor,
        state="" if state == ALL else state,
        department=department,
        case=case,
        after=request.GET.get("after", ""),
    )
    context = {
        "rows": [(each, name_of_event(each.event), _why(each)) for each in page.rows],
        "next_after": page.next,
        "state": state,
        "states": [*DeliveryState.choices, (ALL, _("全部"))],
        "case": case,
        "department": department,
        "departments": departments_with_systems(actor),
        "can_send": state == DeliveryState.DEAD and bool(page.rows),
    }
    return render(request, "departments/messages.html", context)


@require(*STAFF)
@require_safe
def message(request: HttpRequest, pk: int) -> HttpResponse:
    return _message_page(request, delivery_for(actor_behind(request), pk))


@require(*STAFF)
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """One or many. Each by itself: what cannot be sent does not hold up the others."""
    actor = actor_behind(request)
    chosen = [int(each) for each in request.POST.getlist("delivery") if _is_id(each)]
    sent, refused = 0, ""
    for pk in chosen[:MOST_AT_ONCE]:
        try:
            with one_act():
                deliver_again(delivery_for(actor, pk), actor=actor)
            sent += 1
        except DomainError as refusal:
            refused = f"{refusal.said} {refusal.advice}"
    if sent:
        messages.success(
            request,
            ngettext(
                "已重新发送 %d 条，结果稍后看得到。", "已重新发送 %d 条，结果稍后看得到。", sent
            )
            % sent,
        )
    if refused:
        messages.warning(request, refused)
    if not chosen:
        messages.warning(request, _("请先勾选要重新发送的消息。"))
    return redirect("department_messages")


@require(*STAFF)
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Not sent any more; the note says how the department came to know."""
    actor = actor_behind(request)
    item = delivery_for(actor, pk)
    try:
        with one_act():
            settle_delivery(item, note=request.POST.get("note", ""), actor=actor)
    except DomainError as refused:
        return _message_page(request, delivery_for(actor, pk), fault=refused)
    messages.success(request, _("不再发送，原因已经记下。"))
    return redirect("department_message", pk=pk)


def _message_page(
    request: HttpRequest, item: Delivery, fault: DomainError | None = None
) -> HttpResponse:
    context = {
        "delivery": item,
        "event": name_of_event(item.event),
        "explained": explain(item.last_error) if item.last_error else None,
        "history": item.history.all()[:60],
        "answers": answers_about(item)[:20],
        "is_dead": item.state == DeliveryState.DEAD,
        "fault": fault,
    }
    return render(
        request, "departments/message.html", context, status=fault.status if fault else 200
    )


def _why(item: Delivery) -> object:
    return explain(item.last_error).means if item.last_error else None


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
