"""What a matter cites, anywhere in it, and what of it somebody has read. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from services.catalogue.spec import LegalBasisSpec, MatterSpec

Citation = tuple[str, str]
"""(law, article)"""


def fee_laws(spec: MatterSpec) -> tuple[LegalBasisSpec, ...]:
    """The laws of its charges and the basis of its fees, each once; none has an article."""
    laws = [*(charge.by_law for charge in spec.elements.charges), spec.elements.fee_basis]
    return tuple(LegalBasisSpec(law, "") for law in dict.fromkeys(laws) if law)


def all_cited(spec: MatterSpec) -> tuple[LegalBasisSpec, ...]:
    """By the matter, its requirements and its fees."""
    return (
        *spec.legal_bases,
        *(basis for each in spec.requirements for basis in each.legal_bases),
        *fee_laws(spec),
    )


def checked_in(spec: MatterSpec) -> frozenset[Citation]:
    return frozenset((each.law, each.article) for each in all_cited(spec) if each.checked)


def marked(spec: MatterSpec, known: Collection[Citation]) -> MatterSpec:
    """The same, saying of these citations that they were checked."""

    def mark(bases: tuple[LegalBasisSpec, ...]) -> tuple[LegalBasisSpec, ...]:
        return tuple(
            replace(each, checked=each.checked or (each.law, each.article) in known)
            for each in bases
        )

    return replace(
        spec,
        legal_bases=mark(spec.legal_bases),
        requirements=tuple(
            replace(each, legal_bases=mark(each.legal_bases)) for each in spec.requirements
        ),
    )
