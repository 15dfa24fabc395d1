"""数据共享: what waits for the data officer of a department; for supervisors, what is late."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from datasharing.lists.policy import DESK_ROLES, keeps_lists
from portal.accounts.web import actor_behind, require
from services.departments import department_name


@require(*DESK_ROLES)
@require_safe
def data_home(request: HttpRequest) -> HttpResponse:
    actor = actor_behind(request)
    context = {
        "keeps_lists": keeps_lists(actor),
        "department": department_name(actor.department_code),
    }
    return render(request, "data_lists/home.html", context)
