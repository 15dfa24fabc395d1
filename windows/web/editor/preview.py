"""The citizen's guide of a draft, as it would read: for those who keep the catalogue alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from portal.accounts.web import actor_behind, require
from services.catalogue.spec import LifeEventSpec
from services.checks.findings import errors
from services.checks.registry import Coverage
from services.models import RevisionState
from services.revisions.queries import revision_for, spec_of
from services.revisions.soundness import check_soundness
from services.revisions.states import OPEN
from windows.planning import PlanImpossible
from windows.planning.span import span
from windows.usual_time.queries import usual_time_of_life_event
from windows.web.editor.place import link_to, place_in
from windows.web.guide.glance import glances
from windows.web.guide.ground import ground_of
from windows.web.guide.thing import sections
from windows.web.guide.thing_how import between
from windows.web.guide.thing_page import ThingPage


@require()
@require_safe
def guide_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """For everybody else there is nothing here. What cannot be written down cannot be read."""
    found = revision_for(actor_behind(request), pk)
    if found.state not in OPEN:
        return redirect("revision_review", pk)
    spec = spec_of(found)
    faults = errors(check_soundness(spec, Coverage()))
    context = {
        "revision": found,
        "spec": spec,
        "is_editable": found.state == RevisionState.DRAFT,
        "faults": [(each, link_to(place_in(spec, each.spot))) for each in faults],
        "is_paper": "paper" in request.GET,
    }
    if not faults:
        context |= _guide(spec)
    response = render(request, "catalogue/guide_preview.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _guide(spec: LifeEventSpec) -> dict[str, object]:
    matters = [included.matter for included in spec.matters]
    ground = ground_of(matters, [spec])
    try:
        found = span(spec, ground.connected)
    except PlanImpossible:
        found = None
    page = ThingPage(None, spec, ground, usual_time_of_life_event(spec.code), found)
    return {
        "glances": glances(page),
        "sections": sections(page),
        "span": found,
        "promised": between(found.shortest, found.longest) if found else None,
        "matters": len(matters),
        "departments": len({matter.department for matter in matters}),
        "questions": spec.questions,
    }
