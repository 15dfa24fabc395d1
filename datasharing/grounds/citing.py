"""Does an edition cite the article? The ground of a read must be one of the edition's own."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from datasharing.grounds.models import DutyGround
from materials.models import RequirementBasis
from services.models import Edition, EditionLegalBasis

Cited = frozenset[tuple[str, str]]


def cites(edition: Edition, ground: DutyGround, *, requirement: str) -> bool:
    """By the matter as a whole, or by this requirement of it."""
    of_matter, of_requirement = citations([edition.pk])
    pair = (ground.law, ground.article)
    return pair in of_matter.get(edition.pk, frozenset()) or pair in of_requirement.get(
        (edition.pk, requirement), frozenset()
    )


def citations(
    editions: Collection[int],
) -> tuple[Mapping[int, Cited], Mapping[tuple[int, str], Cited]]:
    """(law, article) pairs cited by each edition, and by each of its requirements."""
    of_matter: dict[int, set[tuple[str, str]]] = {}
    rows = EditionLegalBasis.objects.filter(edition__in=editions).values_list(
        "edition_id", "legal_basis__law", "legal_basis__article"
    )
    for edition_id, law, article in rows:
        of_matter.setdefault(edition_id, set()).add((law, article))
    of_requirement: dict[tuple[int, str], set[tuple[str, str]]] = {}
    inside = RequirementBasis.objects.filter(requirement__edition__in=editions).values_list(
        "requirement__edition_id", "requirement__key", "basis__law", "basis__article"
    )
    for edition_id, key, law, article in inside:
        of_requirement.setdefault((edition_id, key), set()).add((law, article))
    return (
        {key: frozenset(pairs) for key, pairs in of_matter.items()},
        {key: frozenset(pairs) for key, pairs in of_requirement.items()},
    )
