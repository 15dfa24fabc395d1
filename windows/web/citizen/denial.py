"""After a denial: whether the rest is still wanted, and where to turn."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.cases.queries import own_case_for
from windows.cases.states import CaseState
from windows.denials.actions import answer_denial
from windows.denials.errors import UnknownAnswer
from windows.denials.queries import Turned, asked_of, ended_in, remedies_in
from windows.denials.states import Answer
from windows.remedies.told import remedies_against_end
from windows.web.page import one_act

GOES_BY_PARTS = (
    CaseState.ACCEPTED,
    CaseState.RESULTS_READY,
    CaseState.COLLECTED,
    CaseState.ARCHIVED,
)
"""Where the end of one matter is not the end of all."""


@dataclass(frozen=True, slots=True)
class Denials:
    """What a case page says of denials; `whole` is about the application as a whole."""

    turned: list[Turned]
    ended: list[Approval]
    whole: Text | None


def denials_on(case: Case) -> Denials | None:
    """None where nothing was denied, refused, ended or left undecided past its day."""
    against = remedies_against_end(case)
    whole = against.text if against else None
    turned = remedies_in(case)
    ended = ended_in(case) if case.state in GOES_BY_PARTS else []
    return Denials(turned, ended, whole) if turned or ended or whole else None


@require(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def denial(request: HttpRequest, number: str) -> HttpResponse:
    """What was denied and why, what ended with it, what is under way; one choice."""
    actor = actor_behind(request)
    the_case = own_case_for(actor, number)
    fault = None
    if request.method == "POST":
        try:
            with one_act():
                question = answer_denial(
                    the_case, answer=request.POST.get("answer", ""), actor=actor
                )
        except UnknownAnswer as refused:
            fault = refused
        else:
            said = {
                Answer.CONTINUE.value: _("已记下：其余的继续办。"),
                Answer.STOP.value: _("已记下：其余的不办了。已经准予的仍然有效。"),
            }
            messages.success(request, said[question.answer])
            return redirect("case", number=number)
    asked = asked_of(the_case)
    if asked is None:
        return redirect("case", number=number)
    context = {
        "case": the_case,
        "asked": asked,
        "turned": remedies_in(the_case),
        "fault": fault,
    }
    return render(request, "citizen/denial.html", context, status=fault.status if fault else 200)
