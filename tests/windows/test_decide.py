"""A decision: what it sets free, what it ends, and that it is the last word."""

from __future__ import annotations

from portal.outbox.drain import drain
from portal.outbox.models import Message
from tests.windows import builders as b
from windows.approvals.actions import decide
from windows.pickup.queries import result_package


def test_denial_needs_a_reason(town):
    case = b.accepted_case(town)
    one = b.approval(case, "T1-A")
    before = b.snapshot(case)
    with b.refused("reason_missing"):
        decide(one, granted=False, reason="  ", actor=town.officer(one))
    assert b.snapshot(case) == before


def test_closed_approval_stays_closed(town):
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A")
    one = b.approval(case, "T1-A")
    before = b.snapshot(case)
    with b.refused("approval_closed") as caught:
        decide(one, granted=False, reason="反悔", actor=town.officer(one))
    assert caught.value.status == 409
    assert b.snapshot(case) == before


def test_denied_branch_ends_and_the_others_go_on(town):
    case = b.accepted_case(town)
    one = b.approval(case, "T1-A")
    b.do(decide, one, granted=False, reason="产权有争议", actor=town.officer(one))
    drain()
    states = {
        code: b.approval(case, code).state for code in ("T1-A", "T1-B", "T1-C", "T1-D", "T1-E")
    }
    assert states == {
        "T1-A": "denied",
        "T1-B": "not_needed",
        "T1-C": "not_needed",
        "T1-D": "dispatched",  # only came after it, needs nothing of it
        "T1-E": "dispatched",
    }
    assert "T1-A事项" in b.approval(case, "T1-B").closed_reason
    assert "T1-B事项" in b.approval(case, "T1-C").closed_reason
    assert b.slot(case, "t_first").state == "missing"
    b.grant(town, case, "T1-D", "T1-E")
    case.refresh_from_db()
    assert case.state == "results_ready"
    package = result_package(case)
    by_code = {result.approval.matter_edition.matter.code: result for result in package.results}
    assert "60 日" in by_code["T1-A"].remedies.zh
    assert by_code["T1-E"].remedies is None


def test_last_decision_publishes_the_finish_once(town):
    b.finished_case(town)
    assert Message.objects.filter(kind="case.finish").count() == 1
    assert Message.objects.filter(kind="approval.dispatch").count() == 5


def test_deciding_for_another_department_finds_nothing(town):
    case = b.accepted_case(town)
    one, other = b.approval(case, "T1-A"), b.approval(case, "T1-E")
    before = b.snapshot(case)
    with b.refused("approval_not_found"):
        decide(one, granted=True, actor=town.officer(other))
    assert b.snapshot(case) == before


def test_a_licence_says_what_its_own_matter_asked(town):
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A", "T1-E")
    case.refresh_from_db()
    asked, alone = b.approval(case, "T1-A"), b.approval(case, "T1-E")
    for one, elements in ((asked, {"phone", "price", "address"}), (alone, set())):
        for licence in one.licences.all():
            assert set(licence.content) == elements & set(case.form)
    assert asked.licences.count() + alone.licences.count() > 0


def test_a_grant_is_told_on_its_day(town):
    """In both languages, once; a denial is told once too."""
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A")
    one = b.approval(case, "T1-E")
    b.do(decide, one, granted=False, reason="材料不实", actor=town.officer(one))
    drain()
    told = case.notices.filter(kind__in=("granted", "denied")).order_by("pk")
    assert [(each.kind, each.applicant) for each in told] == [
        ("granted", town.buyer),
        ("denied", town.buyer),
    ]
    assert told[0].text == f"办件（{case.number}）的“T1-A事项”已准予，决定书请看办件页面。"
    assert told[0].text_en == (
        f"“Matter T1-A” ({case.number}) was granted. The decision is on the case page."
    )
