"""What the guide of a whole thing is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from services.catalogue.spec import LifeEventSpec, MatterSpec
from services.models import LifeEventEdition
from windows.planning.span import Span, span
from windows.usual_time.figures import UsualTime
from windows.web.guide.ground import Ground


@dataclass(frozen=True, slots=True)
class ThingPage:
    edition: LifeEventEdition
    spec: LifeEventSpec
    ground: Ground
    usual: UsualTime
    span: Span | None

    @property
    def matters(self) -> tuple[MatterSpec, ...]:
        return tuple(included.matter for included in self.spec.matters)


@dataclass(frozen=True, slots=True)
class _Same:
    """Two readings of one edition are the same; the spec itself is slow to compare."""

    edition: int
    fingerprint: str
    connected: frozenset[str]
    spec: LifeEventSpec = field(compare=False)


def span_of(edition: LifeEventEdition, spec: LifeEventSpec, ground: Ground) -> Span | None:
    """Worked out once in each process for an edition and the registers connected now."""
    return _remembered(_Same(edition.pk, edition.fingerprint, ground.connected, spec))


@lru_cache(maxsize=256)
def _remembered(same: _Same) -> Span | None:
    return span(same.spec, same.connected)
