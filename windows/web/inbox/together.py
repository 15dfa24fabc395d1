"""Several at once: the page of the second look, the act, and what became of each."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.accounts.actor import Actor
from portal.accounts.models import Staff
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.together.actions import do_together, drop, finish
from windows.together.errors import ChangedSinceShown, NotShown
from windows.together.looking import MOST, second_look
from windows.together.models import Together
from windows.together.queries import case_numbers, together_for
from windows.together.rules import RULES, TogetherAct
from windows.together.shown import read_shown, sign_shown

LONGEST_NUMBER = 18


@require(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest) -> HttpResponse:
    """What was marked in the list, each with its essentials and a tick of its own; nothing is
    ticked beforehand. A POST does what was ticked; a refusal shows on the page with the ticks
    and what was typed.
    """
    said = request.POST if request.method == "POST" else request.GET
    act = said.get("act", "")
    if act not in TogetherAct.values:
        raise Http404
    marked = _numbers(said.getlist("id"))
    if request.method != "POST":
        return _page(request, TogetherAct(act), marked, uuid4())
    key, ticked = _key(said.get("key", "")), _numbers(said.getlist("ticked"))
    actor = actor_behind(request)
    words = {"username": said.get("username", ""), "why": said.get("why", "").strip()}
    try:
        do_together(
            key,
            ticked,
            shown=read_shown(said.get("shown", ""), key=key, act=TogetherAct(act), actor=actor)
            if ticked
            else {},
            act=TogetherAct(act),
            actor=actor,
            **words,
        )
    except DomainError as refused:
        return _page(request, TogetherAct(act), marked, key, refused)
    return redirect("together_done", key=key)


def _page(
    request: HttpRequest,
    act: TogetherAct,
    marked: list[int],
    key: UUID,
    fault: DomainError | None = None,
) -> HttpResponse:
    actor = actor_behind(request)
    looked = second_look(marked, act, actor)
    details = fault.details if isinstance(fault, ChangedSinceShown) else ()
    changed = {number for number in details if isinstance(number, int)}
    ticked = [] if isinstance(fault, NotShown) else _numbers(request.POST.getlist("ticked"))
    colleagues = Staff.objects.filter(
        role=Role.OFFICER,
        department_code=actor.department_code,
        is_active=True,
        user__is_active=True,
    )
    context = {
        "act": act,
        "key": key,
        "may": [each for each in looked if each.why_not is None],
        "may_not": [each for each in looked if each.why_not is not None],
        "left_out": max(len(set(marked)) - MOST, 0),
        "most": MOST,
        "ticked": [number for number in ticked if number not in changed],
        "changed": changed,
        "gone": case_numbers(changed - {each.approval.pk for each in looked}),
        "username": request.POST.get("username", ""),
        "why": request.POST.get("why", ""),
        "shown": sign_shown(looked, key=key, act=act, actor=actor),
        "rules": RULES,
        "colleagues": colleagues.select_related("user").order_by("user__display_name", "pk")
        if act == TogetherAct.GIVE
        else (),
        "fault": fault,
    }
    return render(request, "inbox/together.html", context, status=fault.status if fault else 200)


@require(Role.OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, key: UUID) -> HttpResponse:
    """One by one, for the officer who did it and who signs above in the department. A POST of the
    officer's finishes or drops what was not done when it ended half way.
    """
    actor = actor_behind(request)
    run = together_for(actor, key)
    if request.method == "POST":
        {"finish": finish, "drop": drop}.get(request.POST.get("do", ""), _nothing)(run, actor=actor)
        return redirect("together_done", key=key)
    outcomes = list(
        run.outcomes.select_related("approval__matter_edition", "approval__case").order_by("pk")
    )
    context = {
        "run": run,
        "done": [each for each in outcomes if each.is_done],
        "refused": [each for each in outcomes if each.is_done is False],
        "left": [each for each in outcomes if each.is_done is None],
        "may_finish": run.by_id == actor.user_id,
    }
    return render(request, "inbox/together_done.html", context)


def _nothing(_run: Together, *, actor: Actor) -> int:
    raise Http404


def _numbers(typed: list[str]) -> list[int]:
    """In the order in which they came, each once; what is no number is left out."""
    return [
        int(each)
        for each in dict.fromkeys(typed)
        if each.isascii() and each.isdecimal() and len(each) <= LONGEST_NUMBER
    ]


def _key(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise Http404 from None
