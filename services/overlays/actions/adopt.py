"""Back to what holds around the region, in one act: the standard was reviewed when it was
published (docs/decisions/0029). What comes back is told publicly, line by line.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.load import STREAM, lock_catalogue
from services.catalogue.loading.matters import retire_regional
from services.models import Edition, Region
from services.overlays.disclosure import disclose_adoption
from services.overlays.errors import NoOverlayHere, NoSuchMatter, OverlayWithoutReason
from services.overlays.policy import must_be_able_to_adopt
from services.overlays.queries import standards
from services.overlays.returning import Return, returns
from services.overlays.weighing import WHY_AT_MOST, WHY_EN_AT_MOST


@transaction.atomic(savepoint=False)
def adopt_standard(
    matter_code: str, *, region: Region, actor: Actor, why: str = "", why_en: str = ""
) -> Edition:
    """The region gives up its own edition; what holds there now is returned.

    Why must be said where that asks for more than the region's own did. Raises NoOverlayHere when
    it has none, OverlayWithoutReason, NoSuchMatter, PlaceNotFound, MayNotOverlay,
    NotACityOrCounty.
    """
    lock_catalogue()
    must_be_able_to_adopt(actor, region)
    if not standards().filter(matter__code=matter_code).exists():
        raise NoSuchMatter
    found = returns(region, matter_code)
    _give_up(found, region, why=why, why_en=why_en, actor=actor)
    return found[0].now


@transaction.atomic(savepoint=False)
def adopt_standard_everywhere(
    *, region: Region, actor: Actor, why: str = "", why_en: str = ""
) -> int:
    """The region gives up all its own editions at once; how many there were.

    Raises as `adopt_standard`.
    """
    lock_catalogue()
    must_be_able_to_adopt(actor, region)
    found = returns(region)
    _give_up(found, region, why=why, why_en=why_en, actor=actor)
    return len(found)


def _give_up(
    found: Sequence[Return], region: Region, *, why: str, why_en: str, actor: Actor
) -> None:
    if not found:
        raise NoOverlayHere
    why, why_en = why.strip()[:WHY_AT_MOST], why_en.strip()[:WHY_EN_AT_MOST]
    if not why and any(each.adds for each in found):
        raise OverlayWithoutReason(field="why")
    retire_regional([each.given_up.matter_id for each in found], region, now=timezone.now())
    for each in found:
        record(
            STREAM,
            "catalogue.standard_adopted",
            actor=actor,
            matter=each.now.name,
            matter_code=each.given_up.matter.code,
            region=region.name,
            region_code=region.code,
            why=why,
            adds_burden=each.adds,
            differences=[one.kind.value for one in each.changes],
        )
        disclose_adoption(each.now, region, each.changes, why=why, why_en=why_en, actor=actor)
