"""Finding one's one thing: home, list with search, guide."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.accounts.web import actor_behind
from services import queries as catalogue
from services.catalogue.text import Text
from services.models import Audience, LifeEventEdition
from services.search import LONGEST_QUERY, Facet, Found, Narrowed, browse, find
from services.search.log import token_for
from windows.cases.queries import drafts_of
from windows.web.citizen.followed import address_of, count_search
from windows.web.guide.glance import glances
from windows.web.guide.reading import thing_page
from windows.web.guide.share import share_of
from windows.web.guide.thing import sections
from windows.web.guide.thing_how import between
from windows.web.page import spoken

SHORTEST_QUERY = 1
MOST_FACETS = 12


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
    """The list, searched in citizens' words and narrowed by audience, theme and department."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    narrowed = Narrowed(
        audience=_known_audience(request.GET.get("audience", "")),
        theme=request.GET.get("theme", "").replace("\x00", "")[:60],
        department=request.GET.get("department", "").replace("\x00", "")[:100],
    )
    is_search = len(query) >= SHORTEST_QUERY
    after = request.GET.get("after", "").replace("\x00", "")[:64]
    look = partial(find, query) if is_search else browse
    found = look(narrowed=narrowed, after=after)
    if is_search and narrowed.is_open and not after:
        count_search(request, query, found=found.count)
    token = token_for(query) if is_search else ""
    context = {
        "query": query,
        "found": found,
        "events": [(hit.entry, address_of(hit.entry, token)) for hit in found.events],
        "matters": [(hit.entry, address_of(hit.entry, token)) for hit in found.matters],
        "themes": [] if found.count else browse().facets["theme"][:MOST_FACETS],
        "narrowed": narrowed,
        "audiences": _audiences(found, narrowed),
        "facets": [
            _narrowing("theme", _("主题"), narrowed.theme, found),
            _narrowing("department", _("部门"), narrowed.department, found),
        ],
    }
    return render(request, "citizen/things.html", context)


def _narrowing(
    name: str, title: str, chosen: str, found: Found
) -> tuple[str, str, str, str, list[Facet]]:
    """One way to narrow: its name in the address, its title, what is chosen, and the choices."""
    rows = found.facets.get(name, [])
    labels = {facet.value: spoken(Text(facet.label, facet.label_en)) for facet in rows}
    return name, title, chosen, labels.get(chosen, chosen), rows[:MOST_FACETS]


def _known_audience(value: str) -> str:
    return value if value in Audience.values else ""


def _audiences(found: Found, narrowed: Narrowed) -> list[tuple[str, str, int | None]]:
    """Everybody first; each audience with its count."""
    counts = {facet.value: facet.count for facet in found.facets.get("audience", [])}
    rows: list[tuple[str, str, int | None]] = [("", _("全部"), None)]
    for value, label in Audience.choices:
        if counts.get(value) or narrowed.audience == value:
            rows.append((value, str(label), counts.get(value, 0)))
    return rows


@require_safe
def thing(request: HttpRequest, code: str) -> HttpResponse:
    """The guide of the whole thing, in the order of the standard; the answer first."""
    edition = catalogue.life_event_edition(code)
    page = thing_page(edition, request.GET)
    departments = {matter.department for matter in page.matters}
    return render(
        request,
        "citizen/thing.html",
        {
            "edition": edition,
            "questions": page.spec.questions,
            "glances": glances(page),
            "sections": sections(page),
            "span": page.span,
            "promised": between(page.span.shortest, page.span.longest) if page.span else None,
            "matters": len(page.matters),
            "departments": len(departments),
            "start": reverse("questions", args=[code]) + page.query,
            "share": share_of(request, reverse("thing", args=[code]) + page.query),
            "place": page.place,
            "is_paper": "paper" in request.GET,
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
