"""核对原件: the copy on the screen, the original on the counter, side by side."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from materials.documents.forms import last_day
from materials.documents.previews import has_preview, page_count
from materials.queries import document_for
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.cases.people import person_in
from windows.cases.queries import slot_for
from windows.errors import SlotHasNoPaper
from windows.originals.actions import correct_last_day, see_original
from windows.originals.needed import level_needed
from windows.web.citizen.roles import party_labels
from windows.web.desk.counted import handed_back
from windows.web.page import one_act


@require(Role.CLERK)
@require_http_methods(["GET", "POST"])
def original(request: HttpRequest, number: str, slot_id: int) -> HttpResponse:
    """Both say the same: the level rises, once, for every later case of every department."""
    actor = actor_behind(request)
    slot = slot_for(actor, number, slot_id)
    fault: DomainError | None = None
    if request.method == "POST":
        try:
            with one_act():
                until = last_day(request.POST.get("valid_until", ""))
                if "only_day" in request.POST:
                    correct_last_day(slot, actor=actor, valid_until=until)
                    said = _("有效期已记下。")
                else:
                    see_original(slot, actor=actor, valid_until=until)
                    said = _("已升为 B 级。以后办事，哪个部门都不用再看原件。")
            messages.success(request, said)
            return redirect(f"{reverse('desk_case', args=[number])}#slot-{slot_id}")
        except DomainError as refused:
            fault = refused
    if slot.document_id is None:
        raise SlotHasNoPaper
    document = document_for(actor, slot.document_id)
    context = {
        "case": slot.case,
        "slot": slot,
        "document": document,
        "owner": person_in(slot.case, slot.party_role),
        "party_labels": party_labels(slot.case),
        "needed": level_needed(slot.case, slot),
        "has_preview": has_preview(document),
        "pages": page_count(document),
        "typed": request.POST,
        "fault": fault,
        "strokes_back": handed_back(request) if fault else "",
    }
    response = render(request, "desk/original.html", context, status=fault.status if fault else 200)
    response.headers["Cache-Control"] = "private, no-store"
    return response
