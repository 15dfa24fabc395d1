"""What registers say about me in this case; saying that a value is wrong; taking that back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from materials.documents.refused import refused_uploads_recorded
from materials.documents.uploads.sent import file_in
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.cases.queries import case_for, slots
from windows.disputes.actions import OPEN_CASES, dispute_value, take_back_dispute
from windows.disputes.effects import demands_proof, is_changeable, resting_on
from windows.disputes.queries import registered_for, registered_one
from windows.web.page import one_act


@require(Role.APPLICANT, Role.CLERK)
@require_safe
def registry(request: HttpRequest, number: str) -> HttpResponse:
    """Every value that was read about me for this case, whose register it is, what I say to it."""
    actor = actor_behind(request)
    case = case_for(actor, number)
    context = {
        "case": case,
        "registered": registered_for(case, actor),
        "is_open": case.state in OPEN_CASES,
        "is_clerk": actor.kind == Role.CLERK,
    }
    return render(request, "citizen/registry.html", context)


@require(Role.APPLICANT, Role.CLERK)
@require_http_methods(["GET", "POST"])
def dispute_one(request: HttpRequest, number: str, resource: str, role: str) -> HttpResponse:
    """Which value is wrong, what is right, and the paper that shows it where one is wanted."""
    actor = actor_behind(request)
    case = case_for(actor, number)
    found = registered_one(case, actor, resource=resource, role=role)
    fault: DomainError | None = None
    if request.method == "POST":
        try:
            with (
                refused_uploads_recorded(found.exchange.subject, actor=actor),
                file_in(request, actor) as upload,
                one_act(),
            ):
                dispute_value(
                    case,
                    exchange=found.exchange,
                    path=request.POST.get("path", ""),
                    claimed=request.POST.get("claimed", ""),
                    why=request.POST.get("why", ""),
                    upload=upload,
                    actor=actor,
                )
        except DomainError as refused:
            fault = refused
        else:
            messages.success(
                request, _("记下了：这件事以您说的为准。提供部门会核对，有结果就告诉您。")
            )
            return redirect("case_registry", number=number)
    rests_on_it = resting_on(found.exchange, slots(case)) if is_changeable(case) else []
    context = {
        "case": case,
        "found": found,
        "chosen": request.POST.get("path", request.GET.get("value", "")),
        "proven": [slot for slot in rests_on_it if demands_proof(case, slot)],
        "is_changeable": is_changeable(case),
        "typed": request.POST,
        "fault": fault,
    }
    status = fault.status if fault else 200
    return render(request, "citizen/dispute.html", context, status=status)


@require(Role.APPLICANT, Role.CLERK)
@require_POST
def take_back(request: HttpRequest, number: str, dispute_id: int) -> HttpResponse:
    """The register is right after all."""
    actor = actor_behind(request)
    case = case_for(actor, number)
    with one_act():
        take_back_dispute(case, dispute_id=dispute_id, actor=actor)
    messages.success(request, _("收回了，登记的内容照用。"))
    return redirect("case_registry", number=number)
