"""Citations that the statute library cannot show: somebody must read the original of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from services.catalogue.read import as_json, fingerprint
from services.catalogue.spec import LegalBasisSpec
from services.statutes.queries import library


def basis_key(basis: LegalBasisSpec) -> str:
    """By which a reviewer's tick names it: the same law, article and words."""
    return fingerprint(basis.law, basis.article, basis.text)[:16]


def unseen_of(bases: Iterable[LegalBasisSpec]) -> dict[str, LegalBasisSpec]:
    """By key: those whose article is not there. Two queries, none where nothing is cited."""
    cited = {basis_key(basis): basis for basis in bases}
    shelf = library({(basis.law, basis.article) for basis in cited.values()})
    return {
        key: basis
        for key, basis in cited.items()
        if not basis.article or shelf.text(basis.law, basis.article) is None
    }


def as_confirmed(bases: Iterable[LegalBasisSpec], *, by: str) -> list[dict[str, Any]]:
    """Read today by this reviewer: what is kept, and told the public."""
    today = timezone.localdate().isoformat()
    return [{**as_json(basis), "by": by, "on": today} for basis in bases]
