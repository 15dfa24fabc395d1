"""The one notice on the person's page: put right where it stands, sent back with one button."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from materials.documents.refused import refused_uploads_recorded
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.cases import actions
from windows.cases.models import Case
from windows.cases.people import person_in
from windows.cases.queries import (
    Missing,
    case_for,
    own_case_for,
    slot_for,
    what_is_missing,
)
from windows.corrections.actions import answer_correction
from windows.corrections.branches import still_missing
from windows.corrections.models import Correction
from windows.corrections.page import NoticePage, notice_page
from windows.corrections.queries import open_correction
from windows.errors import IncompleteCase
from windows.web.case_form import correction_form
from windows.web.citizen.roles import party_labels
from windows.web.page import one_act


@require(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, number: str) -> HttpResponse:
    """The one notice: all that is missing, put right where it stands, back with one button.

    What was typed is kept even where something else is still missing.
    """
    actor = actor_behind(request)
    the_case = own_case_for(actor, number)
    notice = open_correction(the_case)
    if request.method == "GET":
        if notice is None:
            return redirect("case", number=number)
        return _notice(request, the_case, notice)
    if notice is not None:
        page = notice_page(the_case, notice, actor)
        typed = {name: request.POST[name] for name in page.elements if name in request.POST}
        if typed:
            with one_act():
                actions.save_form(the_case, values=typed, actor=actor)
        try:
            _take_files(request, the_case, page, actor)
        except DomainError as refused:
            return _notice(request, case_for(actor, number), notice, fault=refused)
        if request.POST.get("later"):
            messages.success(request, _("存好了。补齐以后，请按“交回”。"))
            return redirect("case_correction", number=number)
    try:
        with one_act():
            answer_correction(the_case, actor=actor)
    except IncompleteCase as refused:
        if notice is None:
            raise
        return _notice(request, case_for(actor, number), notice, fault=refused)
    if notice is not None and notice.is_of_departments:
        messages.success(request, _("已交回，各部门的时限继续计算。"))
    else:
        messages.success(request, _("已交回窗口，时限继续计算。"))
    return redirect("case", number=number)


def _take_files(request: HttpRequest, the_case: Case, page: NoticePage, actor: Actor) -> None:
    """Each file beside the thing that it puts right; one that is refused keeps the others."""
    for asked in page.items:
        slot = asked.item.slot
        if slot is None or not asked.is_needed or asked.is_theirs:
            continue
        file = request.FILES.get(f"file-{slot.pk}")
        if not isinstance(file, UploadedFile):
            continue
        owner = person_in(the_case, slot.party_role)
        with refused_uploads_recorded(owner, actor=actor), one_act():
            actions.attach_upload(
                slot_for(actor, the_case.number, slot.pk), upload=file, actor=actor
            )


def _notice(
    request: HttpRequest, the_case: Case, notice: Correction, fault: DomainError | None = None
) -> HttpResponse:
    """Fields hold what was typed last; a wrong one says so beside it after an attempt to answer."""
    page = notice_page(the_case, notice, actor_behind(request))
    is_incomplete = isinstance(fault, IncompleteCase)
    context = {
        "case": the_case,
        "correction": notice,
        "notice": page,
        "form": correction_form(the_case, page, has_faults=is_incomplete),
        "party_labels": party_labels(the_case),
        "fault": fault,
        "missing": _missing(the_case, notice) if is_incomplete else (),
    }
    status = fault.status if fault else 200
    return render(request, "citizen/correction.html", context, status=status)


def _missing(the_case: Case, notice: Correction) -> Sequence[Missing]:
    """What keeps this notice from being answered."""
    is_all = not notice.is_of_departments
    return what_is_missing(the_case) if is_all else still_missing(the_case, notice)
