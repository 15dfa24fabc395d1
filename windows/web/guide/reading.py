"""A guide's page from the database. The one place that decides whose editions are shown: those
that hold in the place of the address (`windows.web.guide.place`).
"""

from __future__ import annotations

from django.http import QueryDict
from django.urls import reverse

from materials.queries import life_event_spec, matter_spec, pinned_spec
from services import queries as catalogue
from services.catalogue.spec import LifeEventSpec
from services.catalogue.text import Text
from services.models import LifeEventEdition
from windows.planning.names import both
from windows.usual_time.queries import usual_time_of_life_event, usual_time_of_matter
from windows.web.guide.blocks import Link, Links
from windows.web.guide.ground import ground_of
from windows.web.guide.matter_page import MatterPage
from windows.web.guide.place import place_of_matter, place_of_thing
from windows.web.guide.thing_page import ThingPage, span_of


def matter_page(code: str, query: QueryDict) -> MatterPage:
    """Raises NoSuchMatter."""
    standard = catalogue.matter_edition(code)
    place = place_of_matter(query, standard)
    matter = matter_spec(place.held[0].edition if place.held else standard)
    events = tuple(catalogue.life_events_with(code))
    specs = [life_event_spec(edition) for edition in events]
    links = tuple(
        Link(
            both(edition.name, edition.name_en),
            reverse("questions", args=[edition.life_event.code]) + place.query,
            _together(edition, spec),
        )
        for edition, spec in zip(events, specs, strict=True)
    )
    usual = usual_time_of_matter(code)
    return MatterPage(matter, events, Links(links), ground_of([matter], specs), usual, place)


def thing_page(edition: LifeEventEdition, query: QueryDict) -> ThingPage:
    place = place_of_thing(query, edition)
    spec = pinned_spec(edition, place.pins)
    ground = ground_of([included.matter for included in spec.matters], [spec])
    usual = usual_time_of_life_event(edition.life_event.code)
    lasting = span_of(edition, spec, ground, place)
    return ThingPage(edition, spec, ground, usual, lasting, place)


def _together(edition: LifeEventEdition, spec: LifeEventSpec) -> Text:
    count = len(spec.matters)
    return Text(f"{count} 个事项一次办", f"{count} matters at once")
