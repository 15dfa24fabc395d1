"""Reading the responsibility list: one's own department, or all for those who watch."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone

from datasharing.lists.duties.duty import Obligation, ObligationKind, Slip, Tally
from datasharing.lists.duties.errors import DutiesNotFound
from datasharing.lists.duties.owed import SOURCES, read, slips_of
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.catalogue.text import Text
from services.models import Department


def department_in_sight(actor: Actor, code: str) -> Department:
    """A data officer sees the own department, a supervisor each. Raises DutiesNotFound."""
    is_mine = actor.kind == Role.DATA_OFFICER and code and actor.department_code == code
    if not (is_mine or actor.kind == Role.SUPERVISOR):
        raise DutiesNotFound
    found = Department.objects.filter(code=code).first()
    if found is None:
        raise DutiesNotFound
    return found


def slips(department: Department, *, kind: str = "", is_late: bool = False) -> list[Slip]:
    """What it owes, narrowed; the caller has seen that it may be read."""
    found = slips_of(department)
    if kind in ObligationKind.values:
        found = [slip for slip in found if slip.kind == kind]
    today = timezone.localdate()
    return [slip for slip in found if not is_late or (slip.due_on or today) < today]


def duties(some: Sequence[Slip]) -> list[Obligation]:
    return read(some)


def tallies(actor: Actor) -> list[Tally]:
    """Departments that owe anything, the most late first; nothing for whoever does not watch."""
    if actor.kind != Role.SUPERVISOR:
        return []
    days: defaultdict[int, list[dt.date | None]] = defaultdict(list)
    for source in SOURCES:
        for department, due_on, _ in source.slips(None):
            days[department].append(due_on)
    named = Department.objects.in_bulk(list(days))
    found = [_tally(named[pk], some) for pk, some in days.items()]
    return sorted(found, key=lambda one: (-one.late, -one.owed, one.code))


def _tally(department: Department, days: Sequence[dt.date | None]) -> Tally:
    today = timezone.localdate()
    dated = [day for day in days if day is not None]
    return Tally(
        department.code,
        Text(department.name, department.name_en),
        len(days),
        sum(1 for day in dated if day < today),
        min(dated, default=None),
    )
