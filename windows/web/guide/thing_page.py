"""What the guide of a whole thing is made from."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache

from services.catalogue.read import fingerprint
from services.catalogue.spec import LifeEventSpec, MatterSpec
from services.models import LifeEventEdition
from windows.planning.span import Span, span
from windows.usual_time.figures import UsualTime
from windows.web.guide.ground import Ground
from windows.web.guide.place import Place

KEPT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class ThingPage:
    edition: LifeEventEdition | None
    """None for the preview of a draft."""
    spec: LifeEventSpec
    ground: Ground
    usual: UsualTime
    span: Span | None
    place: Place | None = None
    """None for the preview of a draft: it holds nowhere yet."""

    @property
    def query(self) -> str:
        """What keeps the place in an address."""
        return self.place.query if self.place else ""

    @property
    def matters(self) -> tuple[MatterSpec, ...]:
        return tuple(included.matter for included in self.spec.matters)


def span_of(
    edition: LifeEventEdition, spec: LifeEventSpec, ground: Ground, place: Place
) -> Span | None:
    """Worked out once a day for an edition, the regional ones in it, and the registers connected
    now: an edition never changes.
    """
    here = [content for _pk, content in place.pins]
    key = f"span:{edition.fingerprint}:{fingerprint(sorted(ground.connected), here)}"
    found: Span | None = cache.get(key)
    if found is None:
        found = span(spec, ground.connected)
        cache.set(key, found, KEPT_SECONDS)
    return found
