"""The pickup desk: the code, the package, handed over.

Whoever knows the code can have the package. It comes in the body of a form and is never in an
address, where logs and the browser's history would keep it.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.pickup.actions import collect
from windows.pickup.queries import case_with_code, result_package
from windows.web.page import one_act


@require(Role.CLERK)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def pickup(request: HttpRequest) -> HttpResponse:
    """Type or scan the code; see what is in the package; hand it over (`then`)."""
    code = request.POST.get("code", "").strip().upper()
    if not code:
        return render(request, "desk/pickup.html", {"code": ""})
    try:
        if request.POST.get("then") != "hand_over":
            return package_page(request, code)
        actor = actor_behind(request)
        with one_act():
            collect(case_with_code(actor, code), actor=actor, code=code)
    except DomainError as refused:
        context = {"code": code, "fault": refused}
        return render(request, "desk/pickup.html", context, status=refused.status)
    messages.success(request, _("已交给申请人，办件完成。"))
    return redirect("desk_pickup")


def package_page(request: HttpRequest, code: str) -> HttpResponse:
    """What is in the package. Raises CaseNotFound."""
    the_case = case_with_code(actor_behind(request), code)
    context = {"code": code, "case": the_case, "package": result_package(the_case)}
    return render(request, "desk/pickup.html", context)
