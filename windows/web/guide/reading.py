"""A guide's page from the database. The one place that decides whose editions are shown.

`matter_shown` and `thing_shown` get the plain data; a region's own editions, once asked for in the
address, come in here and nowhere else.
"""

from __future__ import annotations

from django.urls import reverse

from materials.queries import life_event_spec, matter_spec
from services import queries as catalogue
from services.catalogue.spec import LifeEventSpec, MatterSpec
from services.catalogue.text import Text
from services.models import LifeEventEdition
from windows.planning.names import both
from windows.usual_time.queries import usual_time_of_life_event, usual_time_of_matter
from windows.web.guide.blocks import Link, Links
from windows.web.guide.ground import ground_of
from windows.web.guide.matter_page import MatterPage
from windows.web.guide.thing_page import ThingPage, span_of


def matter_shown(code: str) -> MatterSpec:
    """The standard of the province. Raises NoSuchMatter."""
    return matter_spec(catalogue.matter_edition(code))


def thing_shown(edition: LifeEventEdition) -> LifeEventSpec:
    return life_event_spec(edition)


def matter_page(code: str) -> MatterPage:
    """Raises NoSuchMatter."""
    matter = matter_shown(code)
    events = tuple(catalogue.life_events_with(code))
    specs = [thing_shown(edition) for edition in events]
    links = tuple(
        Link(
            both(edition.name, edition.name_en),
            reverse("questions", args=[edition.life_event.code]),
            _together(edition, spec),
        )
        for edition, spec in zip(events, specs, strict=True)
    )
    usual = usual_time_of_matter(code)
    return MatterPage(matter, events, Links(links), ground_of([matter], specs), usual)


def thing_page(edition: LifeEventEdition) -> ThingPage:
    spec = thing_shown(edition)
    ground = ground_of([included.matter for included in spec.matters], [spec])
    usual = usual_time_of_life_event(edition.life_event.code)
    return ThingPage(edition, spec, ground, usual, span_of(edition, spec, ground))


def _together(edition: LifeEventEdition, spec: LifeEventSpec) -> Text:
    count = len(spec.matters)
    return Text(f"{count} 个事项一次办", f"{count} matters at once")
