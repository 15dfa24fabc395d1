"""Report, look, collect, put right, answer, lapse: whatever the order, the rules hold."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.errors import DomainError
from portal.journal.queries import verify
from portal.outbox.drain import drain
from tests.access.scenes import taken_back
from tests.windows import builders as b
from tests.windows.corrections.desks import MATERIALS, finding, put_right
from windows.approvals.actions import decide, take_up
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.clock import today
from windows.corrections.actions import answer_correction
from windows.corrections.models import Correction, CorrectionItem, MissingReport
from windows.corrections.reporting import report_all
from windows.deadlines.models import ClockStop
from windows.sweeping import sweep

PARTS = {"N1-A": ("n_contract", "price"), "N1-B": ("n_contract", "n_plan"), "N1-E": ("n_fire",)}
STEPS = st.one_of(
    st.tuples(
        st.just("report"),
        st.sampled_from([(code, where) for code, all_ in PARTS.items() for where in all_]),
    ),
    st.tuples(st.just("take"), st.sampled_from(list(PARTS))),
    st.tuples(st.just("grant"), st.sampled_from(list(PARTS))),
    st.tuples(st.just("put right"), st.sampled_from((*MATERIALS, "price"))),
    st.tuples(st.just("answer"), st.none()),
    st.tuples(st.just("days pass"), st.sampled_from((1, 4, 30))),
)


@pytest.mark.django_db
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, min_size=4, max_size=14))
def test_the_rules_hold_in_any_order(town, case, steps):
    with taken_back():
        _walk(town, case, steps)


def _walk(town, case: Case, steps) -> None:
    day = today()
    for name, what in steps:
        if name == "days pass":
            day += dt.timedelta(days=what)
        with time_machine.travel(dt.datetime.combine(day, dt.time(4), dt.UTC), tick=False):
            before = b.snapshot(case)
            try:
                _do(town, case, name, what)
            except DomainError:
                assert b.snapshot(case) == before, "A refusal changes nothing."
            drain()
            _check(case)
    assert verify(case.stream) is None


def _do(town, case: Case, name: str, what) -> None:
    if name == "report":
        part = b.approval(case, what[0])
        found = [finding(case, what[1])]
        b.do(report_all, part, findings=found, actor=town.officer(part))
    elif name == "take":
        part = b.approval(case, what)
        b.do(take_up, part, actor=town.officer(part))
    elif name == "grant":
        part = b.approval(case, what)
        b.do(decide, part, granted=True, actor=town.officer(part))
    elif name == "put right":
        put_right(town, case, what)
    elif name == "answer":
        b.do(answer_correction, case, actor=town.me)
    else:
        sweep()


def _check(case: Case) -> None:
    notices = list(Correction.objects.filter(case=case).order_by("round"))
    waiting = [each for each in notices if each.is_open]
    assert len(waiting) <= 1
    stopped = set(Approval.objects.filter(case=case, state="stopped").values_list("pk", flat=True))
    stands = ClockStop.objects.filter(approval__case=case, until=None)
    assert set(stands.values_list("approval", flat=True)) == stopped
    asked = set(waiting[0].items.values_list("approval", flat=True)) if waiting else set()
    assert stopped <= asked, "Only the branches that asked wait."
    assert bool(waiting) == bool(stopped)
    for each in notices[1:]:
        earlier = notices[each.round - 2].asked_at
        for item in each.items.select_related("approval"):
            is_new = item.renewed_at is not None and item.renewed_at >= earlier
            assert is_new or item.approval.dispatched_at >= earlier
    told = MissingReport.objects.filter(approval__case=case).exclude(correction=None).count()
    assert told == CorrectionItem.objects.filter(correction__case=case).count()
