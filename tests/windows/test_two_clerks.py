"""Two clerks take the same case off the queue at the same moment: one of them is too late."""

from __future__ import annotations

import pytest

from portal.journal.queries import entries_for, verify
from portal.outbox.drain import drain
from services.catalogue.text import Text
from tests.windows import builders as b
from tests.windows.test_rival_decisions import at_once
from windows.cases.models import Case
from windows.corrections.actions import Defect, ask_for_correction
from windows.corrections.models import Correction
from windows.intake.actions import accept, refuse
from windows.pickup.actions import collect

pytestmark = pytest.mark.django_db(transaction=True)


def again(case: Case) -> Case:
    """As another clerk's page loaded it."""
    return Case.objects.get(pk=case.pk)


def verbs(case: Case) -> list[str]:
    return [entry.verb for entry in entries_for(case.stream)]


@pytest.mark.parametrize("round_", range(3))
def test_accepting_and_refusing_at_once(town, round_):
    case = b.submitted_case(town)
    outcomes = at_once(
        lambda: accept(again(case), actor=town.clerk),
        lambda: refuse(again(case), reason="不属于本窗口", actor=town.clerk),
    )
    drain()
    case.refresh_from_db()
    assert outcomes.count("done") == 1
    won = "accepted" if outcomes[0] == "done" else "refused"
    assert case.state == won
    told = verbs(case)
    assert told.count("case.accepted") + told.count("case.refused") == 1
    assert verify(case.stream) is None


def test_accepting_twice_at_once_dispatches_once(town):
    case = b.submitted_case(town)
    outcomes = at_once(*[lambda: accept(again(case), actor=town.clerk)] * 2)
    drain()
    assert outcomes.count("done") >= 1
    assert verbs(case).count("case.accepted") == 1
    assert verbs(case).count("approval.dispatched") == 2


def test_asking_for_correction_twice_at_once_sends_one_notice(town):
    case = b.submitted_case(town)
    defect = Defect(Text("合同缺页", "A page is missing"), slot=b.slot(case, "t_contract"))
    outcomes = at_once(
        *[lambda: ask_for_correction(again(case), defects=[defect], actor=town.clerk)] * 2
    )
    assert outcomes.count("done") == 1
    assert Correction.objects.filter(case=case).count() == 1
    assert verbs(case).count("correction.asked") == 1


def test_package_is_handed_over_once(town):
    case = b.finished_case(town)
    code = case.pickup.code
    outcomes = at_once(
        lambda: collect(again(case), code=code, actor=town.clerk),
        lambda: collect(again(case), actor=town.me),
    )
    assert sorted(outcomes) == ["already_collected", "done"]
    assert verbs(case).count("case.collected") == 1
