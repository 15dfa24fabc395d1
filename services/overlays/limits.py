"""Time limits compared: working days and natural days by what they last, five in seven."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.lawful import is_beyond_law, lasting, lawful_limit_of
from services.catalogue.spec import DayUnit, Handling, LegalBasisSpec, MatterSpec
from services.catalogue.text import Text
from services.overlays.differences import Difference, Kind

HANDLING = (Handling.INSTANT, Handling.PROMISED, Handling.OTHER)
"""From the firmest promise to none."""


def limit_differences(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...]
) -> Iterator[Difference]:
    """A promise may be shorter; longer only on a basis, and never past the standard's statute."""
    before = lasting(standard.promised_days, standard.day_unit)
    after = lasting(local.promised_days, local.day_unit)
    same_unit = standard.day_unit is local.day_unit
    by = local.promised_days - standard.promised_days if same_unit else 0
    was = said_days(standard.promised_days, standard.day_unit)
    now = said_days(local.promised_days, local.day_unit)
    text = Text(
        f"承诺办结时限从{was.zh}改为{now.zh}",
        f"The promised time changes from {was.en} to {now.en}",
    )
    if after > before:
        statute = lawful_limit_of(standard)
        yield Difference(
            Kind.LONGER_LIMIT,
            text,
            adds=True,
            legal_bases=grounds,
            amount=by,
            is_forbidden=statute is not None and after > lasting(statute.days, statute.unit),
        )
    elif after < before:
        yield Difference(Kind.SHORTER_LIMIT, text, adds=False, amount=by)
    yield from _statute(standard, local, grounds)
    yield from _handling(standard, local, grounds)


def said_days(days: int | None, unit: DayUnit) -> Text:
    if days is None:
        return Text("没有写明", "none stated")
    if days == 0:
        return Text("当天", "the same day")
    plural = "" if days == 1 else "s"
    if unit is DayUnit.WORKING:
        return Text(f" {days} 个工作日", f"{days} working day{plural}")
    return Text(f" {days} 天", f"{days} day{plural}")


def _statute(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...]
) -> Iterator[Difference]:
    """No limit at all is longer than any."""
    own, given = local.statutory_days, standard.statutory_days
    if is_beyond_law(local) and not is_beyond_law(standard):
        text = Text("承诺时限超过了法定时限", "The promise is longer than the statutory limit")
        yield Difference(Kind.BEYOND_STATUTE, text, adds=True, is_forbidden=True)
    before = None if given is None else lasting(given, standard.day_unit)
    after = None if own is None else lasting(own, local.day_unit)
    if before == after:
        return
    was, now = said_days(given, standard.day_unit), said_days(own, local.day_unit)
    text = Text(
        f"法定时限从{was.zh}改为{now.zh}", f"The statutory limit changes from {was.en} to {now.en}"
    )
    if before is not None and (after is None or after > before):
        yield Difference(Kind.LONGER_STATUTE, text, adds=True, legal_bases=grounds)
    else:
        yield Difference(Kind.SHORTER_STATUTE, text, adds=False)


def _handling(
    standard: MatterSpec, local: MatterSpec, grounds: tuple[LegalBasisSpec, ...]
) -> Iterator[Difference]:
    before, after = HANDLING.index(standard.handling), HANDLING.index(local.handling)
    if after > before:
        text = (
            Text("不再当场办结", "No longer decided on the spot")
            if standard.handling is Handling.INSTANT
            else Text("不再是承诺件", "No longer decided within a promised time")
        )
        yield Difference(Kind.NOT_AT_ONCE, text, adds=True, legal_bases=grounds)
    elif after < before:
        text = (
            Text("当场办结", "Decided on the spot")
            if local.handling is Handling.INSTANT
            else Text("改为承诺件", "Decided within a promised time now")
        )
        yield Difference(Kind.AT_ONCE, text, adds=False)
