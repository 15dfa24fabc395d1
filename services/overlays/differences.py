"""In what two wordings of a matter can differ, in the person's terms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.catalogue.spec import LegalBasisSpec
from services.catalogue.text import Text


class Kind(StrEnum):
    EXTRA_MATERIAL = "extra_material"
    DROPPED_MATERIAL = "dropped_material"
    STRICTER_NECESSITY = "stricter_necessity"
    EASIER_NECESSITY = "easier_necessity"
    WORSE_SOURCE = "worse_source"
    BETTER_SOURCE = "better_source"
    OTHER_CONDITION = "other_condition"
    NARROWER_CONDITION = "narrower_condition"
    MORE_PEOPLE = "more_people"
    FEWER_PEOPLE = "fewer_people"
    OTHER_DEMAND = "other_demand"
    """A demand in words: nobody can compare them by machine."""
    DROPPED_DEMAND = "dropped_demand"
    FEWER_WAYS = "fewer_ways"
    MORE_WAYS = "more_ways"
    EXTRA_VISIT = "extra_visit"
    DROPPED_VISIT = "dropped_visit"
    LONGER_LIMIT = "longer_limit"
    SHORTER_LIMIT = "shorter_limit"
    LONGER_STATUTE = "longer_statute"
    SHORTER_STATUTE = "shorter_statute"
    BEYOND_STATUTE = "beyond_statute"
    NOT_AT_ONCE = "not_at_once"
    AT_ONCE = "at_once"
    HIGHER_FEE = "higher_fee"
    LOWER_FEE = "lower_fee"
    OTHER_FEE = "other_fee"
    EXTRA_FIELD = "extra_field"
    DROPPED_FIELD = "dropped_field"
    STRICTER_FIELD = "stricter_field"
    EASIER_FIELD = "easier_field"
    EXTRA_PROCEDURE = "extra_procedure"
    DROPPED_PROCEDURE = "dropped_procedure"
    LONGER_PROCEDURE = "longer_procedure"
    SHORTER_PROCEDURE = "shorter_procedure"
    EXTRA_OUTPUT = "extra_output"
    DROPPED_OUTPUT = "dropped_output"
    LESSER_OUTPUT = "lesser_output"
    BETTER_OUTPUT = "better_output"
    OTHER_DEPARTMENT = "other_department"
    OTHER_BASES = "other_bases"
    OTHER_WORDS = "other_words"


NEUTRAL = frozenset({Kind.OTHER_DEPARTMENT, Kind.OTHER_BASES, Kind.OTHER_WORDS})
"""Neither more nor less for the person."""


@dataclass(frozen=True, slots=True)
class Difference:
    kind: Kind
    text: Text
    """A sentence that a resident understands."""
    adds: bool
    """True when somebody has to do, bring, wait or pay more than by the standard."""
    legal_bases: tuple[LegalBasisSpec, ...] = ()
    """What the difference itself rests on; what the standard rests on does not count."""
    requirement: str = ""
    element: str = ""
    amount: int = 0
    """Days by which a limit differs, where both count in the same unit."""
    is_forbidden: bool = False
    """True where no basis can allow it: a promise past the limit that the law sets."""

    @property
    def is_neutral(self) -> bool:
        return self.kind in NEUTRAL

    @property
    def is_allowed(self) -> bool:
        """A region may always ease, and add only on a legal basis."""
        return not self.adds or (bool(self.legal_bases) and not self.is_forbidden)


def new_bases(
    local: tuple[LegalBasisSpec, ...], standard: tuple[LegalBasisSpec, ...]
) -> tuple[LegalBasisSpec, ...]:
    """What is cited here and not by the standard, or quoted anew: an article that it cites, with a
    quotation that it does not have.

    A quotation is what somebody typed: nothing fills it in. One that is gone, or has only other
    blanks, is none anew.
    """
    known = {(basis.law, basis.article) for basis in standard}
    quoted = {_quotation(basis) for basis in standard}
    return tuple(
        basis
        for basis in local
        if (basis.law, basis.article) not in known
        or (basis.text.strip() and _quotation(basis) not in quoted)
    )


def _quotation(basis: LegalBasisSpec) -> tuple[str, str, str]:
    return basis.law, basis.article, "".join(basis.text.split())
