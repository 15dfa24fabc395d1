"""The guide of one matter. That of a whole thing is `windows.web.citizen.things.thing`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from windows.planning.names import both
from windows.web.guide.glance import glance_of
from windows.web.guide.matter import sections
from windows.web.guide.reading import matter_page
from windows.web.guide.share import share_of
from windows.web.page import spoken


@require_safe
def matter(request: HttpRequest, code: str) -> HttpResponse:
    """Where it holds and the things that contain it first, then the 22 sections."""
    page = matter_page(code, request.GET)
    name = both(page.matter.name, page.matter.name_en)
    return render(
        request,
        "citizen/matter.html",
        {
            "name": name,
            "department": page.ground.called(page.matter.department),
            "glance": glance_of(page.matter, page.ground),
            "events": page.events,
            "sections": sections(page),
            "share": share_of(request, reverse("matter", args=[code]) + page.place.query),
            "place": page.place,
            "is_paper": "paper" in request.GET,
            "crumbs": [(_("办什么事"), reverse("things")), (spoken(name), "")],
        },
    )
