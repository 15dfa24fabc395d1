"""For those who see to it that letters arrive: what did not go out, and what each letter says."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from windows.letters.again import send_again
from windows.letters.kinds import CODE, topic_of
from windows.letters.queries import (
    IN_TROUBLE,
    count_in_trouble,
    letter_for,
    letters_in_trouble,
)
from windows.letters.reasons import explained
from windows.letters.states import LetterState, Way
from windows.letters.transports.registry import ways_offered
from windows.letters.wording import KINDS, LANGUAGES, page_address, worded
from windows.web.page import one_act

NUMBER = "330106-20261123-000001"
SAMPLE = {
    "number": NUMBER,
    "code": "402913",
    "minutes": 10,
}
"""A case that nobody has."""


@require(Role.SUPERVISOR, Role.ADMIN)
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """What was given up, and what is still being tried. Filters stay in the address."""
    actor = actor_behind(request)
    state, way = request.GET.get("state", ""), request.GET.get("way", "")
    page = letters_in_trouble(actor, state=state, way=way, after=request.GET.get("after", ""))
    counted = count_in_trouble(actor)
    context = {
        "rows": [(row, explained(row.last_error)) for row in page.rows],
        "next_after": page.next,
        "given_up": counted[LetterState.GIVEN_UP.value],
        "failed": counted[LetterState.FAILED.value],
        "state": state,
        "states": [(each.value, each.label) for each in IN_TROUBLE],
        "way": way,
        "ways": Way.choices,
        "offered": [each.label for each in ways_offered()],
        "is_supervisor": actor.kind == Role.SUPERVISOR,
    }
    return render(request, "telling/letters.html", context)


@require(Role.SUPERVISOR, Role.ADMIN)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_behind(request)
    with one_act():
        send_again(letter_for(actor, pk), actor=actor)
    messages.success(request, _("已经重新发送，结果稍后看得到。"))
    return redirect("letters")


@require(Role.EDITOR, Role.ADMIN)
@require_safe
def wordings(request: HttpRequest) -> HttpResponse:
    """Every letter in both languages, with an invented case."""
    link = page_address(f"/cases/{NUMBER}/")
    shown = []
    for kind in KINDS:
        facts = SAMPLE if kind == CODE else SAMPLE | {"link": link}
        said = [(language, worded(kind, language, **facts)) for language in LANGUAGES]
        shown.append((kind, topic_of(kind).label if kind != CODE else _("验证码"), said))
    return render(request, "telling/wordings.html", {"shown": shown})
