"""No law that was only typed: what a burden rests on is in the library, or somebody has read it.

Of a basis whose article the statute library cannot show, the reviewer says that they have read the
original. Who did so and when stays on the revision, and is told the public.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.utils import timezone

from services.catalogue.read import as_json, fingerprint, from_json
from services.catalogue.spec import LegalBasisSpec
from services.models import Revision
from services.revisions.errors import LawNotSeen
from services.revisions.measures import Burden
from services.statutes.queries import library

Confirmed = list[dict[str, Any]]


def basis_key(basis: LegalBasisSpec) -> str:
    """By which a reviewer's tick names it: the same law, article and words."""
    return fingerprint(basis.law, basis.article, basis.text)[:16]


def unseen_in(burdens: Iterable[Burden]) -> dict[str, LegalBasisSpec]:
    """By key: what the lines that add burden cite and the library cannot show."""
    cited = {
        basis_key(basis): basis
        for burden in burdens
        for line in burden.lines
        if line.adds
        for basis in line.legal_bases
    }
    shelf = library({(basis.law, basis.article) for basis in cited.values()})
    return {
        key: basis
        for key, basis in cited.items()
        if not basis.article or shelf.text(basis.law, basis.article) is None
    }


def confirm_seen(
    revision: Revision, burdens: Iterable[Burden], ticked: Collection[str], *, by: str
) -> None:
    """Keep on the row what the reviewer has read; the caller saves it. Raises LawNotSeen."""
    unseen = unseen_in(burdens)
    _refuse(basis for key, basis in unseen.items() if key not in ticked)
    today = timezone.localdate().isoformat()
    revision.confirmed = [{**as_json(basis), "by": by, "on": today} for basis in unseen.values()]


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
