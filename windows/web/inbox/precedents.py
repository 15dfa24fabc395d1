"""以前类似的决定: how equal cases were decided, on a page of its own that is asked for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from windows.approvals.queries import approval_for
from windows.limits import limit
from windows.precedents.queries import precedents_of
from windows.precedents.situations import situation_of


@require(Role.OFFICER)
@require_safe
def precedents(request: HttpRequest, approval_id: int) -> HttpResponse:
    actor = actor_behind(request)
    item = approval_for(actor, approval_id)
    ground = request.GET.get("ground", "")
    found = precedents_of(item, actor, ground=ground)
    query = request.GET.copy()
    query.pop("ground", None)
    context = {
        "approval": item,
        "found": found,
        "mine": situation_of(item.case.answers),
        "months": limit("PRECEDENT_MONTHS"),
        "ground": next((each for each in found.reasons if each.key == ground), None),
        "in_list": f"?{query.urlencode()}" if query else "",
    }
    return render(request, "inbox/precedents.html", context)
