"""缺什么: the officer says beside each material and field what is wrong with it, all at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.catalogue.text import Text
from windows.approvals.queries import approval_for
from windows.corrections.places import AskedPlace, places_of
from windows.corrections.reporting import Finding, counted, report_all, take_back
from windows.web.inbox.place import to_case
from windows.web.inbox.views import approval_page
from windows.web.page import one_act


@require(Role.OFFICER)
@require_POST
def report(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Everything that this department misses. What goes too far is refused, and counted."""
    actor = actor_behind(request)
    item = approval_for(actor, approval_id)
    findings = _findings(request, places_of(item))
    try:
        with counted(item, actor=actor), one_act():
            report_all(item, findings=findings, actor=actor)
    except DomainError as refused:
        return approval_page(request, approval_for(actor, approval_id), fault=refused)
    messages.success(request, _("已记下。各部门都看过以后，合成一张通知告知申请人。"))
    return to_case(request, approval_id)


def _findings(request: HttpRequest, places: tuple[AskedPlace, ...]) -> list[Finding]:
    """One for each place that has words; words without a place are a finding without one."""
    findings = [
        Finding(Text(words), slot_id=each.slot, element=each.element)
        for each in places
        if (words := request.POST.get(each.key, "").strip())
    ]
    if beyond := request.POST.get("beyond", "").strip():
        findings.append(Finding(Text(beyond)))
    return findings


@require(Role.OFFICER)
@require_POST
def taken_back(request: HttpRequest, approval_id: int, report_id: int) -> HttpResponse:
    """Possible until it is told."""
    actor = actor_behind(request)
    item = approval_for(actor, approval_id)
    try:
        with one_act():
            take_back(item, report_id=report_id, actor=actor)
    except DomainError as refused:
        return approval_page(request, approval_for(actor, approval_id), fault=refused)
    messages.success(request, _("已收回，不会告知申请人。"))
    return to_case(request, approval_id)
