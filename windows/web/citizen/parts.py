"""One matter taken out of a case: to go on by itself, or not at all."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.cases.queries import own_case_for
from windows.splitting.leave_out import withdraw_matter
from windows.splitting.parts import part_for, parts_of
from windows.splitting.split import split_off
from windows.web.page import one_act


@require(Role.APPLICANT, Role.CLERK)
@require_safe
def parts(request: HttpRequest, number: str) -> HttpResponse:
    """Every matter that is still open, and what can be done with it."""
    actor = actor_behind(request)
    case = own_case_for(actor, number)
    context = {"case": case, "parts": parts_of(actor, case), "back": _back(actor.kind)}
    return render(request, "citizen/parts.html", context)


@require(Role.APPLICANT, Role.CLERK)
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, number: str, approval_id: int) -> HttpResponse:
    """Asked once more, with what goes along and what stays."""
    actor = actor_behind(request)
    case = own_case_for(actor, number)
    fault: DomainError | None = None
    if request.method == "POST":
        try:
            with one_act():
                if request.POST.get("what") == "split":
                    young = split_off(case, approval_id, actor=actor)
                    messages.success(request, _("已拆出单独办理，这是它的办件号，请记下。"))
                    return redirect(_back(actor.kind), number=young.number)
                withdraw_matter(
                    case, approval_id, actor=actor, reason=request.POST.get("reason", "")
                )
        except DomainError as refused:
            fault = refused
        else:
            messages.success(request, _("已撤回这个事项，其他事项照常办。"))
            return redirect(_back(actor.kind), number=number)
    context = {
        "case": case,
        "part": part_for(actor, case, approval_id),
        "back": _back(actor.kind),
        "fault": fault,
        "typed": request.POST.get("reason", ""),
    }
    return render(request, "citizen/part.html", context, status=fault.status if fault else 200)


def _back(kind: Role) -> str:
    return "desk_case" if kind == Role.CLERK else "case"
