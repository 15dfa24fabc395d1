"""Matters that were in force on their own, and that a life event takes in, in other words.

Who applies for such a matter alone finds the new wording too. No edition of a life event says what
stood before, so the matter itself is measured, as a life event of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from services.catalogue.loading.before import other_wordings
from services.catalogue.spec import LifeEventSpec, MatterSpec
from services.models import EditionState, LifeEventMatter
from services.revisions.burden import Burden, measure_burden
from services.revisions.measures import alone


def burdens_taken_in(
    events: Iterable[LifeEventSpec], *, known: Collection[str]
) -> dict[str, Burden]:
    """Matter code → what its new wording does, of all that `events` would reword.

    `known` are codes of the matters that are measured already: in a life event that has them
    before and after. Spots are in the life event that takes the matter in: there it can be mended.
    """
    taken = {
        each.matter.code: (event.code, each.matter)
        for event in events
        for each in event.matters
        if each.matter.code not in known
    }
    before = other_wordings(matter for _event, matter in taken.values())
    return {
        code: measure_burden(_within(event, before[code]), _within(event, matter))
        for code, (event, matter) in taken.items()
        if code in before
    }


def burdens_taken_into(spec: LifeEventSpec) -> dict[str, Burden]:
    """The same of one life event. What a published life event includes is measured there, before
    and after: in this one, or in one that is affected (`services.revisions.affected`).
    """
    included = LifeEventMatter.objects.filter(
        edition__state=EditionState.PUBLISHED,
        matter_edition__matter__code__in=[each.matter.code for each in spec.matters],
    )
    known = included.values_list("matter_edition__matter__code", flat=True)
    return burdens_taken_in([spec], known=set(known))


def _within(event: str, matter: MatterSpec) -> LifeEventSpec:
    return replace(alone(matter), code=event)
