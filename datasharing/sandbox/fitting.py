"""Finding the invented people about whom certain registers have something to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from datasharing.sandbox.clans import CLANS, clan
from datasharing.sandbox.firms import FIRMS, firm
from datasharing.sandbox.people import Firm, Person
from datasharing.sandbox.population import demo_firms, demo_people
from datasharing.sandbox.registers import FIRM_REGISTERS, REGISTERS, knows

MOST = 200


def who_is_known_to(codes: Sequence[str]) -> Iterator[Person | Firm]:
    """Those with a record in every one of these registers; firms where a register knows only them.

    From the last to the first of the unnamed, so that those with stories and the first clans stay
    free for other uses, then those with stories.
    """
    is_about_firms = bool(FIRM_REGISTERS.intersection(codes))
    everybody: Iterator[Person | Firm] = _firms() if is_about_firms else _people()
    return (someone for someone in everybody if all(knows(code, someone) for code in codes))


def people_who_fit(codes: Sequence[str], *, limit: int) -> list[dict[str, str]]:
    """As plain data, for somebody who wants to try a register. ValueError for an unknown code."""
    if not codes or not set(codes) <= set(REGISTERS):
        raise ValueError(f"fits=DS05,DS17 with codes out of {', '.join(REGISTERS)}")
    return [_told(someone) for someone in islice(who_is_known_to(codes), max(1, min(limit, MOST)))]


def _people() -> Iterator[Person]:
    for number in reversed(range(CLANS)):
        yield from clan(number)
    yield from demo_people()


def _firms() -> Iterator[Firm]:
    for number in reversed(range(FIRMS)):
        yield firm(number)
    yield from demo_firms()


def _told(someone: Person | Firm) -> dict[str, str]:
    if isinstance(someone, Firm):
        return {"name": someone.name, "credit_code": someone.credit_code}
    return {"name": someone.name, "id_number": someone.id_number, "born": someone.born.isoformat()}
