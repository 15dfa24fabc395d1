"""The person's side: what was asked and answered about a case, and a form for one more question."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.cases.models import Case
from windows.cases.queries import case_for
from windows.limits import limit
from windows.messages.actions import ask, mark_seen, office_of
from windows.messages.models import LONGEST
from windows.messages.policy import departments_on, takes_messages
from windows.messages.queries import shown_for
from windows.web.page import one_act


@require(Role.APPLICANT)
@require_http_methods(["GET", "HEAD", "POST"])
def case_messages(request: HttpRequest, number: str) -> HttpResponse:
    """A refusal keeps what was typed."""
    actor = actor_behind(request)
    case = case_for(actor, number)
    if request.method != "POST":
        return _page(request, actor, case)
    try:
        with one_act():
            ask(
                case,
                text=request.POST.get("text", ""),
                department_code=request.POST.get("to", ""),
                actor=actor,
            )
    except DomainError as refused:
        return _page(request, actor, case, fault=refused)
    messages.success(request, _("留言已经发出。答复了会通知您。"))
    return redirect("case_messages", number=number)


@require(Role.APPLICANT)
@require_POST
def seen(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_behind(request)
    case = case_for(actor, number)
    with one_act():
        mark_seen(case, actor=actor)
    return redirect("case_messages", number=number)


def _page(
    request: HttpRequest, actor: Actor, case: Case, fault: DomainError | None = None
) -> HttpResponse:
    shown = shown_for(actor, case)
    context = {
        "case": case,
        "shown": [(each, office_of(each.conversation)) for each in shown],
        "unseen": sum(each.unseen for each in shown),
        "can_ask": takes_messages(case),
        "departments": departments_on(case),
        "days": limit("MESSAGE_ANSWER_WORKING_DAYS"),
        "most": LONGEST,
        "fault": fault,
        "typed": request.POST.get("text", ""),
        "typed_to": request.POST.get("to", ""),
    }
    status = fault.status if fault else 200
    return render(request, "messages/person.html", context, status=status)
