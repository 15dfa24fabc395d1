"""Finding one's one thing: home, list with search, guide."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.accounts.web import actor_behind
from services import queries as catalogue
from services.catalogue.text import Text
from services.models import Audience, LegalBasis, LifeEventEdition
from windows.cases.queries import drafts_of
from windows.web.page import spoken

SHORTEST_QUERY = 1


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What would you like to get done? Everything on offer, one shelf for people, one for firms."""
    shelves = [
        (audience.value, audience.label, list(catalogue.published_life_events(audience.value)))
        for audience in Audience
    ]
    return render(
        request,
        "citizen/home.html",
        {
            "shelves": [shelf for shelf in shelves if shelf[2]],
            "drafts": drafts_of(actor_behind(request)),
        },
    )


@require_safe
def things(request: HttpRequest) -> HttpResponse:
    """The list, searched in citizens' words and narrowed by audience."""
    query = request.GET.get("q", "").strip()[:80]
    audience = request.GET.get("audience", "")
    if audience not in Audience.values:
        audience = ""
    if len(query) >= SHORTEST_QUERY:
        found = [hit.edition for hit in catalogue.search(query, audience=audience or None)]
    else:
        found = list(catalogue.published_life_events(audience or None))
    audiences = [("", _("全部")), *Audience.choices]
    return render(
        request,
        "citizen/things.html",
        {"query": query, "audience": audience, "audiences": audiences, "editions": found},
    )


@require_safe
def thing(request: HttpRequest, code: str) -> HttpResponse:
    """The guide: what is done together, for whom, what will be asked, on which law."""
    edition = catalogue.life_event_edition(code)
    matters = list(
        edition.matters.select_related("matter_edition__matter__department").order_by("order")
    )
    bases = LegalBasis.objects.filter(
        editions__in=[row.matter_edition_id for row in matters]
    ).distinct()
    return render(
        request,
        "citizen/thing.html",
        {
            "edition": edition,
            "matters": matters,
            "questions": edition.questions.prefetch_related("options"),
            "conditions": edition.conditions,
            "bases": bases,
            "start": reverse("questions", args=[code]),
            "crumbs": way_to(edition, last=True),
        },
    )


def way_to(edition: LifeEventEdition, *, last: bool = False) -> list[tuple[str, str]]:
    """Breadcrumbs down to a life event."""
    here = reverse("thing", args=[edition.life_event.code])
    shelf = f"{reverse('things')}?audience={edition.audience}"
    return [
        (edition.get_audience_display(), shelf),
        (spoken(Text(edition.name, edition.name_en)), "" if last else here),
    ]
