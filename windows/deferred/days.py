"""The last day for a paper that follows."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from materials.models import Requirement
from windows.approvals.models import Approval, Dependency
from windows.approvals.states import ENDED
from windows.cases.editions import matter_editions
from windows.cases.models import Case, MaterialSlot
from windows.clock import day_after, today
from windows.deadlines.dates import reckonings
from windows.deadlines.queries import extension_of, stops_of
from windows.deferred.queries import used_by
from windows.limits import limit

ONE_DAY = dt.timedelta(days=1)
RULE = "deferred_days"


def last_day(case: Case, slot: MaterialSlot, ends: dict[str, dt.date | None]) -> dt.date:
    """The shortest of what the pinned guides say, else the usual one; never later than the last
    day of a department that needs it, and never before tomorrow.

    Where the calendar does not reach so far, natural days are the shorter, certain promise.
    """
    began = timezone.localdate(case.accepted_at)
    return within(day_from(began, _days(case, slot)), slot, ends)


def day_from(begins: dt.date, days: int) -> dt.date:
    return day_after(begins, days) or begins + dt.timedelta(days=days)


def within(wanted: dt.date, slot: MaterialSlot, ends: dict[str, dt.date | None]) -> dt.date:
    caps = [ends[code] for code in used_by(slot) if code in ends]
    last = min([wanted, *(day for day in caps if day is not None)])
    return max(last, day_after(today(), 1) or today() + ONE_DAY)


def promised_ends(case: Case) -> dict[str, dt.date | None]:
    """Matter → the last day of its department, as promised at acceptance; None where unknown."""
    began = timezone.localdate(case.accepted_at)
    approvals = Approval.objects.filter(case=case).exclude(state__in=ENDED)
    waits: dict[int, list[int]] = {}
    for waiting, needed in Dependency.objects.filter(approval__case=case).values_list(
        "approval_id", "needs_id"
    ):
        waits.setdefault(waiting, []).append(needed)
    ends: dict[int, dt.date] = {}
    by_matter: dict[str, dt.date | None] = {}
    for approval in approvals.select_related("matter_edition__matter").order_by("stage", "pk"):
        earlier = (ends[pk] for pk in waits.get(approval.pk, ()) if pk in ends)
        begins = approval.counts_from or max(earlier, default=began)
        promised = reckonings(
            case,
            approval,
            stops=stops_of(approval),
            extension=extension_of(approval),
            begins=begins,
        ).promised
        by_matter[approval.matter_edition.matter.code] = promised.due
        if promised.due is not None:
            ends[approval.pk] = promised.due
    return by_matter


def _days(case: Case, slot: MaterialSlot) -> int:
    editions = matter_editions(case, used_by(slot))
    keys = {(editions[code].pk, key) for code, key in slot.requirement_keys if code in editions}
    rows = Requirement.objects.filter(edition__in=[pk for pk, _key in keys])
    stated = [
        row.elements.get(RULE)
        for row in rows
        if (row.edition_id, row.key) in keys and row.elements.get(RULE)
    ]
    return min(stated, default=limit("DEFERRED_WORKING_DAYS"))
