"""Simulated departments: each takes up and grants whatever is in its inbox, at its own pace."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from random import shuffle
from threading import Event, Thread

from django.db import connections, transaction

from portal.errors import DomainError
from windows.approvals.actions import decide, take_up
from windows.approvals.models import Approval
from windows.approvals.queries import inbox
from windows.approvals.states import ApprovalState
from windows.cases.models import Case
from windows.rehearsal.people import officer_of

LOOK_SECONDS = 0.1
PAGE = 100


class Office(Thread):
    """One officer of one department, who works on these cases only until told to stop.

    `examine` is how many seconds an examination takes. Somebody else may have been quicker: such a
    refusal is counted in `refused` and changes nothing.
    """

    def __init__(
        self,
        department_code: str,
        cases: Collection[int],
        *,
        examine: float,
        stop: Event,
        look_seconds: float = LOOK_SECONDS,
    ) -> None:
        super().__init__(name=f"office {department_code}", daemon=True)
        self.granted = self.refused = 0
        self.error: Exception | None = None
        self._actor = officer_of(department_code)
        self._cases = frozenset(cases)
        self._examine = examine
        self._look_seconds = look_seconds
        self._told_to_stop = stop
        self._began: dict[int, float] = {}

    def run(self) -> None:
        try:
            while not self._told_to_stop.is_set():
                if not self.look():
                    self._told_to_stop.wait(self._look_seconds)
        except Exception as error:  # noqa: BLE001 (told by whoever has started the thread)
            self.error = error
        finally:
            connections.close_all()

    def look(self) -> int:
        """Once through the inbox; how many approvals were decided."""
        before = self.granted
        for approval in self._inbox():
            if self._told_to_stop.is_set():
                break
            began = self._began.setdefault(approval.pk, time.monotonic())
            if approval.state == ApprovalState.DISPATCHED:
                self._try(approval, is_decision=False)
            if time.monotonic() - began >= self._examine:
                self._try(approval, is_decision=True)
        return self.granted - before

    def _inbox(self) -> Iterable[Approval]:
        after = ""
        while True:
            page = inbox(self._actor, after=after, limit=PAGE, is_rehearsal=True)
            mine = [approval for approval in page.rows if approval.case_id in self._cases]
            shuffle(mine)  # two officers of one department must not walk in step
            yield from mine
            after = page.next
            if not after:
                return

    def _try(self, approval: Approval, *, is_decision: bool) -> None:
        try:
            with transaction.atomic(durable=True):
                if is_decision:
                    decide(approval, granted=True, actor=self._actor)
                else:
                    take_up(approval, actor=self._actor)
        except DomainError:
            self.refused += 1
        else:
            self.granted += is_decision


class Offices:
    """All departments of some cases at work at the same time."""

    def __init__(self, cases: Iterable[Case], *, examine: float, officers_each: int = 1) -> None:
        ids = [case.pk for case in cases]
        rows = Approval.objects.filter(case__in=ids)
        codes = rows.order_by("department__code").values_list("department__code", flat=True)
        self._end = Event()
        self.officers = [
            Office(code, ids, examine=examine, stop=self._end)
            for code in codes.distinct()
            for _ in range(officers_each)
        ]

    def __enter__(self) -> Offices:
        for officer in self.officers:
            officer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end.set()
        for officer in self.officers:
            officer.join()

    def raise_errors(self) -> None:
        """What no officer expected ends the rehearsal."""
        for officer in self.officers:
            if officer.error is not None:
                raise officer.error
