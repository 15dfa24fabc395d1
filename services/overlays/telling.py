"""What a person meets in a region from now on, compared with what held there before. Pure."""

from __future__ import annotations

from dataclasses import replace

from services.catalogue.read import as_json
from services.catalogue.spec import LegalBasisSpec, MatterSpec
from services.overlays.citing import fee_laws
from services.overlays.compare import compare
from services.overlays.differences import Difference, Kind

FEES = (Kind.HIGHER_FEE, Kind.OTHER_FEE)


def changes(before: MatterSpec, after: MatterSpec) -> tuple[Difference, ...]:
    """Line by line; what adds says what it rests on, be it the standard's own basis."""
    return tuple(
        replace(each, legal_bases=_grounds(each, after)) for each in compare(before, after)
    )


def lines_of(found: tuple[Difference, ...]) -> list[dict[str, object]]:
    """As the public change page keeps them."""
    return [{"zh": each.text.zh, "en": each.text.en, "adds": each.adds} for each in found]


def bases_of(found: tuple[Difference, ...]) -> list[object]:
    """What the adding lines rest on, each once."""
    bases = [basis for each in found if each.adds for basis in each.legal_bases]
    return [as_json(basis) for basis in dict.fromkeys(bases)]


def _grounds(each: Difference, after: MatterSpec) -> tuple[LegalBasisSpec, ...]:
    if not each.adds or each.legal_bases:
        return each.legal_bases
    if each.kind in FEES and (named := fee_laws(after)):
        return named
    own = [one.legal_bases for one in after.requirements if one.key == each.requirement]
    return (own[0] if own else ()) or after.legal_bases
