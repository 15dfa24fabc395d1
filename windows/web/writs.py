"""文书: one paper as it was issued, to be read and printed by whoever may see it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from services.catalogue.text import Text
from windows.writs.actions import seal_of
from windows.writs.models import Writ
from windows.writs.queries import writ_for

BACK = {Role.APPLICANT: "case", Role.CLERK: "desk_case", Role.SUPERVISOR: "supervision_case"}


@require(Role.APPLICANT, Role.CLERK, Role.OFFICER, Role.SUPERVISOR)
@require_safe
def writ(request: HttpRequest, number: str, writ_id: int) -> HttpResponse:
    """Its number, its seal, its day and every row; not found for strangers."""
    actor = actor_behind(request)
    paper = writ_for(actor, number, writ_id)
    context = {
        "writ": paper,
        "is_as_issued": is_as_issued(paper),
        "is_paper": "paper" in request.GET,
        "back": _back(actor, paper),
    }
    return render(request, "writs/writ.html", context)


def _back(actor: Actor, paper: Writ) -> str:
    """The page from which this reader came."""
    if actor.kind == Role.OFFICER:
        return reverse("approval", args=[paper.approval_id])
    return reverse(BACK[Role(actor.kind)], args=[paper.case.number])


def is_as_issued(paper: Writ) -> bool:
    """True when the seal fits every word of the paper."""
    issuer = Text(paper.issuer, paper.issuer_en)
    issued_at = paper.issued_at.isoformat()
    return seal_of(paper.kind, paper.number, issuer, issued_at, paper.body) == paper.seal
