"""What 行政许可法 art. 42 sets beside what a guide says: twenty days where it names none. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.catalogue.spec import DayUnit, Handling, MatterSpec

LICENCE = "行政许可"
DEFAULT_DAYS = 20
"""Working days for a licence whose own statute sets no limit (art. 42(1))."""
JOINT_DAYS = 45
"""Working days in all where several departments handle their licences together (art. 42(2))."""
_BARE_LIMIT = re.compile(r"\d+\s*[（(]?\s*(时)?\s*[)）]?")
_DATE = re.compile(r"\d{4}\s*年(\s*\d+\s*月(\s*\d+\s*日)?)?|\d+\s*月\s*\d+\s*日")
_LIMIT = re.compile(
    r"(\d+|(?<![统同每任唯])[〇零一二两三四五六七八九十百]+)\s*[（(]?\s*"
    r"(个?\s*工作日|个?\s*自然日|日|天|个?\s*月|年|周|个?\s*星期|个?\s*小时|分钟)"
)
"""A number of days, months or years; not of an article, which counts 条, nor a date."""


@dataclass(frozen=True, slots=True)
class Lawful:
    days: int
    unit: DayUnit
    is_default: bool
    """Not from the guide: the law's twenty working days."""


def lawful_limit(
    *, type_: str, handling: str, statutory_days: int | None, unit: DayUnit, explained: str
) -> Lawful | None:
    """The guide's own statutory limit prevails; a licence without one has the law's; None else.

    What is decided on the spot has no limit of days. An explanation with a limit in it names one
    that is not in the days of the promise, which an import keeps in words: it prevails too.
    """
    if statutory_days is not None:
        return Lawful(statutory_days, unit, is_default=False)
    if type_ != LICENCE or handling == Handling.INSTANT or names_limit(explained):
        return None
    return Lawful(DEFAULT_DAYS, DayUnit.WORKING, is_default=True)


def names_limit(explained: str) -> bool:
    """Whether the words beside a statutory limit state one."""
    if _BARE_LIMIT.fullmatch(explained.strip()):
        return True
    return _LIMIT.search(_DATE.sub("", explained)) is not None


def lawful_limit_of(matter: MatterSpec) -> Lawful | None:
    return lawful_limit(
        type_=matter.type,
        handling=matter.handling,
        statutory_days=matter.statutory_days,
        unit=matter.day_unit,
        explained=matter.elements.anticipate_explain,
    )


def can_be_joint(matter: MatterSpec) -> bool:
    """A licence that takes days: one decided on the spot is over before there is anything to do
    together, whatever limit its guide states.
    """
    return matter.type == LICENCE and matter.handling is not Handling.INSTANT


def lasting(days: int, unit: DayUnit) -> int:
    """Comparable across units: five working days last as long as seven natural ones."""
    return days * 7 if unit is DayUnit.WORKING else days * 5


def is_beyond_law(matter: MatterSpec) -> bool:
    """A promise that lasts longer than the law allows."""
    law = lawful_limit_of(matter)
    promised = lasting(matter.promised_days, matter.day_unit)
    return law is not None and promised > lasting(law.days, law.unit)
