"""承诺核查: what a department still has to look at, nearest day first, and what it found."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.clock import day_after, today
from windows.limits import limit
from windows.promises.checking import find_kept, find_mended, order_mending, revoke_decision
from windows.promises.errors import MendByTooSoon
from windows.promises.models import CommitmentCheck
from windows.promises.queries import check_for, open_checks, overdue_checks
from windows.promises.states import CheckState
from windows.web.page import one_act


@require(Role.OFFICER, Role.SUPERVISOR)
@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Of the officer's department; a supervisor sees those of the region."""
    actor = actor_behind(request)
    page = open_checks(actor, after=request.GET.get("after", ""))
    context = {
        "checks": page.rows,
        "next_after": page.next,
        "overdue": overdue_checks(actor).count(),
        "is_officer": actor.kind == Role.OFFICER,
    }
    return render(request, "inbox/promises.html", context)


@require(Role.OFFICER, Role.SUPERVISOR)
@require_safe
def promise(request: HttpRequest, check_id: int) -> HttpResponse:
    return _page(request, check_for(actor_behind(request), check_id))


def _page(
    request: HttpRequest, check: CommitmentCheck, fault: DomainError | None = None
) -> HttpResponse:
    """One check; after a refusal with its words and what was typed."""
    is_officer = actor_behind(request).kind == Role.OFFICER
    days = limit("PROMISE_MEND_WORKING_DAYS")
    usual = day_after(today(), days) or today() + dt.timedelta(days=days)
    context = {
        "check": check,
        "case": check.approval.case,
        "can_check": is_officer and check.state == CheckState.DUE,
        "can_close": is_officer and check.state == CheckState.TO_MEND,
        "can_revoke": check.mend_by is not None and check.mend_by < today(),
        "fault": fault,
        "typed": request.POST.get("words", ""),
        "mend_by": request.POST.get("mend_by", "") or usual.isoformat(),
    }
    return render(request, "inbox/promise.html", context, status=fault.status if fault else 200)


@require(Role.OFFICER)
@require_POST
def promise_act(request: HttpRequest, check_id: int, verb: str) -> HttpResponse:
    """Kept, to be mended, mended, revoked. A refusal shows on the page with what was typed."""
    actor = actor_behind(request)
    check = check_for(actor, check_id)
    words = request.POST.get("words", "").strip()
    if verb not in SAID:
        raise Http404
    try:
        with one_act():
            if verb == "kept":
                find_kept(check, found=words, actor=actor)
            elif verb == "broken":
                order_mending(check, found=words, mend_by=_day(request), actor=actor)
            elif verb == "mended":
                find_mended(check, outcome=words, actor=actor)
            else:
                revoke_decision(check, outcome=words, actor=actor)
    except DomainError as refused:
        return _page(request, check_for(actor, check_id), fault=refused)
    messages.success(request, SAID[verb]())
    return redirect("promise", check_id=check_id)


SAID = {
    "kept": lambda: _("已记下：承诺属实。"),
    "broken": lambda: _("已发出责令整改通知，申请人马上看得到。"),
    "mended": lambda: _("已记下：整改好了。"),
    "revoke": lambda: _("决定和证照已撤销，失信记录已记下。"),
}


def _day(request: HttpRequest) -> dt.date | None:
    """The day typed; None for the usual one. A word that is no day is refused."""
    typed = request.POST.get("mend_by", "").strip()
    if not typed:
        return None
    try:
        day = parse_date(typed)
    except ValueError:
        day = None
    if day is None:
        raise MendByTooSoon(field="mend_by")
    return day
