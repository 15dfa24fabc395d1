"""The officer knows a paper as one of their own authority's."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.approvals.queries import approval_for
from windows.originals.actions import know_as_own
from windows.web.inbox.place import to_case
from windows.web.inbox.views import approval_page
from windows.web.page import one_act


@require(Role.OFFICER)
@require_POST
def own(request: HttpRequest, approval_id: int, slot_id: int) -> HttpResponse:
    """A, for this case and every later one of every department."""
    actor = actor_behind(request)
    item = approval_for(actor, approval_id)
    try:
        with one_act():
            know_as_own(item, slot_id=slot_id, actor=actor)
    except DomainError as refused:
        return approval_page(request, approval_for(actor, approval_id), fault=refused)
    messages.success(request, _("已升为 A 级，所有部门都认。"))
    return to_case(request, approval_id, "#papers")
