"""The days of one approval: its own limit plus its special procedures, from the day it arrives."""

from __future__ import annotations

import datetime as dt

from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.clock import day_after


def due_dates(
    case: Case, approval: Approval, began: dt.date
) -> tuple[dt.date | None, dt.date | None]:
    """(promised, statutory) last days. None where the law sets none or the calendar ends before.

    The promised limit binds (浙江“最多跑一次”改革规定 art. 12). Special procedures (特别程序)
    add their
    own days, each in its own unit; one of unknown length adds none, it is announced by itself.
    """
    edition = approval.matter_edition
    procedures = [
        procedure
        for procedure in plan_of(case).procedures
        if procedure.matter == edition.matter.code and procedure.days
    ]

    def ending(days: int | None) -> dt.date | None:
        if days is None:
            return None
        last = day_after(began, days, edition.day_unit)
        for procedure in procedures:
            if last is not None:
                last = day_after(last, procedure.days or 0, procedure.unit.value)
        return last

    return ending(edition.promised_days), ending(edition.statutory_days)
