"""What a person is told before they promise: who checks what, until when, and what follows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from services.catalogue.text import Text
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import person_in
from windows.cases.plans import plan_of
from windows.clock import day_after
from windows.limits import limit
from windows.promises.queries import barred_until


@dataclass(frozen=True, slots=True)
class Telling:
    """`until` is the last day to check if everything is decided by the promised day; None while
    that is unknown.
    """

    departments: Text
    days: int
    until: dt.date | None
    mend_days: int
    years: int
    barred_until: dt.date | None
    """The last day of an open bad record: until then no promise is taken."""


def before_promising(case: Case, slot: MaterialSlot) -> Telling:
    plan = plan_of(case)
    codes = {code for code, _key in slot.requirement_keys}
    asking = dict.fromkeys(each.department for each in plan.matters if each.code in codes)
    owner = person_in(case, slot.party_role)
    days = limit("PROMISE_CHECK_WORKING_DAYS")
    done_by = case.promised_on or plan.promise.promised_on
    return Telling(
        departments=Text(
            "、".join(each.zh for each in asking), ", ".join(each.en or each.zh for each in asking)
        ),
        days=days,
        until=day_after(done_by, days) if done_by else None,
        mend_days=limit("PROMISE_MEND_WORKING_DAYS"),
        years=limit("BAD_RECORD_YEARS"),
        barred_until=barred_until(owner) if owner is not None else None,
    )
