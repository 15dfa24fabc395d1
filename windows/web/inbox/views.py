"""One matter's part of a case, as its officer sees and decides it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.approvals.actions import take_up
from windows.approvals.models import Approval
from windows.approvals.needed import bases_of, needed_of, requirements_of
from windows.approvals.queries import approval_for, form_for, slots_for
from windows.approvals.refused import refusals_recorded
from windows.approvals.shared import shared_facts
from windows.approvals.states import IN_INBOX
from windows.assignments.signing import sign
from windows.cases.plans import plan_of
from windows.reasons.choosing import grounds_of
from windows.reasons.offered import offers
from windows.web.case_form import shown_value
from windows.web.citizen.roles import party_labels
from windows.web.inbox.panels import panels_of
from windows.web.inbox.place import in_list, keys_are_on, to_case
from windows.web.page import one_act
from windows.worklist.filters import read_filter
from windows.worklist.queries import neighbours


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
    actor = actor_behind(request)
    bases, requirements, slots = bases_of(item), requirements_of(item), list(slots_for(item))
    before, following = neighbours(actor, read_filter(request.GET.dict()), item)
    context = {
        "approval": item,
        "case": item.case,
        "party_labels": party_labels(item.case),
        "needed": needed_of(item, slots, requirements, bases),
        "bases": bases,
        "form_rows": [
            (field.label, shown_value(field, item.case.form))
            for field in plan_of(item.case).fields
            if field.element in asked
        ],
        "facts": shared_facts(item),
        "offers": offers(item, slots, requirements, bases) if item.state in IN_INBOX else (),
        "grounds": grounds_of(item),
        "ticked": request.POST.getlist("grounds"),
        "can_decide": item.state in IN_INBOX,
        "panels": panels_of(item, actor),
        "in_list": in_list(request),
        "before": before,
        "following": following,
        "keys_are_on": keys_are_on(request),
        "fault": fault,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "inbox/approval.html", context, status=fault.status if fault else 200)


@require(Role.OFFICER)
@require_POST
def act(request: HttpRequest, approval_id: int, verb: str) -> HttpResponse:
    """Begin, grant or deny; a decision leads to the next case of the list. A refusal shows on the
    page with what was typed.
    """
    actor = actor_behind(request)
    item = approval_for(actor, approval_id)
    _before, following = neighbours(actor, read_filter(request.GET.dict()), item)
    if verb not in ("take", "grant", "deny"):
        raise Http404
    try:
        with refusals_recorded(item, actor=actor), one_act():
            if verb == "take":
                take_up(item, actor=actor)
            else:
                reason = request.POST.get("reason", "").strip()
                chosen = [] if verb == "grant" else request.POST.getlist("grounds")
                sign(item, granted=verb == "grant", reason=reason, grounds=chosen, actor=actor)
    except DomainError as refused:
        return approval_page(request, approval_for(actor, approval_id), fault=refused)
    if verb == "take":
        return to_case(request, approval_id)
    messages.success(request, _("已作出决定，申请人马上看得到。"))
    if following:
        return to_case(request, following)
    return redirect(f"{redirect('inbox').url}{in_list(request)}")
