"""What a lost message left lying is picked up."""

from __future__ import annotations

import datetime as dt
from datetime import timedelta

import time_machine
from django.utils import timezone

from portal.outbox.drain import drain
from portal.outbox.models import Message
from tests.windows import builders as b
from windows import process, sweeping
from windows.approvals.actions import decide
from windows.cases import actions
from windows.intake.actions import accept
from windows.models import Approval, Case
from windows.pickup.actions import collect
from windows.sweeping import sweep


def lose_messages() -> None:
    Message.objects.all().delete()


def sweep_later(**ahead) -> dict[str, int]:
    with time_machine.travel(timezone.now() + timedelta(**(ahead or {"minutes": 10})), tick=False):
        return {what: times for what, times in sweep().items() if times}


def test_healthy_portal_has_nothing_to_sweep(town):
    b.accepted_case(town)
    assert sweep_later() == {}


def test_forgotten_reads_are_asked(town):
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    lose_messages()
    assert sweep_later() == {"reads not asked": 1}
    drain(now=timezone.now() + timedelta(minutes=20))
    assert b.slot(case, "t_marriage").state == "fetched"


def test_forgotten_dispatch(town):
    case = b.do(accept, b.submitted_case(town), actor=town.clerk)
    lose_messages()
    assert sweep_later() == {"approvals not dispatched": 2}
    assert b.approval(case, "T1-A").state == "dispatched"


def test_forgotten_finish_and_archive(town):
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A", "T1-B", "T1-C", "T1-D")
    last = b.approval(case, "T1-E")
    b.do(decide, last, granted=True, actor=town.officer(last))
    lose_messages()
    assert sweep_later() == {"decided and not closed": 1}
    case.refresh_from_db()
    b.do(collect, case, actor=town.me)
    assert sweep_later() == {}
    assert sweep_later(days=20) == {"collected and not filed": 1}
    case.refresh_from_db()
    assert case.state == "archived"


def test_forgotten_acceptance_of_a_proven_case(town):
    case = b.draft(town, code="T2")
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    drain()
    b.do(actions.submit, case, actor=town.me)
    lose_messages()
    assert sweep_later() == {"submitted and proven": 1}
    case.refresh_from_db()
    assert case.state == "accepted"


def test_days_are_given_once_the_calendar_is_known(town):
    case = b.accepted_case(town)
    days = {one.pk: one.due_on for one in case.approvals.filter(state="dispatched")}
    Approval.objects.filter(case=case).update(due_on=None)
    Case.objects.filter(pk=case.pk).update(promised_on=None)
    assert sweep_later() == {"approvals without a day": 2, "cases without a day": 1}
    assert {one.pk: one.due_on for one in case.approvals.filter(state="dispatched")} == days
    assert isinstance(Case.objects.get(pk=case.pk).promised_on, dt.date)


def test_one_poisoned_row_keeps_nothing_else_waiting(town, monkeypatch):
    handed_in = [b.submitted_case(town) for _ in range(2)]
    poisoned, other = (b.do(accept, case, actor=town.clerk) for case in handed_in)
    lose_messages()
    dispatch = process.when_nothing_is_waited_for

    def step(pk: int) -> None:
        if Approval.objects.get(pk=pk).case_id == poisoned.pk:
            raise KeyError(pk)
        dispatch(pk)

    said = []
    monkeypatch.setattr(sweeping.log, "exception", lambda *words: said.append(words[-1]))
    monkeypatch.setattr(process, "when_nothing_is_waited_for", step)
    Case.objects.filter(pk=other.pk).update(promised_on=None)
    assert sweep_later() == {"approvals not dispatched": 2, "cases without a day": 1}
    assert b.approval(other, "T1-A").state == "dispatched"
    assert set(said) == set(poisoned.approvals.filter(pk__in=said).values_list("pk", flat=True))
    assert len(said) == 2


def test_what_cannot_have_a_day_does_not_stand_before_what_can(town, monkeypatch):
    case = b.accepted_case(town)
    first, second = case.approvals.filter(state="dispatched").order_by("pk")
    Approval.objects.filter(pk__in=(first.pk, second.pk)).update(due_on=None)
    Approval.objects.filter(pk=first.pk).update(counts_from=dt.date(2098, 1, 1))
    monkeypatch.setattr(sweeping, "AT_ONCE", 1)
    for _round in range(60):
        sweep_later()
    second.refresh_from_db()
    first.refresh_from_db()
    assert (first.due_on, second.due_on is not None) == (None, True)
