"""The officer's inbox: nearest deadline first, narrowed by a filter that is in the address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.catalogue.text import Text
from services.models import Department
from windows.approvals.states import AT_DEPARTMENT, ApprovalState
from windows.deadlines.waiting import extensions_to_answer
from windows.paging import read_place
from windows.together.queries import unfinished
from windows.together.rules import TogetherAct
from windows.web.inbox.place import keys_are_on
from windows.web.page import spoken
from windows.worklist.filters import MOST_DAYS, Due, InboxFilter, Whose, read_filter
from windows.worklist.models import MOST
from windows.worklist.queries import Choices, Kept, choices_for, hidden_by, kept_filters, listed

DUE = {
    Due.OVERDUE: gettext_lazy("已超期"),
    Due.TODAY: gettext_lazy("今天到期"),
    Due.WITHIN: gettext_lazy("几个工作日内到期（含超期）"),
    Due.UNDATED: gettext_lazy("还没有期限"),
}
WHOSE = {
    Whose.MINE: gettext_lazy("我的和没有指定的"),
    Whose.ME: gettext_lazy("指定给我的"),
    Whose.NOBODY: gettext_lazy("没有指定的"),
}
PARTS = {
    "matter": gettext_lazy("事项"),
    "state": gettext_lazy("状态"),
    "due": gettext_lazy("期限"),
    "whose": gettext_lazy("由谁办"),
    "place": gettext_lazy("地区"),
    "thing": gettext_lazy("一件事"),
    "words": gettext_lazy("编号或姓名"),
}
DAYS_UNLESS_SAID = 3


@require(Role.OFFICER)
@require_safe
def inbox_page(request: HttpRequest) -> HttpResponse:
    """Without any address the officer's start view, where they keep one."""
    kept = kept_filters(actor_behind(request))
    start = next((each.filter for each in kept if each.filter.is_start and each.filter.query), None)
    if start is not None and not request.META["QUERY_STRING"]:
        return redirect(f"{redirect('inbox').url}?{start.query}&kept={start.pk}")
    return list_page(request, kept)


def list_page(
    request: HttpRequest, kept: list[Kept] | None = None, fault: DomainError | None = None
) -> HttpResponse:
    """The list; after a refusal with its words, and as it was."""
    actor = actor_behind(request)
    said = request.GET.dict()
    if said.get("due") == Due.WITHIN and not said.get("days"):
        said["days"] = str(DAYS_UNLESS_SAID)
    asked, after = read_filter(said), said.get("after", "")
    page = listed(actor, asked, after=after)
    department = Department.objects.filter(code=actor.department_code).first()
    choices = choices_for(department) if department else Choices((), (), ())
    kept = kept_filters(actor) if kept is None else kept
    shown = next((one.filter for one in kept if str(one.filter.pk) == said.get("kept")), None)
    context = {
        "department": department,
        "approvals": page.rows,
        "next_after": page.next,
        "is_further": bool(after),
        "asked": asked,
        "in_list": _in_list(asked, shown.pk if shown else 0, after),
        "choices": choices,
        "states": [(value, ApprovalState(value).label) for value in AT_DEPARTMENT],
        "dues": [(due.value, label) for due, label in DUE.items()],
        "whoses": [(whose.value, label) for whose, label in WHOSE.items()],
        "together_acts": TogetherAct.choices,
        "most_days": MOST_DAYS,
        "unfinished": unfinished(actor),
        "extensions": extensions_to_answer(actor),
        "kept": kept,
        "kept_here": shown,
        "name_to_keep": request.POST.get("name", shown.name if shown else ""),
        "may_keep_more": len(kept) < MOST,
        "hidden": [] if page.rows else _hidden(request, asked, choices),
        "keys_are_on": keys_are_on(request),
        "fault": fault,
    }
    return render(request, "inbox/inbox.html", context, status=fault.status if fault else 200)


def _in_list(asked: InboxFilter, kept: int, after: str) -> str:
    """What the address of a case adds, so that the way back and on is known there."""
    place = f"after={after}" if read_place(after) else ""
    said = (asked.query, f"kept={kept}" if kept else "", place)
    return "?" + ("&".join(filter(None, said)) or "all=1")


def _hidden(
    request: HttpRequest, asked: InboxFilter, choices: Choices
) -> list[tuple[str, str, int, str]]:
    """(part, what it is set to, how many it hides, the address without it)."""
    found = hidden_by(actor_behind(request), asked)
    said = spoken_parts(asked, choices)
    return [
        (str(PARTS[part]), said[part], count, f"?{asked.without(part).query or 'all=1'}")
        for part, count in found
    ]


def spoken_parts(asked: InboxFilter, choices: Choices) -> dict[str, str]:
    """Each part as a person reads it."""
    names: dict[str, dict[str, Text]] = {
        "matter": dict(choices.matters),
        "thing": dict(choices.things),
        "place": dict(choices.places),
    }
    said = {part: str(getattr(asked, part)) for part in asked.parts}
    for part, known in names.items():
        if said.get(part) in known:
            said[part] = spoken(known[said[part]])
    if asked.state:
        said["state"] = str(ApprovalState(asked.state).label)
    if asked.whose:
        said["whose"] = str(WHOSE[Whose(asked.whose)])
    if asked.due == Due.WITHIN:
        said["due"] = _("%(days)s 个工作日内（含超期）") % {"days": asked.days}
    elif asked.due:
        said["due"] = str(DUE[Due(asked.due)])
    return said
