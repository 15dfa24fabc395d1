"""Which edition of a matter holds where."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypeVar

from django.db.models import QuerySet

from portal.accounts.actor import Actor
from services.catalogue.read import from_json
from services.catalogue.spec import MatterSpec
from services.errors import NoSuchRegion
from services.models import (
    Edition,
    EditionState,
    LifeEventEdition,
    LifeEventMatter,
    OverlayProposal,
    Region,
)
from services.overlays.errors import NoSuchMatter, ProposalNotFound
from services.overlays.policy import may_overlay
from services.overlays.states import ProposalState
from services.region_codes import and_above

Item = TypeVar("Item")
Pins = tuple[tuple[int, str], ...]
"""(id, fingerprint) of each regional edition that replaces a standard one."""


def standard_of(matter_code: str) -> Edition:
    """The published standard edition. Raises NoSuchMatter."""
    found = standards().filter(matter__code=matter_code).first()
    if found is None:
        raise NoSuchMatter
    return found


def standards() -> QuerySet[Edition]:
    published = Edition.objects.filter(state=EditionState.PUBLISHED, region=None)
    return published.select_related("matter", "department")


def overlays() -> QuerySet[Edition]:
    """Every regional edition in force."""
    return Edition.objects.filter(state=EditionState.PUBLISHED, region__isnull=False)


def overlay_of(matter_code: str, region: Region) -> Edition | None:
    """The region's own edition; None where it follows a wider one."""
    own = overlays().select_related("matter", "department", "region")
    return own.filter(matter__code=matter_code, region=region).first()


def in_force(standard: Edition, region: Region) -> Edition:
    """What holds in the region: its own edition, else its city's, else the standard."""
    return nearest_editions(region, [standard.matter_id]).get(standard.matter_id, standard)


def proposals() -> QuerySet[OverlayProposal]:
    return OverlayProposal.objects.select_related(
        "matter", "region", "standard", "present__region", "edition"
    )


def open_proposals_for(actor: Actor) -> list[OverlayProposal]:
    """Those waiting in the editor's own region and below, the oldest first."""
    waiting = proposals().filter(state=ProposalState.PROPOSED).order_by("created_at", "pk")
    return [each for each in waiting if may_overlay(actor, each.region_id)]


def open_proposal(matter_code: str, region: Region) -> OverlayProposal | None:
    waiting = proposals().filter(state=ProposalState.PROPOSED, region=region)
    return waiting.filter(matter__code=matter_code).first()


def proposal_for(actor: Actor, pk: int) -> OverlayProposal:
    """Raises ProposalNotFound: a stranger must not learn what is being prepared."""
    found = proposals().filter(pk=pk).first()
    if found is None or not may_overlay(actor, found.region_id):
        raise ProposalNotFound
    return found


def spec_proposed(proposal: OverlayProposal) -> MatterSpec:
    return from_json(MatterSpec, proposal.content)


def region_of_code(code: str) -> Region:
    """Raises NoSuchRegion."""
    found = Region.objects.filter(code=code).first()
    if found is None:
        raise NoSuchRegion(code=code)
    return found


def nearest_editions(
    region: Region, matter_ids: Collection[int] | QuerySet[LifeEventMatter, int]
) -> dict[int, Edition]:
    """By matter id, the regional edition that holds in `region`: its own, else its city's.

    One query. Matters that follow the standard are left out.
    """
    return _editions_in(and_above(region.code), matter_ids)


def wider_editions(region: Region, matter_ids: Collection[int]) -> dict[int, Edition]:
    """The same without the region's own: what would hold there if it had none."""
    return _editions_in(and_above(region.code)[1:], matter_ids)


def _editions_in(
    places: tuple[str, ...], matter_ids: Collection[int] | QuerySet[LifeEventMatter, int]
) -> dict[int, Edition]:
    rows = overlays().select_related("matter", "department", "region")
    found = rows.filter(region__in=places, matter__in=matter_ids)
    return _nearest(((row.matter_id, row.region_id or "", row) for row in found), places)


def pins_in(region: Region | None, edition: LifeEventEdition) -> Pins:
    """What holds in `region` instead of the standard editions of a life event, in a fixed order.

    One query; none without a region.
    """
    if region is None:
        return ()
    above = and_above(region.code)
    matters = LifeEventMatter.objects.filter(edition=edition).values("matter_edition__matter")
    rows = (
        overlays()
        .filter(region__in=above, matter__in=matters)
        .values_list("matter", "region", "pk", "fingerprint")
    )
    nearest = _nearest(((m, r or "", (pk, content)) for m, r, pk, content in rows), above)
    return tuple(sorted(nearest.values()))


def _nearest(rows: Iterable[tuple[int, str, Item]], above: tuple[str, ...]) -> dict[int, Item]:
    found: dict[int, tuple[int, Item]] = {}
    for matter, region, item in rows:
        distance = above.index(region)
        if matter not in found or distance < found[matter][0]:
            found[matter] = (distance, item)
    return {matter: item for matter, (_distance, item) in found.items()}
