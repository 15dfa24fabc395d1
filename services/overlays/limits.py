"""Time limits compared: working days and natural days by what they last, five in seven."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import DayUnit, Handling, LegalBasisSpec, MatterSpec
from services.catalogue.text import Text
from services.overlays.differences import Difference, Kind


def limit_differences(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...]
) -> Iterator[Difference]:
    """A promise may be shorter; longer only on a basis, and never past the standard's statute."""
    before = lasting(standard.promised_days, standard.day_unit)
    after = lasting(local.promised_days, local.day_unit)
    same_unit = standard.day_unit is local.day_unit
    by = local.promised_days - standard.promised_days if same_unit else 0
    text = Text(
        f"承诺 {_said(local.promised_days, local.day_unit)[0]}办结，"
        f"标准是 {_said(standard.promised_days, standard.day_unit)[0]}",
        f"Done within {_said(local.promised_days, local.day_unit)[1]}; "
        f"the standard says {_said(standard.promised_days, standard.day_unit)[1]}",
    )
    if after > before:
        statute = standard.statutory_days
        yield Difference(
            Kind.LONGER_LIMIT,
            text,
            adds=True,
            legal_bases=grounds,
            amount=by,
            is_forbidden=statute is not None and after > lasting(statute, standard.day_unit),
        )
    elif after < before:
        yield Difference(Kind.SHORTER_LIMIT, text, adds=False, amount=by)
    yield from _statute(standard, local, grounds)
    if standard.handling is Handling.INSTANT and local.handling is not Handling.INSTANT:
        text = Text("不再当场办结", "No longer decided on the spot")
        yield Difference(Kind.NOT_AT_ONCE, text, adds=True, legal_bases=grounds)


def lasting(days: int, unit: DayUnit) -> int:
    """Comparable across units: five working days last as long as seven natural ones."""
    return days * 7 if unit is DayUnit.WORKING else days * 5


def _statute(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...]
) -> Iterator[Difference]:
    own, given = local.statutory_days, standard.statutory_days
    if own is not None and local.promised_days > own:
        text = Text("承诺时限超过了法定时限", "The promise is longer than the statutory limit")
        yield Difference(Kind.BEYOND_STATUTE, text, adds=True, is_forbidden=True)
    if given is None:
        return
    standard_lasts = lasting(given, standard.day_unit)
    if own is None or lasting(own, local.day_unit) > standard_lasts:
        text = Text("法定时限比标准长", "The statutory limit is longer than the standard's")
        yield Difference(Kind.LONGER_STATUTE, text, adds=True, legal_bases=grounds)
    elif lasting(own, local.day_unit) < standard_lasts:
        text = Text("法定时限比标准短", "The statutory limit is shorter than the standard's")
        yield Difference(Kind.SHORTER_STATUTE, text, adds=False)


def _said(days: int, unit: DayUnit) -> tuple[str, str]:
    if days == 0:
        return "当天", "the same day"
    plural = "" if days == 1 else "s"
    if unit is DayUnit.WORKING:
        return f"{days} 个工作日", f"{days} working day{plural}"
    return f"{days} 天", f"{days} day{plural}"
