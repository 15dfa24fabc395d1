"""On the page of a case: what may still follow and until when, and how promises were checked."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from services.catalogue.text import Text
from windows.cases.models import Case
from windows.cases.people import people_in
from windows.cases.queries import slot_for
from windows.cases.states import CaseState
from windows.deferred.models import Deferral
from windows.deferred.more_time import ask_more_time
from windows.deferred.queries import deferrals_of
from windows.deferred.states import DeferralState
from windows.promises.models import CommitmentCheck
from windows.promises.queries import checks_of
from windows.remedies.told import remedies_of
from windows.web.page import one_act


@dataclass(frozen=True, slots=True)
class Following:
    """One paper that may follow, as this person sees it."""

    deferral: Deferral
    may_hand_in: bool
    may_ask: bool
    """For more days, once."""


@dataclass(frozen=True, slots=True)
class ToFollow:
    papers: tuple[Following, ...]
    checks: tuple[tuple[CommitmentCheck, Text], ...]
    """Each with where to turn against what came of it."""


def to_follow(case: Case, actor: Actor) -> ToFollow:
    """Nothing of it before acceptance; to another party only their own papers and promises."""
    if case.accepted_at is None:
        return ToFollow((), ())
    mine = {role for role, person in people_in(case).items() if actor.acts_for(person.pk)}
    is_applicant = actor.acts_for(case.applicant_id)
    papers = []
    for deferral in deferrals_of(case):
        is_mine = deferral.slot.party_role in mine
        if not (is_applicant or is_mine) or deferral.state == DeferralState.NOT_NEEDED:
            continue
        is_open = deferral.state == DeferralState.OPEN and case.state == CaseState.ACCEPTED
        may = is_open and is_mine
        papers.append(Following(deferral, may, may and deferral.more_time_at is None))
    checks = tuple(
        (check, remedies_of(check.approval, at=check.closed_at).text)
        for check in checks_of(case, actor)
    )
    return ToFollow(tuple(papers), checks)


@require(Role.APPLICANT)
@require_POST
def more_time(request: HttpRequest, number: str, slot_id: int) -> HttpResponse:
    """More days for one paper, once."""
    actor = actor_behind(request)
    slot = slot_for(actor, number, slot_id)
    deferral = get_object_or_404(Deferral, slot=slot)
    with one_act():
        ask_more_time(deferral, actor=actor)
    messages.success(request, _("期限已经宽限，新的日子写在办件页面。"))
    return redirect("case", number=number)
