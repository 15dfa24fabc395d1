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

KEPT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class ThingPage:
    edition: LifeEventEdition | None
    """None for the preview of a draft."""
    spec: LifeEventSpec
    ground: Ground
    usual: UsualTime
    span: Span | None

    @property
    def matters(self) -> tuple[MatterSpec, ...]:
        return tuple(included.matter for included in self.spec.matters)


def span_of(edition: LifeEventEdition, spec: LifeEventSpec, ground: Ground) -> Span | None:
    """Worked out once a day for an edition and the registers connected now: an edition never
    changes.
    """
    key = f"span:{edition.fingerprint}:{fingerprint(sorted(ground.connected))}"
    found: Span | None = cache.get(key)
    if found is None:
        found = span(spec, ground.connected)
        cache.set(key, found, KEPT_SECONDS)
    return found
