"""Two at once: the case's row decides, and whoever comes second sees the winner's work."""

from __future__ import annotations

import pytest

from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.corrections.desks import (
    finding,
    later,
    put_right,
    report,
    states,
    take,
    told,
)
from tests.windows.test_rival_decisions import at_once
from windows.approvals.actions import decide
from windows.cases import actions
from windows.cases.models import Case
from windows.corrections.actions import answer_correction
from windows.corrections.branches import lapse_branches
from windows.corrections.collecting import collect_reports
from windows.corrections.models import Correction, MissingReport
from windows.corrections.reporting import report_all

pytestmark = pytest.mark.django_db(transaction=True)


def again(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_two_departments_report_and_two_collect(town, case):
    first, second = b.approval(case, "N1-A"), b.approval(case, "N1-E")
    take(town, case, "N1-B")
    one, other = finding(case, "n_contract"), finding(case, "n_fire")
    said = at_once(
        lambda: report_all(first, findings=[one], actor=town.officer(first)),
        lambda: report_all(second, findings=[other], actor=town.officer(second)),
    )
    assert said == ["done", "done"]
    assert at_once(*[lambda: collect_reports(again(case))] * 2) == ["done", "done"]
    drain()
    assert Correction.objects.get().items.count() == 2
    assert case.notices.filter(kind="correction").count() == 1


def test_a_decision_while_it_is_collected(town, case):
    """Either it was decided first and is not told, or it waits and cannot be decided."""
    report(town, case, "N1-A", "n_contract")
    report(town, case, "N1-E", "n_fire")
    take(town, case, "N1-B")
    part = b.approval(case, "N1-E")
    said = at_once(
        lambda: collect_reports(again(case)),
        lambda: decide(part, granted=True, actor=town.officer(part)),
    )
    asking = set(
        Correction.objects.get().items.values_list(
            "approval__matter_edition__matter__code", flat=True
        )
    )
    if said[1] == "done":
        assert (asking, states(case)["N1-E"]) == ({"N1-A"}, "approved")
    else:
        assert said[1] == "move_refused"
        assert (asking, states(case)["N1-E"]) == ({"N1-A", "N1-E"}, "stopped")


def test_withdrawn_while_it_is_collected(town, case):
    report(town, case, "N1-A", "n_contract")
    take(town, case, "N1-B", "N1-E")
    said = at_once(
        lambda: collect_reports(again(case)),
        lambda: actions.withdraw(again(case), actor=town.me),
    )
    assert said == ["done", "done"]
    assert not Correction.objects.filter(answered_at=None, closed_at=None).exists()
    assert set(states(case).values()) == {"not_needed"}
    told_of = Correction.objects.count()
    assert MissingReport.objects.exclude(correction=None).count() == told_of


def test_handed_in_while_the_days_run_out(town, case):
    correction = told(town, case)
    put_right(town, case, "n_contract")
    with later(60):
        said = at_once(
            lambda: answer_correction(again(case), actor=town.me),
            lambda: lapse_branches(again(case)),
        )
    correction.refresh_from_db()
    assert sorted(said) == ["done", "move_refused"]
    if said[0] == "done":
        assert (correction.answered_at is None, correction.closed_at) == (False, None)
        assert states(case)["N1-A"] == "in_review"
    else:
        assert (correction.answered_at, correction.closed_at is None) == (None, False)
        assert states(case)["N1-A"] == "not_needed"
