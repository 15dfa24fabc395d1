"""Fees compared, charge by charge. What is no fixed sum cannot be compared: it adds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import IntEnum

from services.catalogue.elements import Charge
from services.catalogue.spec import LegalBasisSpec, MatterSpec
from services.catalogue.text import Text
from services.overlays.citing import fee_laws
from services.overlays.differences import Difference, Kind
from services.overlays.wording import bare

FREE = frozenset({"免费", "不收费", "不收取费用", "无", "0元", "零元"})
"""The whole of what is said; 免费（另收工本费） is not free."""
_SUM = re.compile(r"(?:每[件次])?(\d+)(?:\.(\d{1,2}))?元(?:[/每](?:件|次))?")
_OPEN = re.compile(r"[/每按起另加%]|以上|不等|浮动|(?i:\bper\b|\bplus\b)")
"""By the unit, or more than the sum."""
_PER_CASE = re.compile(r"[/每][一]?(?:件|次)")
_FIGURES = re.compile(r"[\d.]+")
Charges = Mapping[tuple[str, int], Charge]


class Step(IntEnum):
    LOWER = -1
    SAME = 0
    HIGHER = 1
    UNKNOWN = 2


KINDS = {Step.HIGHER: Kind.HIGHER_FEE, Step.UNKNOWN: Kind.OTHER_FEE, Step.LOWER: Kind.LOWER_FEE}


def fee_differences(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...] = ()
) -> Iterator[Difference]:
    """Higher, lower, or merely other, which counts as an addition."""
    if _stated(standard) == _stated(local):
        return
    before, after = charges_of(standard), charges_of(local)
    step = _step(before, after)
    if step is not Step.UNKNOWN and _says_more(standard, local, is_told=step is not Step.SAME):
        step = Step.UNKNOWN
    if step is Step.SAME:
        if _words(standard) != _words(local):
            text = Text("收费的文字或依据有变化", "Words about the fee or its basis changed")
            yield Difference(Kind.OTHER_WORDS, text, adds=False)
        return
    adds = step is not Step.LOWER
    bases = (*_grounds(standard, local), *grounds) if adds else ()
    yield Difference(KINDS[step], _text(step, local, after), adds=adds, legal_bases=bases)


def charges_of(spec: MatterSpec) -> Charges:
    """By name; one without a name where only words tell of a fee. Nothing said is no fee."""
    charges = spec.elements.charges
    if not charges:
        words = bare(spec.fee)
        is_free = words in FREE or (not words and not spec.elements.is_fee)
        charges = () if is_free else (Charge("", fee_stand=spec.fee, cents=_sum(spec.fee)),)
    seen: Counter[str] = Counter()
    found = {}
    for charge in charges:
        found[charge.fee_name, seen[charge.fee_name]] = charge
        seen[charge.fee_name] += 1
    return found


def _sum(words: str) -> int | None:
    """“80 元” in fen; None where more is said than a sum."""
    found = _SUM.fullmatch("".join(words.split()))
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None


def _amount(charge: Charge) -> int | None:
    """In fen, where that is all; the higher one where words and figure do not agree."""
    words = _PER_CASE.sub("", "".join(charge.fee_stand.split()).replace("／", "/"))
    return None if _OPEN.search(words) else _figure(charge)


def _figure(charge: Charge) -> int | None:
    known = [cents for cents in (charge.cents, _sum(charge.fee_stand)) if cents is not None]
    return max(known, default=None)


def _step(before: Charges, after: Charges) -> Step:
    """The worst of it: charges of one name against each other, the others by their sums."""
    steps = [_charge(before[key], after[key]) for key in before.keys() & after.keys()]
    gone = [_amount(before[key]) for key in before.keys() - after.keys()]
    new = [_amount(after[key]) for key in after.keys() - before.keys()]
    steps.append(_others(gone, new))
    worst = max(steps)
    return min(steps) if worst is Step.SAME else worst


def _charge(old: Charge, new: Charge) -> Step:
    if bare(old.reduction) and bare(old.reduction) != bare(new.reduction):
        return Step.UNKNOWN
    eased = Step.LOWER if bare(new.reduction) and not bare(old.reduction) else Step.SAME
    is_worded_alike = _unit(old) == _unit(new)
    before = _figure(old) if is_worded_alike else _amount(old)
    after = _figure(new) if is_worded_alike else _amount(new)
    if (before, bare(old.fee_stand)) == (after, bare(new.fee_stand)):
        return eased
    if before is None or after is None:
        return Step.UNKNOWN
    if after > before:
        return Step.HIGHER
    is_told = not bare(new.fee_stand) or _sum(new.fee_stand) == after
    if is_told or (is_worded_alike and after < before):
        return eased if before == after else Step.LOWER
    return Step.UNKNOWN


def _unit(charge: Charge) -> str:
    return _FIGURES.sub("", "".join(charge.fee_stand.split()))


def _others(gone: list[int | None], new: list[int | None]) -> Step:
    """Each new charge against a former one, the largest first."""
    if not new:
        return Step.LOWER if any(cents != 0 for cents in gone) else Step.SAME
    if not gone and all(cents == 0 for cents in new):
        return Step.SAME
    before = [cents for cents in gone if cents is not None]
    after = [cents for cents in new if cents is not None]
    if len(before) < len(gone) or len(after) < len(new):
        return Step.UNKNOWN
    before += [0] * (len(after) - len(before))
    pairs = list(zip(sorted(before, reverse=True), sorted(after, reverse=True), strict=False))
    if any(cents > most for most, cents in pairs):
        return Step.HIGHER
    return Step.LOWER if sum(after) < sum(before) else Step.SAME


def _says_more(standard: MatterSpec, local: MatterSpec, *, is_told: bool) -> bool:
    """Whether the words of the fee go beyond the charges listed beside them.

    Other figures in the same words are told where the charges changed too.
    """
    if not local.elements.charges or bare(standard.fee) == bare(local.fee) or not bare(local.fee):
        return False
    if _sum(local.fee) == sum(charge.cents or 0 for charge in local.elements.charges):
        return False
    same = _FIGURES.sub("", bare(standard.fee)) == _FIGURES.sub("", bare(local.fee))
    return not (same and is_told)


def _text(step: Step, local: MatterSpec, after: Charges) -> Text:
    words = local.fee or "；".join(
        f"{charge.fee_name}{_said(charge)}".strip() for charge in after.values()
    )
    english = local.fee_en or words
    if not after:
        return Text("不收费", "No fee")
    match step:
        case Step.HIGHER:
            return Text(f"收费较高：{words}", f"A higher fee: {english}")
        case Step.LOWER:
            return Text(f"收费较低：{words}", f"A lower fee: {english}")
        case _:
            return Text(f"收费不同，多少无法直接比：{words}", f"Another fee: {english}")


def _said(charge: Charge) -> str:
    if charge.fee_stand:
        return f" {charge.fee_stand}"
    return " 金额不固定" if charge.cents is None else f" {charge.cents / 100:.2f} 元"


def _stated(spec: MatterSpec) -> tuple[object, ...]:
    return (spec.fee, spec.elements.is_fee, *_words(spec))


def _words(spec: MatterSpec) -> tuple[object, ...]:
    """What is said besides that nothing is paid."""
    fee = "" if bare(spec.fee) in FREE else spec.fee
    fee_en = spec.fee_en if fee else ""
    is_fee = spec.elements.is_fee if spec.elements.charges else None
    return (fee, fee_en, is_fee, spec.elements.fee_basis, spec.elements.charges)


def _grounds(standard: MatterSpec, local: MatterSpec) -> tuple[LegalBasisSpec, ...]:
    """Laws of charges and the fee basis, where they are cited anew."""
    known = fee_laws(standard)
    return tuple(basis for basis in fee_laws(local) if basis not in known)
