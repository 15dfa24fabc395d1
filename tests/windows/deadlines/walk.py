"""One approval through many days: whatever is tried, a record must hold after every step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, settings

from portal.errors import DomainError
from tests.windows.deadlines import scenes as s
from windows.approvals.models import Approval
from windows.deadlines.actions import resume_clock, stop_clock
from windows.deadlines.models import ClockStop, Extension

Acts = Callable[[Approval, int], Mapping[str, Callable[[], object]]]

UNHURRIED = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def stops_and_resumes(one: Approval, days: int) -> dict[str, Callable[[], object]]:
    officer = s.officer(one)
    return {
        "stop": lambda: stop_clock(
            one, ground="test", reason="送检", expected_days=days, actor=officer
        ),
        "resume": lambda: resume_clock(one, actor=officer),
    }


def walk(
    one: Approval,
    clock,
    steps: Iterable[tuple[int, str, int]],
    *,
    acts: Acts,
    agree: Callable[[Approval], None],
) -> None:
    """Each step: days that pass, what is tried, how many days are asked for. All is taken back."""
    moment = s.at(3, 2)
    with transaction.atomic():
        agree(s.fresh(one))
        for pause, act, days in steps:
            moment += timedelta(days=pause)
            clock.move_to(moment)
            _attempt(acts(one, days)[act])
            agree(s.fresh(one))
        transaction.set_rollback(True)
    clock.move_to(s.at(3, 2))
    assert (ClockStop.objects.count(), Extension.objects.count()) == (0, 0)


def _attempt(act: Callable[[], object]) -> None:
    """Refused or done: either way the record must hold."""
    try:
        with transaction.atomic():
            act()
    except DomainError:
        return
