"""Acts on one material of a case: upload, use a kept document, promise, bring it oneself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from materials.documents.library import Kept, kept
from materials.documents.refused import refused_uploads_recorded
from materials.documents.uploads.sent import file_in
from materials.queries import document_for, documents_of
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.catalogue.text import Text
from windows.cases import actions
from windows.cases.actions.hand_in import commitment_text
from windows.cases.models import MaterialSlot
from windows.cases.people import person_in
from windows.cases.queries import slot_for
from windows.cases.states import CaseState
from windows.clock import today
from windows.corrections.queries import open_correction
from windows.deferred.models import Deferral
from windows.promises.errors import PromiseBarred
from windows.promises.telling import before_promising
from windows.web.page import one_act, spoken

KEPT_SHOWN = 10


def back_to(slot: MaterialSlot, actor: Actor) -> HttpResponse:
    """To the notice that asks for it, else to the list of all materials."""
    if Deferral.objects.filter(slot=slot).exists():
        return redirect("case", number=slot.case.number)
    notice = open_correction(slot.case)
    is_asked = notice is not None and any(item.slot_id == slot.pk for item in notice.items.all())
    is_theirs = actor.acts_for(slot.case.applicant_id)
    in_correction = slot.case.state == CaseState.CORRECTION
    page = "case_correction" if is_theirs and (is_asked or in_correction) else "case_materials"
    return redirect(page, number=slot.case.number)


@require(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def hand_in(request: HttpRequest, number: str, slot_id: int) -> HttpResponse:
    """Hand in a file, or take one handed in before. A refused file says why and loses nothing."""
    actor = actor_behind(request)
    slot = slot_for(actor, number, slot_id)
    owner = person_in(slot.case, slot.party_role)
    fault: DomainError | None = None
    if request.method == "POST":
        try:
            with refused_uploads_recorded(owner, actor=actor), one_act():
                if request.POST.get("document"):
                    document = document_for(actor, request.POST["document"])
                    actions.attach_document(slot, document=document, actor=actor)
                elif not _attach_file(request, slot, actor):
                    messages.error(request, _("请先选一个文件。"))
                    return redirect(request.get_full_path())
            messages.success(
                request, _("交好了：%(name)s") % {"name": spoken(Text(slot.name, slot.name_en))}
            )
            if request.GET.get("to") == "check" and slot.case.state == CaseState.DRAFT:
                return redirect("case_check", number=number)
            return back_to(slot, actor)
        except DomainError as refused:
            fault = refused
    # What another party handed in elsewhere is theirs alone.
    at_hand = _kept(owner, slot) if owner is not None and actor.acts_for(owner.pk) else []
    context = {"case": slot.case, "slot": slot, "kept": at_hand, "fault": fault}
    return render(request, "citizen/upload.html", context, status=fault.status if fault else 200)


def _kept(owner: Applicant, slot: MaterialSlot) -> list[Kept]:
    """What they handed in before that still holds, each with how far it is trusted."""
    day = today()
    found = documents_of(owner, on=day).filter(material_type=slot.material_type)[:KEPT_SHOWN]
    return kept(list(found), on=day)


def _attach_file(request: HttpRequest, slot: MaterialSlot, actor: Actor) -> bool:
    """False where no file was chosen."""
    with file_in(request, actor) as file:
        if file is None:
            return False
        actions.attach_upload(slot, upload=file, actor=actor)
    return True


@require(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def promise(request: HttpRequest, number: str, slot_id: int) -> HttpResponse:
    """告知承诺: read what is promised and what follows if it is not true, then sign."""
    actor = actor_behind(request)
    slot = slot_for(actor, number, slot_id)
    fault: DomainError | None = None
    if request.method == "POST":
        try:
            with one_act():
                actions.sign_slot_commitment(slot, actor=actor)
            messages.success(request, _("承诺已记下，不用再交证明。"))
            return back_to(slot, actor)
        except PromiseBarred as refused:
            fault = refused
    context = {
        "case": slot.case,
        "slot": slot,
        "words": commitment_text(slot.case, slot),
        "telling": before_promising(slot.case, slot),
        "fault": fault,
    }
    return render(request, "citizen/promise.html", context, status=fault.status if fault else 200)


@require(Role.APPLICANT)
@require_POST
def bring(request: HttpRequest, number: str, slot_id: int) -> HttpResponse:
    """The person would rather hand it in than have it read or promised."""
    actor = actor_behind(request)
    slot = slot_for(actor, number, slot_id)
    with one_act():
        actions.choose_upload(slot, actor=actor)
    return redirect("slot_upload", number=number, slot_id=slot_id)
