"""What a person meets in a region from now on, compared with what held there before. Pure."""

from __future__ import annotations

from dataclasses import replace

from services.catalogue.read import as_json
from services.catalogue.spec import DayUnit, LegalBasisSpec, MatterSpec
from services.catalogue.text import Text
from services.overlays.compare import compare
from services.overlays.differences import Difference, Kind

FEES = (Kind.HIGHER_FEE, Kind.OTHER_FEE)
STATUTE = {
    Kind.LONGER_STATUTE: Text("法定时限比以前长", "The statutory limit is longer than before"),
    Kind.SHORTER_STATUTE: Text("法定时限比以前短", "The statutory limit is shorter than before"),
}


def changes(before: MatterSpec, after: MatterSpec) -> tuple[Difference, ...]:
    """Line by line; what adds says what it rests on, be it the standard's own basis."""
    return tuple(
        replace(each, text=_said(each, before, after), legal_bases=_grounds(each, after))
        for each in compare(before, after)
    )


def lines_of(found: tuple[Difference, ...]) -> list[dict[str, object]]:
    """As the public change page keeps them."""
    return [{"zh": each.text.zh, "en": each.text.en, "adds": each.adds} for each in found]


def bases_of(found: tuple[Difference, ...]) -> list[object]:
    """What the adding lines rest on, each once."""
    bases = [basis for each in found if each.adds for basis in each.legal_bases]
    return [as_json(basis) for basis in dict.fromkeys(bases)]


def _said(each: Difference, before: MatterSpec, after: MatterSpec) -> Text:
    """Limits are told beside those that held before, which need not be the standard's."""
    if each.kind in (Kind.LONGER_LIMIT, Kind.SHORTER_LIMIT):
        now, then = _days(after), _days(before)
        return Text(
            f"承诺{now.zh}办结，以前是{then.zh}",
            f"Done within {now.en}; it was {then.en} before",
        )
    return STATUTE.get(each.kind, each.text)


def _days(spec: MatterSpec) -> Text:
    days = spec.promised_days
    if days == 0:
        return Text("当天", "the same day")
    plural = "" if days == 1 else "s"
    if spec.day_unit is DayUnit.WORKING:
        return Text(f" {days} 个工作日", f"{days} working day{plural}")
    return Text(f" {days} 天", f"{days} day{plural}")


def _grounds(each: Difference, after: MatterSpec) -> tuple[LegalBasisSpec, ...]:
    if not each.adds or each.legal_bases:
        return each.legal_bases
    if each.kind in FEES:
        elements = after.elements
        laws = [*(charge.by_law for charge in elements.charges), elements.fee_basis]
        if named := tuple(LegalBasisSpec(law, "") for law in dict.fromkeys(laws) if law):
            return named
    own = [one.legal_bases for one in after.requirements if one.key == each.requirement]
    return (own[0] if own else ()) or after.legal_bases
