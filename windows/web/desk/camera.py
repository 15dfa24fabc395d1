"""材料拍照: the paper lies under the camera, page after page, and becomes one file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from materials.documents.refused import refused_uploads_recorded
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.cases import actions
from windows.cases.people import person_in
from windows.cases.queries import slot_for
from windows.desk.photographs import MOST_PAGES, one_pdf
from windows.web.citizen.roles import party_labels
from windows.web.desk.counted import handed_back
from windows.web.page import one_act

CAMERA = "camera=(self), geolocation=(), microphone=()"
"""This page alone may ask the browser for the camera."""


@require(Role.CLERK)
@require_http_methods(["GET", "POST"])
def camera(request: HttpRequest, number: str, slot_id: int) -> HttpResponse:
    """With scripts a live picture; without, the browser's own way to take or choose pictures."""
    actor = actor_behind(request)
    slot = slot_for(actor, number, slot_id)
    here = f"{reverse('desk_case', args=[number])}?look={slot_id}#look"
    fault: DomainError | None = None
    if request.method == "POST":
        taken = request.FILES.getlist("photograph")
        if not taken:
            messages.error(request, _("请先拍一张，或者选一张照片。"))
            return redirect("desk_camera", number=number, slot_id=slot_id)
        try:
            scan = one_pdf(taken, name=get_valid_filename(slot.name))
            person = person_in(slot.case, slot.party_role)
            with refused_uploads_recorded(person, actor=actor), one_act():
                actions.attach_upload(slot, upload=scan, actor=actor)
            said = ngettext("已存成一份，%(n)s 页。", "已存成一份，%(n)s 页。", len(taken))
            messages.success(request, said % {"n": len(taken)})
            return redirect(here)
        except DomainError as refused:
            fault = refused
    context = {
        "case": slot.case,
        "slot": slot,
        "party_labels": party_labels(slot.case),
        "most": MOST_PAGES,
        "back": here,
        "fault": fault,
        "strokes_back": handed_back(request) if fault else "",
    }
    answer = render(request, "desk/camera.html", context, status=fault.status if fault else 200)
    answer.headers["Permissions-Policy"] = CAMERA
    return answer
