"""The person or organisation at the window: their one thing, their account, who acts for them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.actions import end_representation, link_account, start_representation
from portal.accounts.models import Applicant, ApplicantKind, RepresentationRole
from portal.accounts.queries import (
    account_for_clerk,
    applicant_for_clerk,
    person_with_number,
    representation_for_clerk,
    representatives,
)
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services import queries as catalogue
from windows.web.desk.counted import handed_back
from windows.web.page import one_act


@require(Role.CLERK)
@require_safe
def person(request: HttpRequest, applicant_id: int) -> HttpResponse:
    """The person at the window: choose their one thing."""
    return _page(request, applicant_for_clerk(actor_behind(request), applicant_id))


@require(Role.CLERK)
@require_POST
def link(request: HttpRequest, applicant_id: int) -> HttpResponse:
    """Give the person whose card lies on the desk the account that they have shown."""
    actor = actor_behind(request)
    applicant = applicant_for_clerk(actor, applicant_id)
    try:
        with one_act():
            account = account_for_clerk(actor, request.POST.get("account", ""))
            link_account(applicant, user=account, actor=actor)
    except DomainError as refused:
        return _page(request, applicant, fault=refused)
    messages.success(request, _("网上账号已交给本人，以后可以在网上办事。"))
    return redirect("desk_person", applicant_id=applicant_id)


@require(Role.CLERK)
@require_POST
def start(request: HttpRequest, applicant_id: int) -> HttpResponse:
    """From now on somebody already registered acts for this organisation."""
    actor = actor_behind(request)
    organisation = applicant_for_clerk(actor, applicant_id)
    try:
        with one_act():
            who = person_with_number(actor, request.POST.get("id_number", ""))
            role = request.POST.get("role", "")
            begun = start_representation(organisation, person=who, role=role, actor=actor)
    except DomainError as refused:
        return _page(request, organisation, fault=refused)
    said = _("%(name)s现在可以替这家单位办事（%(role)s）。")
    label = RepresentationRole(begun.role).label
    messages.success(request, said % {"name": who.name, "role": label})
    return redirect("desk_person", applicant_id=applicant_id)


@require(Role.CLERK)
@require_POST
def end(request: HttpRequest, applicant_id: int, representation_id: int) -> HttpResponse:
    """From now on this person no longer acts for the organisation."""
    actor = actor_behind(request)
    organisation = applicant_for_clerk(actor, applicant_id)
    try:
        with one_act():
            ended = representation_for_clerk(actor, organisation, representation_id)
            end_representation(ended, actor=actor)
    except DomainError as refused:
        return _page(request, organisation, fault=refused)
    said = _("%(name)s不再替这家单位办事。")
    messages.success(request, said % {"name": ended.person.name})
    return redirect("desk_person", applicant_id=applicant_id)


def _page(
    request: HttpRequest, applicant: Applicant, *, fault: DomainError | None = None
) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    things = (
        [hit.edition for hit in catalogue.search(query, audience=applicant.kind)]
        if query
        else list(catalogue.published_life_events(applicant.kind))
    )
    is_organisation = applicant.kind == ApplicantKind.ORGANISATION
    context = {
        "applicant": applicant,
        "things": things,
        "query": query,
        "is_organisation": is_organisation,
        "representatives": representatives(applicant) if is_organisation else [],
        "roles": RepresentationRole.choices,
        "typed": request.POST,
        "fault": fault,
        "strokes_back": handed_back(request) if fault else "",
    }
    return render(request, "desk/person.html", context, status=fault.status if fault else 200)
