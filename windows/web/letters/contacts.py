"""怎么通知您: which ways are on, where they lead, in which language, and what is left out."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.letters.contacts import ask_for_code, confirm, remove, wish
from windows.letters.errors import CodeWrong
from windows.letters.kinds import ALWAYS, QUIETABLE
from windows.letters.queries import ways_of, wishes_of
from windows.web.page import one_act


@require(Role.APPLICANT)
@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    return _page(request)


@require(Role.APPLICANT)
@require_POST
def act(request: HttpRequest, verb: str) -> HttpResponse:
    """One of the four forms of the page. A refusal shows on it, with what was typed."""
    if verb not in ACTS:
        raise Http404
    try:
        with one_act():
            left = ACTS[verb](request, actor_behind(request))
    except DomainError as refused:
        return _page(request, fault=refused)
    if left is not None:
        return _page(request, fault=CodeWrong(field="code", left=left))
    return redirect("contacts")


def _ask(request: HttpRequest, actor: Actor) -> None:
    way, typed = request.POST.get("way", ""), request.POST.get("address", "")
    ask_for_code(_user(request), way=way, typed=typed, actor=actor)
    messages.success(request, _("验证码已经发出，十分钟内有效。请填在下面。"))


def _confirm(request: HttpRequest, actor: Actor) -> int | None:
    way, code = request.POST.get("way", ""), request.POST.get("code", "")
    left = confirm(_user(request), way=way, code=code, actor=actor)
    if left is None:
        messages.success(request, _("已经确认并开通。"))
    return left


def _remove(request: HttpRequest, actor: Actor) -> None:
    remove(_user(request), way=request.POST.get("way", ""), actor=actor)
    messages.success(request, _("已经删除，不再往那里发。"))


def _wish(request: HttpRequest, actor: Actor) -> None:
    """The form shows what is to be told; what is not ticked is quiet."""
    wanted = request.POST.getlist("topic")
    wish(
        _user(request),
        ways=request.POST.getlist("on"),
        language=request.POST.get("language", ""),
        quiet=[topic.value for topic in QUIETABLE if topic not in wanted],
        actor=actor,
    )
    messages.success(request, _("已保存。"))


ACTS = {"code": _ask, "confirm": _confirm, "remove": _remove, "wishes": _wish}


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def _page(request: HttpRequest, fault: DomainError | None = None) -> HttpResponse:
    user = _user(request)
    wishes = wishes_of(user)
    context = {
        "ways": ways_of(user),
        "wishes": wishes,
        "always": [topic.label for topic in ALWAYS],
        "topics": [(topic.value, topic.label, topic not in wishes.quiet) for topic in QUIETABLE],
        "fault": fault,
        "typed_way": request.POST.get("way", ""),
        "typed": request.POST.get("address", "")[:254],
    }
    status = fault.status if fault else 200
    return render(request, "telling/contacts.html", context, status=status)
