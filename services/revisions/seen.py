"""No law that was only typed: what a burden rests on is in the library, or somebody has read it.

Of a basis whose article the statute library cannot show, the reviewer says that they have read the
original. Who did so and when stays on the revision, and is told the public.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from services.catalogue.read import from_json
from services.catalogue.spec import LegalBasisSpec
from services.models import Revision
from services.revisions.errors import LawNotSeen
from services.revisions.measures import Burden
from services.statutes.seen import as_confirmed, basis_key, unseen_of

Confirmed = list[dict[str, Any]]


def unseen_in(burdens: Iterable[Burden]) -> dict[str, LegalBasisSpec]:
    """By key: what the lines that add burden cite and the library cannot show."""
    return unseen_of(
        basis
        for burden in burdens
        for line in burden.lines
        if line.adds
        for basis in line.legal_bases
    )


def confirm_seen(
    revision: Revision, burdens: Iterable[Burden], ticked: Collection[str], *, by: str
) -> None:
    """Keep on the row what the reviewer has read; the caller saves it. Raises LawNotSeen."""
    unseen = unseen_in(burdens)
    _refuse(basis for key, basis in unseen.items() if key not in ticked)
    revision.confirmed = as_confirmed(unseen.values(), by=by)


def check_still_seen(revision: Revision, burdens: Iterable[Burden]) -> None:
    """On the day it is published: all was read when it was approved. Raises LawNotSeen."""
    read = {basis_key(basis) for basis in confirmed_bases(revision)}
    _refuse(basis for key, basis in unseen_in(burdens).items() if key not in read)


def confirmed_bases(revision: Revision) -> list[LegalBasisSpec]:
    """What the reviewer has read of it."""
    return [_basis_of(each) for each in revision.confirmed]


def confirmed_for(confirmed: Confirmed, burden: Burden) -> Confirmed:
    """Those that the lines of this burden cite."""
    cited = {basis_key(basis) for line in burden.lines if line.adds for basis in line.legal_bases}
    return [each for each in confirmed if basis_key(_basis_of(each)) in cited]


def _basis_of(kept: dict[str, Any]) -> LegalBasisSpec:
    return from_json(
        LegalBasisSpec, {key: held for key, held in kept.items() if key not in ("by", "on")}
    )


def _refuse(unread: Iterable[LegalBasisSpec]) -> None:
    if details := [basis.named() for basis in unread]:
        raise LawNotSeen(count=len(details), details=details)
