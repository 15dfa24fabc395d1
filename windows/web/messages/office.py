"""The offices' side: what waits for an answer, and each conversation with its answer."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.approvals.models import Approval
from windows.approvals.policy import visible_approvals
from windows.approvals.queries import approval_for
from windows.cases.models import Case
from windows.cases.queries import case_for
from windows.limits import limit
from windows.messages.actions import answer, office_of
from windows.messages.models import LONGEST, CaseMessage
from windows.messages.queries import conversation_for, count_waiting, shown_for, waiting
from windows.web.page import one_act
from windows.web.supervision.late import lateness


@require(Role.CLERK)
@require_safe
def desk_list(request: HttpRequest) -> HttpResponse:
    return _list(request, "desk")


@require(Role.OFFICER)
@require_safe
def inbox_list(request: HttpRequest) -> HttpResponse:
    return _list(request, "inbox")


@require(Role.SUPERVISOR)
@require_safe
def supervision_list(request: HttpRequest) -> HttpResponse:
    return _list(request, "supervision")


@require(Role.CLERK)
@require_http_methods(["GET", "HEAD", "POST"])
def desk_case(request: HttpRequest, number: str) -> HttpResponse:
    case = case_for(actor_behind(request), number)
    return _case(request, case, way_back=reverse("desk_case", args=[number]))


@require(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def inbox_case(request: HttpRequest, approval_id: int) -> HttpResponse:
    """By the department's part, as an officer sees no whole cases."""
    part = approval_for(actor_behind(request), approval_id)
    return _case(request, part.case, way_back=reverse("approval", args=[approval_id]))


@require(Role.SUPERVISOR)
@require_safe
def supervision_case(request: HttpRequest, number: str) -> HttpResponse:
    """To read: whoever was asked answers."""
    case = case_for(actor_behind(request), number)
    return _case(request, case, way_back=reverse("supervision_case", args=[number]))


def _list(request: HttpRequest, where: str) -> HttpResponse:
    """What waits longest first; the filter stays in the address."""
    actor = actor_behind(request)
    is_late = request.GET.get("show") == "late"
    page = waiting(actor, is_late=is_late, after=request.GET.get("after", ""))
    ways = _ways(page.rows, actor, where)
    context = {
        "where": where,
        "rows": [
            (
                row,
                office_of(row.conversation),
                lateness(row.answer_by),
                ways.get(row.conversation.case_id, ""),
            )
            for row in page.rows
        ],
        "next_after": page.next,
        "waiting": count_waiting(actor),
        "late": count_waiting(actor, is_late=True),
        "is_late": is_late,
        "days": limit("MESSAGE_ANSWER_WORKING_DAYS"),
    }
    return render(request, "messages/list.html", context)


def _ways(rows: Sequence[CaseMessage], actor: Actor, where: str) -> dict[int, str]:
    """Case → its page of messages. An officer's leads by their part of it."""
    cases = {row.conversation.case_id: row.conversation.case.number for row in rows}
    if where != "inbox":
        return {
            key: reverse(f"{where}_messages_of", args=[number]) for key, number in cases.items()
        }
    mine = Approval.objects.filter(visible_approvals(actor), case__in=cases).order_by("-pk")
    return {
        case: reverse("inbox_messages_of", args=[pk])
        for case, pk in mine.values_list("case_id", "pk")
    }


def _case(request: HttpRequest, case: Case, *, way_back: str) -> HttpResponse:
    actor = actor_behind(request)
    fault: DomainError | None = None
    if request.method == "POST":
        try:
            with one_act():
                asked = conversation_for(actor, case, request.POST.get("conversation", ""))
                answer(asked, text=request.POST.get("text", ""), actor=actor)
        except DomainError as refused:
            if refused.status == 404:
                raise
            fault = refused
        else:
            messages.success(request, _("已经答复，申请人会收到通知。"))
            return redirect(request.path)
    context = {
        "case": case,
        "shown": [(each, office_of(each.conversation)) for each in shown_for(actor, case)],
        "way_back": way_back,
        "days": limit("MESSAGE_ANSWER_WORKING_DAYS"),
        "most": LONGEST,
        "fault": fault,
        "typed": request.POST.get("text", ""),
        "typed_in": request.POST.get("conversation", ""),
    }
    status = fault.status if fault else 200
    return render(request, "messages/office.html", context, status=status)
