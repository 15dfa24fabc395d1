"""A proposed regional edition: what it would change, on what ground, and the reviewer's acts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.catalogue.lookups import specs_by_id
from services.departments import department_name
from services.models import OverlayProposal
from services.overlays.actions import publish_proposal, refuse_proposal, withdraw_proposal
from services.overlays.compare import compare
from services.overlays.policy import may_review, may_withdraw
from services.overlays.queries import in_force, proposal_for, spec_proposed, standards
from services.overlays.states import ProposalState
from services.overlays.telling import changes
from services.overlays.weighing import unread_bases
from services.statutes.seen import basis_key
from windows.web.overlays.forms import RefuseForm
from windows.web.page import one_act


@require(Role.EDITOR, Role.ADMIN)
@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, proposal_for(actor_behind(request), pk), RefuseForm())


@require(Role.EDITOR, Role.ADMIN)
@require_POST
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Publish, refuse or withdraw; a refusal of the act shows where it was tried."""
    actor = actor_behind(request)
    found = proposal_for(actor, pk)
    form = RefuseForm(request.POST if verb == "refuse" else None)
    if verb == "refuse" and not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        with one_act():
            if verb == "publish":
                publish_proposal(found, confirmed=request.POST.getlist("seen"), actor=actor)
                said = _("地方版已发布，今天起开始的件照它办。")
            elif verb == "refuse":
                refuse_proposal(found, note=form.cleaned_data["note"], actor=actor)
                said = _("已写明不同意，什么都没有发布。")
            elif verb == "withdraw":
                withdraw_proposal(found, actor=actor)
                said = _("已撤回，什么都没有发布。")
            else:
                raise Http404
    except DomainError as refused:
        return _page(request, proposal_for(actor, pk), form, refused=refused)
    messages.success(request, said)
    return redirect("overlay_proposal", pk)


def _page(
    request: HttpRequest,
    found: OverlayProposal,
    form: RefuseForm,
    *,
    refused: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actor_behind(request)
    spec = spec_proposed(found)
    specs = specs_by_id({found.standard_id, found.present_id})
    rule = specs[found.standard_id]
    is_open = found.state == ProposalState.PROPOSED
    context: dict[str, Any] = {
        "proposal": found,
        "from_standard": compare(rule, spec),
        "from_present": changes(specs[found.present_id], spec),
        "unseen": {basis_key(each): each for each in unread_bases(rule, compare(rule, spec))},
        "ticked": request.POST.getlist("seen"),
        "departments": [
            department_name(found.author_department),
            department_name(found.reviewer_department),
        ],
        "has_moved": is_open and _has_moved(found),
        "can_review": is_open and may_review(actor, found),
        "can_withdraw": is_open and may_withdraw(actor, found),
        "is_open": is_open,
        "form": form,
        "fault": refused,
    }
    status = refused.status if refused else status
    return render(request, "overlays/proposal.html", context, status=status)


def _has_moved(found: OverlayProposal) -> bool:
    standard = standards().filter(matter=found.matter_id).first()
    if standard is None or standard.pk != found.standard_id:
        return True
    return in_force(standard, found.region).pk != found.present_id
