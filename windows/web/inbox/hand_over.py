"""转办 to a colleague or another department, and a proposal sent back down."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.models import Department
from windows.approvals.models import Approval
from windows.approvals.queries import approval_for
from windows.assignments.errors import SameDepartment
from windows.assignments.routing import assign, reroute
from windows.assignments.signing import send_down
from windows.web.inbox.place import to_case, to_list
from windows.web.inbox.views import approval_page
from windows.web.page import one_act


@require(Role.OFFICER)
@require_POST
def give(request: HttpRequest, approval_id: int) -> HttpResponse:
    """To one colleague, or back to whoever is free."""
    name, why = request.POST.get("username", ""), request.POST.get("why", "")
    act = partial(assign, username=name, why=why)
    said = _("已转办，办件记录里写明了原因。")
    return _done(request, approval_id, act, said, to_case)


@require(Role.OFFICER)
@require_POST
def move(request: HttpRequest, approval_id: int) -> HttpResponse:
    """To another department, which has the days that are left."""

    def act(item: Approval, *, actor: Actor) -> None:
        why = request.POST.get("why", "")
        reroute(item, department=chosen_department(request), why=why, actor=actor)

    return _done(request, approval_id, act, _("已转到另一个部门，期限不变。"), to_list)


@require(Role.OFFICER)
@require_POST
def down(request: HttpRequest, approval_id: int) -> HttpResponse:
    """A higher level does not agree: back to the first, with a note."""
    act = partial(send_down, note=request.POST.get("note", ""))
    return _done(request, approval_id, act, _("已退回经办人，说明写在办件记录里。"), to_list)


def _done(
    request: HttpRequest,
    approval_id: int,
    act: Callable[..., object],
    said: str,
    then: Callable[[HttpRequest, int], HttpResponse],
) -> HttpResponse:
    """One act on one approval, then the next page; a refusal shows on the page itself."""
    actor = actor_behind(request)
    item = approval_for(actor, approval_id)
    try:
        with one_act():
            act(item, actor=actor)
    except DomainError as refused:
        return approval_page(request, approval_for(actor, approval_id), fault=refused)
    messages.success(request, said)
    return then(request, approval_id)


@require(Role.SUPERVISOR)
@require_POST
def move_by_supervisor(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Where two departments disagree whose it is, the supervisor of the region says so."""
    actor = actor_behind(request)
    item = approval_for(actor, approval_id)
    with one_act():
        reroute(
            item,
            department=chosen_department(request),
            why=request.POST.get("why", ""),
            actor=actor,
        )
    messages.success(request, _("已转到另一个部门，期限不变。"))
    return redirect("supervision_case", number=item.case.number)


def chosen_department(request: HttpRequest) -> Department:
    """By its code. Raises SameDepartment, which asks for another one, for an unknown code."""
    found = Department.objects.filter(code=request.POST.get("department", "")).first()
    if found is None:
        raise SameDepartment(field="department")
    return found
