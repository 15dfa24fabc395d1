"""One case from the first answer to the archive, through every action."""

from __future__ import annotations

from portal.accounts.actor import SYSTEM
from portal.journal.queries import entries_for, verify
from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.small_catalogue import DEPARTMENTS
from windows.approvals.states import ApprovalState
from windows.cases.queries import prefill, visit_count, what_is_missing
from windows.cases.story import OFF_THE_PAGE, lanes, status_line, timeline, what_you_must_do
from windows.pickup.actions import collect
from windows.pickup.queries import result_package
from windows.ratings.actions import rate


def test_draft_holds_one_slot_for_each_material_of_the_plan(town):
    case = b.draft(town)
    states = {
        slot.material_type.code: slot.state for slot in case.slots.select_related("material_type")
    }
    assert states == {
        "t_home": "waiting",
        "t_marriage": "waiting",
        "t_contract": "missing",
        "t_first": "from_output",
        "t_only": "missing",
        "t_second": "from_output",
        "t_form": "generated",
    }
    assert (case.number[:7], case.number[-7:]) == ("330100-", "-000001")


def test_reads_fill_the_form_and_spare_the_person(town):
    case = b.complete_draft(town)
    assert b.slot(case, "t_home").state == "fetched"
    assert b.slot(case, "t_marriage").state == "fetched"
    assert prefill(case)["address"].value == "杭州市西湖区翠苑街道文一路12号3幢2单元501室"
    assert what_is_missing(case) == ()


def test_whole_life(town):
    case = b.accepted_case(town)
    assert case.state == "accepted"
    assert case.promised_on is not None
    assert {a.matter_edition.matter.code: a.state for a in case.approvals.all()} == {
        "T1-A": "dispatched",
        "T1-B": "waiting",
        "T1-C": "waiting",
        "T1-D": "waiting",
        "T1-E": "dispatched",
    }
    b.grant(town, case, "T1-A")
    assert b.approval(case, "T1-B").state == ApprovalState.DISPATCHED
    assert b.approval(case, "T1-D").state == ApprovalState.DISPATCHED
    assert b.approval(case, "T1-C").state == ApprovalState.WAITING
    assert b.slot(case, "t_first").licence.name == "甲证"
    b.grant(town, case, "T1-B", "T1-C", "T1-D")
    case.refresh_from_db()
    assert case.state == "accepted"
    b.grant(town, case, "T1-E")
    case.refresh_from_db()
    assert case.state == "results_ready"
    package = result_package(case)
    assert len(package.pickup.code) == 8
    assert [len(result.licences) for result in package.results] == [1, 0, 1, 0, 0]
    assert what_you_must_do(case, town.me).kind == "collect"
    b.do(collect, case, actor=town.me)
    b.do(rate, case, grade=5, options=["510"], actor=town.me)
    drain()
    case.refresh_from_db()
    assert case.state == "archived"
    assert visit_count(case) == 0
    assert verify(case.stream) is None
    told = entries_for(case.stream).exclude(verb__in=OFF_THE_PAGE)
    assert [each.verb for each in timeline(case, town.me)] == [each.verb for each in told]
    assert status_line(case).zh == "已经办结归档。"
    assert {lane.who.zh: [bar.state for bar in lane.bars] for lane in lanes(case)} == {
        name: ["done"] for name in DEPARTMENTS
    }


def test_case_proven_throughout_accepts_itself(town):
    case = b.draft(town, code="T2")
    b.do(b.actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    b.do(b.actions.submit, case, actor=town.me)
    drain()
    case.refresh_from_db()
    assert case.state == "accepted"
    accepted = entries_for(case.stream).get(verb="case.accepted")
    assert accepted.actor_kind == SYSTEM.kind


def test_case_with_an_upload_waits_for_a_clerk(town):
    assert b.submitted_case(town).state == "submitted"
