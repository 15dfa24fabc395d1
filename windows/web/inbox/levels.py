"""签批级数: how many people of the department sign, set by its head."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.models import SignLevel
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.assignments.rules import department_of, rules_of, set_levels
from windows.web.page import one_act


@require(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def levels(request: HttpRequest) -> HttpResponse:
    """All the department's matters with their levels; only its head can change them."""
    actor = actor_behind(request)
    fault: DomainError | None = None
    if request.method == "POST":
        wanted = request.POST.get("levels", "")
        try:
            with one_act():
                set_levels(
                    matter_code=request.POST.get("matter", ""),
                    levels=int(wanted) if wanted in ("1", "2", "3") else None,
                    actor=actor,
                )
        except DomainError as refused:
            fault = refused
        else:
            messages.success(request, _("已保存，下一次签批就照这个办。"))
            return redirect("sign_levels")
    department = department_of(actor)
    own, matters = rules_of(department)
    context = {
        "department": department,
        "own": own,
        "matters": matters,
        "choices": SignLevel.choices,
        "is_head": actor.is_head,
        "fault": fault,
    }
    return render(request, "inbox/levels.html", context, status=fault.status if fault else 200)
