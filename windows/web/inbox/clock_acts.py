"""What an officer does with the days of an approval. A refusal shows with what was typed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.approvals.models import Approval
from windows.approvals.queries import approval_for
from windows.approvals.refused import refusals_recorded
from windows.deadlines.actions import answer_extension, ask_extension, resume_clock, stop_clock
from windows.deadlines.grounds import StopGround
from windows.deadlines.models import ExtensionKind
from windows.web.inbox.clock import PROCEDURE
from windows.web.inbox.place import to_case
from windows.web.inbox.views import approval_page
from windows.web.page import one_act

LONGEST_WORDS = 400
LONGEST_NUMBER = 3


@require(Role.OFFICER)
@require_POST
def clock_act(request: HttpRequest, approval_id: int, verb: str) -> HttpResponse:
    """Stop, resume, ask for more days, or answer as the head."""
    actor = actor_behind(request)
    item = approval_for(actor, approval_id)
    if verb not in VERBS:
        raise Http404
    try:
        with refusals_recorded(item, actor=actor), one_act():
            said = VERBS[verb](request, item)
    except DomainError as refused:
        return approval_page(request, approval_for(actor, approval_id), fault=refused)
    messages.success(request, said)
    return to_case(request, approval_id, "#clock")


def _stop(request: HttpRequest, item: Approval) -> str:
    ground, _colon, procedure = request.POST.get("ground", "").partition(PROCEDURE)
    stop_clock(
        item,
        ground=StopGround.STATUTE if procedure else ground,
        procedure=procedure,
        reason=_words(request, "stop_reason"),
        expected_days=_number(request, "expected_days"),
        actor=actor_behind(request),
    )
    return _("期限已暂停，书面告知已经发给申请人。")


def _resume(request: HttpRequest, item: Approval) -> str:
    resume_clock(item, outcome=_words(request, "outcome"), actor=actor_behind(request))
    return _("期限已恢复，剩下的日子从明天接着算。")


def _extend(request: HttpRequest, item: Approval) -> str:
    kind = request.POST.get("kind", "")
    ask_extension(
        item,
        kind=kind if kind in ExtensionKind.values else ExtensionKind.SINGLE,
        days=_number(request, "days") or 0,
        reason=_words(request, "extend_reason"),
        actor=actor_behind(request),
    )
    return _("已提出延长。批准之前期限不变。")


def _allow(request: HttpRequest, item: Approval) -> str:
    answer_extension(item, is_granted=True, actor=actor_behind(request))
    return _("已批准延长，书面告知已经发给申请人。")


def _decline(request: HttpRequest, item: Approval) -> str:
    answer_extension(item, is_granted=False, actor=actor_behind(request))
    return _("没有批准延长，期限不变。")


VERBS: dict[str, Callable[[HttpRequest, Approval], str]] = {
    "stop": _stop,
    "resume": _resume,
    "extend": _extend,
    "allow": _allow,
    "decline": _decline,
}


def _words(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()[:LONGEST_WORDS]


def _number(request: HttpRequest, name: str) -> int | None:
    """A whole number of days; None for anything else, which the action refuses."""
    typed = request.POST.get(name, "").strip()
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else None
