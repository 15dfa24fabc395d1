"""Many cases at once: all are accepted first, then all departments decide at the same time.

In every process there is an officer of each department, so that as many officers as there are
processes race for the same inbox, while the worker dispatches. Bounded in time; on this machine
only. What is left in the database is then checked.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event, Lock
from typing import Any

from django.db import connections

from services.catalogue.text import Text
from services.models import LifeEventEdition
from services.queries import life_event_edition
from windows.approvals.models import Approval
from windows.approvals.states import UNDECIDED
from windows.cases.models import Case
from windows.cases.planning import plan_for
from windows.cases.states import Channel
from windows.planning import Plan
from windows.rehearsal.checking import DONE, Findings, are_still_open, check, messages_of
from windows.rehearsal.choosing import Chosen, given, most_work
from windows.rehearsal.errors import RehearsalStuck
from windows.rehearsal.offices import Office
from windows.rehearsal.patience import Patience
from windows.rehearsal.processes import must_end, set_up
from windows.rehearsal.run import NO_ANSWERS, begin

HANDS = 4
"""Applicants who apply at the same time while the cases are prepared."""
SETTLE_SECONDS = 30.0
"""For the last messages, after the last case is finished."""
LOOK_SECONDS = 0.5
"""Between two looks: hundreds who look all the time would slow down what they wait for."""
TELL_SECONDS = 3.0

Tell = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Rush:
    """What was done, how long it took, and what the checker found."""

    code: str
    answers: dict[str, list[str]]
    cases: int
    departments: int
    approvals: int
    processes: int
    prepared_seconds: float
    decided_seconds: float
    refused: int
    """Tries of officers who came second; each has changed nothing."""
    findings: Findings

    @property
    def is_good(self) -> bool:
        return self.findings.is_good

    def as_json(self) -> dict[str, Any]:
        return {
            "schema": "rush/1",
            "life_event": self.code,
            "answers": self.answers,
            "cases": self.cases,
            "departments": self.departments,
            "approvals": self.approvals,
            "processes": self.processes,
            "prepared_seconds": round(self.prepared_seconds, 1),
            "decided_seconds": round(self.decided_seconds, 1),
            "second_tries_refused": self.refused,
            **self.findings.as_json(),
        }


def rush(
    code: str,
    *,
    cases: int,
    processes: int = 2,
    answers: str | None = None,
    timeout: float = 120,
    tell: Tell = print,
) -> Rush:
    """Accept so many cases, let everybody decide at once, check.

    `timeout` is for the waits of one case, and for all decisions together as many seconds more as
    there are cases. Raises what `rehearse` raises.
    """
    edition = life_event_edition(code)
    chosen = given(answers) if answers is not None else most_work(edition, channel=Channel.ONLINE)
    if chosen is None:
        raise RehearsalStuck(NO_ANSWERS)
    plan = plan_for(edition, chosen.answers, channel=Channel.ONLINE)
    began = time.monotonic()
    accepted = _accepted(edition, plan, chosen, count=cases, timeout=timeout, tell=tell)
    prepared = time.monotonic() - began
    ids = [case.pk for case in accepted]
    codes = sorted(
        set(Approval.objects.filter(case__in=ids).values_list("department__code", flat=True))
    )
    tell(f"{len(ids)} cases are accepted ({prepared:.1f} s); {len(codes)} departments decide now.")
    began = time.monotonic()
    refused = _decide(ids, codes, processes, deadline=timeout + cases, tell=tell)
    decided = time.monotonic() - began
    _settle(accepted)
    return Rush(
        code=code,
        answers={question: list(values) for question, values in chosen.answers.items()},
        cases=len(ids),
        departments=len(codes),
        approvals=Approval.objects.filter(case__in=ids).count(),
        processes=processes,
        prepared_seconds=prepared,
        decided_seconds=decided,
        refused=refused,
        findings=check(accepted),
    )


def _accepted(
    edition: LifeEventEdition,
    plan: Plan,
    chosen: Chosen,
    *,
    count: int,
    timeout: float,
    tell: Tell,
) -> list[Case]:
    """Cases whose departments have their approvals, and have not looked yet."""
    one_at_a_time, done = Lock(), []

    def apply(_: int) -> Case:
        waiting = Patience(timeout, lambda: time.sleep(LOOK_SECONDS))
        try:
            with one_at_a_time:  # or two would take the same people
                journey = begin(edition, plan, chosen, channel=Channel.ONLINE, patience=waiting)
            journey.apply()
            journey.be_accepted()
            done.append(journey.case.pk)
            if len(done) % 20 == 0:
                tell(f"{len(done)} of {count} are accepted …")
            return journey.fresh()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(apply, range(count)))


def _decide(
    ids: list[int], codes: Sequence[str], processes: int, *, deadline: float, tell: Tell
) -> int:
    """Everybody at once; how many tries came second."""
    name = connections["default"].settings_dict["NAME"]
    context = multiprocessing.get_context("spawn")
    end = context.Event()
    with ProcessPoolExecutor(processes, context, initializer=set_up, initargs=(name, end)) as pool:
        rooms = [pool.submit(_room, ids, codes, deadline) for _ in range(processes)]
        try:
            while not all(room.done() for room in rooms):
                time.sleep(TELL_SECONDS)
                finished = Case.objects.filter(pk__in=ids, state__in=DONE).count()
                tell(f"{finished} of {len(ids)} are finished …")
            return sum(room.result() for room in rooms)
        finally:
            end.set()


def _room(ids: list[int], codes: Sequence[str], deadline: float) -> int:
    """One officer of each department, until nothing is left to decide or the time is over."""
    end, patience = Event(), Patience(deadline)  # this one ends the threads
    officers = [Office(code, ids, examine=0, stop=end, look_seconds=LOOK_SECONDS) for code in codes]
    for officer in officers:
        officer.start()
    left = Approval.objects.filter(case__in=ids, state__in=UNDECIDED)
    while not (patience.is_over or must_end()) and left.exists():
        time.sleep(LOOK_SECONDS)
    end.set()
    for officer in officers:
        officer.join()
        if officer.error is not None:
            raise officer.error
    return sum(officer.refused for officer in officers)


def _settle(cases: Sequence[Case]) -> None:
    """Let the worker close the cases and send the last notices."""
    patience = Patience(SETTLE_SECONDS, lambda: time.sleep(LOOK_SECONDS))
    try:
        patience.until(
            lambda: not are_still_open(messages_of(cases)), Text("最后的消息", "the last messages")
        )
    except RehearsalStuck:
        return  # the checker says what is left
