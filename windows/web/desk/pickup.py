"""The pickup desk: the code, the package, handed over."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.pickup.actions import collect
from windows.pickup.queries import case_with_code, result_package
from windows.web.page import one_act


@require(Role.CLERK)
@require_http_methods(["GET", "POST"])
def pickup(request: HttpRequest) -> HttpResponse:
    """Type or scan the code; see what is in the package; hand it over."""
    actor = actor_behind(request)
    code = (request.POST.get("code") or request.GET.get("code") or "").strip().upper()
    context: dict[str, object] = {"code": code}
    status = 200
    if code:
        try:
            the_case = case_with_code(actor, code)
            if request.method == "POST":
                with one_act():
                    collect(the_case, actor=actor, code=code)
                messages.success(request, _("已交给申请人，办件完成。"))
                return redirect("desk_pickup")
            context |= {"case": the_case, "package": result_package(the_case)}
        except DomainError as refused:
            context["fault"] = refused
            status = refused.status
    return render(request, "desk/pickup.html", context, status=status)
