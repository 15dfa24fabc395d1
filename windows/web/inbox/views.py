"""The officer's inbox: nearest deadline first, one matter's part of a case, decide."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.models import Department, LifeEvent
from windows.approvals.actions import take_up
from windows.approvals.models import Approval
from windows.approvals.queries import approval_for, form_for, inbox, shared_facts, slots_for
from windows.approvals.refused import refusals_recorded
from windows.approvals.states import AT_DEPARTMENT, IN_INBOX, ApprovalState
from windows.assignments.signing import sign
from windows.cases.plans import plan_of
from windows.deadlines.waiting import extensions_to_answer
from windows.web.case_form import shown_value
from windows.web.citizen.roles import party_labels
from windows.web.inbox.panels import panels_of
from windows.web.page import one_act


@require(Role.OFFICER)
@require_safe
def inbox_page(request: HttpRequest) -> HttpResponse:
    """Open approvals of my department; filters stay in the address."""
    actor = actor_behind(request)
    state = request.GET.get("state", "")
    event = request.GET.get("thing", "")
    whose = request.GET.get("whose", "")
    page = inbox(
        actor,
        after=request.GET.get("after", ""),
        state=state if state in AT_DEPARTMENT else "",
        life_event=event,
        is_mine=whose == "mine",
    )
    context = {
        "department": Department.objects.filter(code=actor.department_code).first(),
        "approvals": page.rows,
        "next_after": page.next,
        "state": state,
        "states": [(value, ApprovalState(value).label) for value in AT_DEPARTMENT],
        "asked": extensions_to_answer(actor),
        "thing": event,
        "whose": whose,
        "things": LifeEvent.objects.filter(
            editions__matters__matter_edition__matter__department__code=actor.department_code
        ).distinct(),
    }
    return render(request, "inbox/inbox.html", context)


@require(Role.OFFICER)
@require_safe
def approval(request: HttpRequest, approval_id: int) -> HttpResponse:
    """What concerns this matter and no more: its materials, its fields, its shared facts."""
    return approval_page(request, approval_for(actor_behind(request), approval_id))


def approval_page(
    request: HttpRequest, item: Approval, fault: DomainError | None = None
) -> HttpResponse:
    """The page of one approval; after a refusal with its words, its status and what was typed."""
    asked = form_for(item)
    context = {
        "approval": item,
        "case": item.case,
        "party_labels": party_labels(item.case),
        "slots": slots_for(item),
        "form_rows": [
            (field.label, shown_value(field, item.case.form))
            for field in plan_of(item.case).fields
            if field.element in asked
        ],
        "facts": shared_facts(item),
        "can_decide": item.state in IN_INBOX,
        "panels": panels_of(item, actor_behind(request)),
        "fault": fault,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "inbox/approval.html", context, status=fault.status if fault else 200)


@require(Role.OFFICER)
@require_POST
def act(request: HttpRequest, approval_id: int, verb: str) -> HttpResponse:
    """Begin, grant or deny. A refusal shows on the page with what was typed."""
    actor = actor_behind(request)
    item = approval_for(actor, approval_id)
    if verb not in ("take", "grant", "deny"):
        raise Http404
    try:
        with refusals_recorded(item, actor=actor), one_act():
            if verb == "take":
                take_up(item, actor=actor)
            else:
                reason = request.POST.get("reason", "").strip()
                sign(item, granted=verb == "grant", reason=reason, actor=actor)
    except DomainError as refused:
        return approval_page(request, approval_for(actor, approval_id), fault=refused)
    if verb == "take":
        return redirect("approval", approval_id=approval_id)
    messages.success(request, _("已作出决定，申请人马上看得到。"))
    return redirect("inbox")
