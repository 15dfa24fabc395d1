"""Scoped reads: what is out of scope is not found; pages go on where they stopped."""

from __future__ import annotations

from portal.outbox.drain import drain
from tests.windows import builders as b
from windows.access import used_in_a_case_of_theirs
from windows.approvals.models import Approval
from windows.approvals.queries import approval_for, form_for, inbox, slots_for
from windows.approvals.shared import shared_facts
from windows.cases.queries import case_for, cases_of, drafts_of
from windows.intake.actions import accept
from windows.intake.queries import desk_queue, drafts_at_desk
from windows.supervision.cards import lines
from windows.supervision.clock import near_or_late


def test_case_is_found_by_those_it_concerns(town):
    case = b.submitted_case(town)
    for actor in (town.me, town.other, town.clerk, town.supervisor):
        assert case_for(actor, case.number) == case
    officer = town.officer(b.approval(case, "T1-A"))
    for actor in (town.nobody, town.clerk_elsewhere, officer):
        with b.refused("case_not_found") as caught:
            case_for(actor, case.number)
        assert caught.value.status == 404


def test_pages_of_cases(town):
    mine = [b.draft(town) for _ in range(3)]
    first = cases_of(town.me, limit=2)
    assert list(first.rows) == [mine[2], mine[1]]
    second = cases_of(town.me, after=first.next, limit=2)
    assert list(second.rows) == [mine[0]]
    assert second.next == ""
    assert cases_of(town.nobody).rows == ()
    assert len(drafts_of(town.me)) == 3


def test_desk_queue_is_the_office_s_own(town):
    case = b.submitted_case(town)
    assert list(desk_queue(town.clerk).rows) == [case]
    assert desk_queue(town.clerk_elsewhere).rows == ()
    assert desk_queue(town.me).rows == ()
    at_window = b.draft(town, channel="window")
    assert list(drafts_at_desk(town.clerk).rows) == [at_window]


def test_inbox_is_ordered_by_deadline_with_undated_last(town):
    cases = [b.submitted_case(town) for _ in range(3)]
    for case in cases:
        b.do(accept, case, actor=town.clerk)
    drain()
    ones = [b.approval(case, "T1-E") for case in cases]
    Approval.objects.filter(pk=ones[0].pk).update(due_on=None)
    Approval.objects.filter(pk=ones[2].pk).update(due_on="2026-01-05")
    officer = town.officer(ones[0])
    first = inbox(officer, limit=2)
    assert list(first.rows) == [ones[2], ones[1]]
    assert [one.is_overdue for one in first.rows] == [True, False]
    assert list(inbox(officer, after=first.next, limit=2).rows) == [ones[0]]
    assert near_or_late(town.supervisor, lines(), card="red").rows == (ones[2],)
    assert inbox(town.clerk).rows == ()


def test_officer_sees_what_the_matter_needs_and_no_more(town):
    case = b.accepted_case(town)
    first, alone = b.approval(case, "T1-A"), b.approval(case, "T1-E")
    officer = town.officer(first)
    seen = approval_for(officer, first.pk)
    assert {slot.material_type.code for slot in slots_for(seen)} == {
        "t_home",
        "t_marriage",
        "t_contract",
    }
    assert set(form_for(seen)) == {"phone", "price", "address"}
    facts = shared_facts(seen)
    assert {fact.role for fact in facts} == {"applicant", "seller"}
    assert [slot.material_type.code for slot in slots_for(alone)] == ["t_form"]
    assert form_for(alone) == {}
    with b.refused("approval_not_found"):
        approval_for(officer, alone.pk)
    waiting = b.approval(case, "T1-B")
    with b.refused("approval_not_found"):
        approval_for(town.officer(waiting), waiting.pk)


def test_documents_open_to_those_who_need_them(town):
    case = b.accepted_case(town)
    document = b.slot(case, "t_contract").document
    assert used_in_a_case_of_theirs(town.clerk, document)
    assert used_in_a_case_of_theirs(town.officer(b.approval(case, "T1-A")), document)
    assert not used_in_a_case_of_theirs(town.officer(b.approval(case, "T1-E")), document)
    assert not used_in_a_case_of_theirs(town.clerk_elsewhere, document)
    assert not used_in_a_case_of_theirs(town.nobody, document)
