"""Fees compared: by the sum where both state one, else by the words."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import LegalBasisSpec, MatterSpec
from services.catalogue.text import Text
from services.overlays.differences import Difference, Kind

FREE = ("免费", "不收费", "0 元", "0元")


def fee_differences(standard: MatterSpec, local: MatterSpec) -> Iterator[Difference]:
    """Higher, lower, or merely other: what cannot be compared counts as an addition."""
    if _stated(standard) == _stated(local):
        return
    before, after = _cents(standard), _cents(local)
    if after == 0 and before == 0:
        return
    words, english = local.fee or "未写明", local.fee_en or local.fee or "not stated"
    if after == 0:
        text = Text("不收费", "No fee")
        yield Difference(Kind.LOWER_FEE, text, adds=False)
    elif before is not None and after is not None and after <= before:
        if after < before:
            text = Text(f"收费较低：{words}", f"A lower fee: {english}")
            yield Difference(Kind.LOWER_FEE, text, adds=False)
    else:
        is_higher = before is not None and after is not None
        kind = Kind.HIGHER_FEE if is_higher else Kind.OTHER_FEE
        text = (
            Text(f"收费较高：{words}", f"A higher fee: {english}")
            if is_higher
            else Text(f"收费不同：{words}", f"Another fee: {english}")
        )
        yield Difference(kind, text, adds=True, legal_bases=_grounds(standard, local))


def _stated(spec: MatterSpec) -> tuple[object, ...]:
    return (spec.fee, spec.elements.is_fee, spec.elements.charges)


def _cents(spec: MatterSpec) -> int | None:
    """The sum in fen; None where it depends. Nothing said of a fee means none is taken."""
    charges = spec.elements.charges
    if spec.elements.is_fee is False or spec.fee.startswith(FREE):
        return 0
    if charges:
        sums = [charge.cents for charge in charges if charge.cents is not None]
        return sum(sums) if len(sums) == len(charges) else None
    return None if spec.fee or spec.elements.is_fee else 0


def _grounds(standard: MatterSpec, local: MatterSpec) -> tuple[LegalBasisSpec, ...]:
    """The laws of the charges that differ, and a fee basis of the region's own."""
    laws = [
        charge.by_law
        for charge in local.elements.charges
        if charge.by_law and charge not in standard.elements.charges
    ]
    basis = local.elements.fee_basis
    if basis and basis != standard.elements.fee_basis:
        laws.append(basis)
    return tuple(LegalBasisSpec(law, "") for law in dict.fromkeys(laws))
