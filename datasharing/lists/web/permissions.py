"""共享申请: asking another department for its data, and answering what is asked."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datasharing.lists.catalogue.queries import resource_of
from datasharing.lists.permissions.actions import (
    LONGEST_PURPOSE,
    LONGEST_WORDS,
    ask_permission,
    extend_answer,
    grant_permission,
    note_answer,
    refuse_permission,
    take_back_permission,
    withdraw_permission,
)
from datasharing.lists.permissions.errors import AnswerFaulty, PermissionNotFound
from datasharing.lists.permissions.limits import ANSWER, EXTENSION, PROVISION, days_of
from datasharing.lists.permissions.models import SharingPermission
from datasharing.lists.permissions.policy import in_sight, is_asker, is_provider
from datasharing.lists.permissions.queries import names_of_matters, permission_of
from datasharing.lists.permissions.states import PermissionState
from datasharing.lists.policy import DESK_ROLES
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.models import Matter

PAGE = 50


@require(*DESK_ROLES)
@require_safe
def permissions(request: HttpRequest) -> HttpResponse:
    """Everything the department asked or was asked, newest first; one state at a time if liked."""
    actor = actor_behind(request)
    found = in_sight(actor).order_by("-asked_at", "-pk")
    state = request.GET.get("state", "")
    if state in PermissionState.values:
        found = found.filter(state=state)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "state": state,
        "states": PermissionState.choices,
    }
    return render(request, "data_lists/permissions.html", context)


@require(Role.DATA_OFFICER)
@require_http_methods(["GET", "POST"])
def permission_new(request: HttpRequest, resource: str) -> HttpResponse:
    """The form by which a department asks for one register."""
    actor = actor_behind(request)
    offered = resource_of(resource)
    fault: DomainError | None = None
    if request.method == "POST":
        try:
            with transaction.atomic(durable=True):
                asked = ask_permission(
                    offered,
                    purpose=request.POST.get("purpose", ""),
                    matters=request.POST.getlist("matters"),
                    actor=actor,
                )
        except DomainError as refused:
            fault = refused
        else:
            messages.success(request, _said_of(asked))
            return redirect("data_permission", pk=asked.pk)
    own = Matter.objects.filter(editions__department__code=actor.department_code)
    context = {
        "resource": offered,
        "matters": own.distinct().order_by("code"),
        "chosen": request.POST.getlist("matters"),
        "typed": request.POST.get("purpose", ""),
        "longest": LONGEST_PURPOSE,
        "days": days_of(ANSWER),
        "fault": fault,
    }
    status = fault.status if fault else 200
    return render(request, "data_lists/permission_new.html", context, status=status)


@require(*DESK_ROLES)
@require_safe
def permission(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_behind(request)
    return _page(request, permission_of(actor, pk), actor)


@require_POST
@require(*DESK_ROLES)
def permission_act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    actor = actor_behind(request)
    found = permission_of(actor, pk)
    try:
        with transaction.atomic(durable=True):
            _act(found, verb, request, actor)
    except DomainError as refused:
        found.refresh_from_db()
        return _page(request, found, actor, fault=refused)
    messages.success(request, _("已记下，对方会看到。"))
    return redirect("data_permission", pk=pk)


def _act(found: SharingPermission, verb: str, request: HttpRequest, actor: Actor) -> None:
    said = request.POST
    if verb == "grant":
        conditions, until = said.get("conditions", ""), _day(said.get("valid_until", ""))
        grant_permission(found, conditions=conditions, valid_until=until, actor=actor)
    elif verb == "refuse":
        refuse_permission(found, reason=said.get("reason", ""), actor=actor)
    elif verb == "extend":
        reason, head = said.get("extension_reason", ""), said.get("approved_by", "")
        extend_answer(found, reason=reason, approved_by=head, actor=actor)
    elif verb == "withdraw":
        withdraw_permission(found, why=said.get("why", ""), actor=actor)
    elif verb == "take-back":
        take_back_permission(found, why=said.get("why", ""), actor=actor)
    elif verb == "note":
        note_answer(found, actor=actor)
    else:
        raise PermissionNotFound


def _day(text: str) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        why = _("到期日请写成 2027-06-30 这样")
        raise AnswerFaulty(field="valid_until", why=why) from error


def _page(
    request: HttpRequest,
    found: SharingPermission,
    actor: Actor,
    *,
    fault: DomainError | None = None,
) -> HttpResponse:
    context = {
        "permission": found,
        "matters": names_of_matters(found),
        "is_provider": is_provider(found, actor=actor),
        "is_asker": is_asker(found, actor=actor),
        "typed": request.POST,
        "longest": LONGEST_WORDS,
        "extension_days": days_of(EXTENSION),
        "provision_days": days_of(PROVISION),
        "fault": fault,
    }
    status = fault.status if fault else 200
    return render(request, "data_lists/permission.html", context, status=status)


def _said_of(asked: SharingPermission) -> str:
    if asked.state == PermissionState.GRANTED:
        return _("这项数据无条件共享，现在就可以使用。")
    return _("已提交，请等提供部门答复。")
