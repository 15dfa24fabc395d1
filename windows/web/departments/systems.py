"""Departments' systems, for administrators: connect, move, renew, pause, try."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from rest_framework.authtoken.models import Token

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.models import Department
from windows.departments.actions import (
    GRACE,
    change_address,
    connect_system,
    disconnect_system,
    go_on_sending,
    pause_system,
    renew_secret,
)
from windows.departments.models import DepartmentSystem
from windows.departments.queries import last_answers, system_for, systems
from windows.departments.secret_box import seal, unseal
from windows.departments.trial_message import try_system
from windows.web.page import one_act

SHOWN_ONCE = "department_secret"


@require(Role.ADMIN)
@require_http_methods(["GET", "HEAD", "POST"])
def system_list(request: HttpRequest) -> HttpResponse:
    """All systems; the form connects one more. A refusal shows what was typed."""
    actor = actor_behind(request)
    fault: DomainError | None = None
    if request.method == "POST":
        try:
            return _connected(request, actor)
        except DomainError as refused:
            fault = refused
    free = Department.objects.exclude(system__is_active=True).order_by("name")
    context = {
        "systems": systems(actor),
        "departments": free,
        "fault": fault,
        "typed": {name: request.POST.get(name, "") for name in ("department", "url", "key_id")},
    }
    return render(
        request, "departments/systems.html", context, status=fault.status if fault else 200
    )


def _connected(request: HttpRequest, actor: Actor) -> HttpResponse:
    department = Department.objects.filter(code=request.POST.get("department", "")).first()
    if department is None:
        raise Http404
    with one_act():
        system, secret = connect_system(
            department,
            url=request.POST.get("url", "").strip(),
            key_id=request.POST.get("key_id", "").strip(),
            actor=actor,
        )
    return _with_secret(request, system, secret)


@require(Role.ADMIN)
@require_safe
def system(request: HttpRequest, pk: int) -> HttpResponse:
    return _system_page(request, system_for(actor_behind(request), pk))


@require(Role.ADMIN)
@require_POST
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One of the acts of the page."""
    actor = actor_behind(request)
    item = system_for(actor, pk)
    try:
        if verb == "renew":
            has_leaked = request.POST.get("leaked") == "on"
            grace = timedelta() if has_leaked else GRACE
            with one_act():
                item, secret = renew_secret(item, grace=grace, actor=actor)
            return _with_secret(request, item, secret)
        if verb == "test":
            return _tried(request, item, actor)
        _do(request, item, verb, actor)
    except DomainError as refused:
        return _system_page(request, system_for(actor, pk), fault=refused)
    return redirect("department_system", pk=pk)


def _do(request: HttpRequest, item: DepartmentSystem, verb: str, actor: Actor) -> None:
    with one_act():
        match verb:
            case "address":
                change_address(item, url=request.POST.get("url", "").strip(), actor=actor)
                said = _("接收地址已经改好。")
            case "pause":
                pause_system(item, actor=actor)
                said = _("已暂停，消息都留着。")
            case "go-on":
                go_on_sending(item, actor=actor)
                said = _("已恢复，留着的消息正在发送。")
            case "disconnect":
                disconnect_system(item, actor=actor)
                said = _("已停用，以后的办件在门户里办理。")
            case _:
                raise Http404
    messages.success(request, said)


def _tried(request: HttpRequest, item: DepartmentSystem, actor: Actor) -> HttpResponse:
    outcome = try_system(item, actor=actor)
    told = f"{outcome.what} {outcome.said}".strip()
    if outcome.is_good:
        messages.success(request, _("测试消息已送达：%(told)s") % {"told": told})
    else:
        messages.error(request, _("测试消息没有送到：%(told)s") % {"told": told})
    return redirect("department_system", pk=item.pk)


def _with_secret(request: HttpRequest, item: DepartmentSystem, secret: str) -> HttpResponse:
    """Kept, encrypted, until the next page has shown it: a reload must not make another one."""
    request.session[SHOWN_ONCE] = {"system": item.pk, "box": seal(secret)}
    return redirect("department_system", pk=item.pk)


def _system_page(
    request: HttpRequest, item: DepartmentSystem, fault: DomainError | None = None
) -> HttpResponse:
    kept = request.session.get(SHOWN_ONCE) if request.method == "GET" else None
    secret = token = ""
    if kept and kept["system"] == item.pk:
        del request.session[SHOWN_ONCE]
        secret = unseal(kept["box"])
        token = Token.objects.get(user=item.account_id).key
    context = {
        "system": item,
        "secret": secret,
        "token": token,
        "answers": last_answers(item),
        "grace_hours": int(GRACE.total_seconds() // 3600),
        "fault": fault,
        "typed_url": request.POST.get("url", item.url),
    }
    page = render(
        request, "departments/system.html", context, status=fault.status if fault else 200
    )
    page["Cache-Control"] = "no-store"
    return page
