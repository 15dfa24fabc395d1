"""The person says that a register is wrong, and in their case they are believed."""

from __future__ import annotations

import pytest

from datasharing.disputes.models import DataDispute
from datasharing.models import Exchange
from materials.models import Document
from tests.windows import builders as b
from tests.windows.disputes.people import exchange_of, read_draft
from windows.cases import actions
from windows.cases.queries import prefill, what_is_missing
from windows.disputes.actions import dispute_value, take_back_dispute
from windows.disputes.queries import registered_for

OFFICE = "registered_by"


def say(case, actor, resource="DS07", **more):
    given = {"path": OFFICE, "claimed": "上城区民政局"} | more
    exchange = exchange_of(case, actor, resource)
    return b.do(dispute_value, case, exchange=exchange, actor=actor, **given)


def test_every_value_that_was_read_is_shown_to_the_person(town):
    case = read_draft(town)
    (one,) = registered_for(case, town.me)
    said = {value.path: value.said.zh for value, _ in one.values}
    assert said[OFFICE] == "杭州市西湖区民政局"
    assert said[""] == "有记录"
    assert registered_for(case, town.nobody) == []
    assert [each.exchange.resource.code for each in registered_for(case, town.clerk)] == ["DS07"]


def test_their_word_prevails_and_the_paper_is_asked_where_the_requirement_wants_one(town):
    case = read_draft(town)
    dispute = say(case, town.me, why="登记机关写错了")
    assert (dispute.said, dispute.claimed, dispute.state) == (
        "杭州市西湖区民政局",
        "上城区民政局",
        "open",
    )
    assert dispute.evidence is None
    slot = b.slot(case, "t_marriage")
    assert (slot.state, slot.source_kind, slot.exchange_id) == ("missing", "applicant", None)
    assert "以您说的为准" in slot.note
    assert [each["why"][0] for each in slot.tried] == ["本人说登记的不对"]
    assert [one.label.zh for one in what_is_missing(case)] == ["婚姻信息"]


def test_with_evidence_nothing_is_missing(town):
    case = read_draft(town)
    dispute = say(case, town.me, upload=b.pdf("结婚证.pdf"))
    slot = b.slot(case, "t_marriage")
    assert (slot.state, slot.source_kind) == ("provided", "applicant")
    assert slot.document == dispute.evidence == Document.objects.get(owner=town.buyer)
    assert slot.document.material_type.code == "t_marriage"
    assert what_is_missing(case) == ()


def test_a_promise_does_where_the_requirement_takes_one(town):
    """Before a paper comes a written promise, in a dispute as anywhere."""
    case = b.complete_draft(town)
    say(case, town.me)
    slot = b.slot(case, "t_marriage")
    assert (slot.state, slot.source_kind) == ("missing", "commitment")
    b.do(actions.sign_slot_commitment, slot, actor=town.me)
    assert b.slot(case, "t_marriage").state == "committed"


def test_the_form_takes_the_word_of_the_person_whose_record_it_is(town):
    """The address of the home comes from the seller's record; only the seller may say so."""
    case = b.complete_draft(town)
    registered = prefill(case)["address"].value
    b.do(actions.save_form, case, values=b.FORM | {"address": registered}, actor=town.me)
    say(case, town.other, resource="DS13", path="address", claimed="文三路 1 号")
    case.refresh_from_db()
    assert case.form["address"] == "文三路 1 号"
    known = prefill(case)["address"]
    assert known.value == "文三路 1 号"
    assert registered in known.origin.zh
    assert registered in known.origin.en


def test_what_the_person_typed_themselves_stays(town):
    case = b.complete_draft(town)
    b.do(actions.save_form, case, values=b.FORM | {"address": "我写的"}, actor=town.me)
    say(case, town.other, resource="DS13", path="address", claimed="文三路 1 号")
    case.refresh_from_db()
    assert case.form["address"] == "我写的"


def test_after_acceptance_only_the_ticket_is_written(town):
    case = b.accepted_case(town)
    before = b.snapshot(case)
    say(case, town.me)
    assert b.unchanged(case, before, "case.disputed")
    assert DataDispute.objects.get().is_open


def test_taking_it_back_makes_the_register_count_again(town):
    case = b.complete_draft(town)
    registered = prefill(case)["address"].value
    b.do(actions.save_form, case, values=b.FORM | {"address": registered}, actor=town.me)
    dispute = say(case, town.other, resource="DS13", path="address", claimed="文三路 1 号")
    home = b.slot(case, "t_home")
    assert home.state == "missing"
    b.do(take_back_dispute, case, dispute_id=dispute.pk, actor=town.other)
    case.refresh_from_db()
    home = b.slot(case, "t_home")
    assert (home.state, home.exchange_id) == ("fetched", dispute.exchange_id)
    assert (home.note, home.tried) == ("", [])
    assert case.form["address"] == registered
    assert prefill(case)["address"].value == registered
    dispute.refresh_from_db()
    assert (dispute.state, dispute.closed_at is not None) == ("withdrawn", True)


def test_what_was_handed_in_meanwhile_is_not_thrown_away(town):
    case = read_draft(town)
    dispute = say(case, town.me)
    b.do(actions.attach_upload, b.slot(case, "t_marriage"), upload=b.pdf(), actor=town.me)
    b.do(take_back_dispute, case, dispute_id=dispute.pk, actor=town.me)
    assert b.slot(case, "t_marriage").state == "provided"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"path": "no_such_field"}, "no_such_value"),
        ({"claimed": "  "}, "claim_missing"),
        ({"claimed": "杭州市西湖区民政局"}, "claim_missing"),
        ({"claimed": "局" * 401}, "claim_too_long"),
    ],
)
def test_what_cannot_be_said(town, given, code):
    case = read_draft(town)
    before = b.snapshot(case)
    with b.refused(code):
        say(case, town.me, **given)
    assert b.unchanged(case, before)
    assert DataDispute.objects.count() == 0


def test_one_open_ticket_for_one_value(town):
    case = read_draft(town)
    say(case, town.me)
    before = b.snapshot(case)
    with b.refused("disputed_already"):
        say(case, town.me, claimed="余杭区民政局")
    assert b.unchanged(case, before)
    assert DataDispute.objects.get().claimed == "上城区民政局"


def test_nobody_speaks_of_another_persons_record(town):
    """The applicant may not say that the seller's record is wrong, nor a stranger anything."""
    case = b.complete_draft(town)
    before = b.snapshot(case)
    theirs = Exchange.objects.get(resource__code="DS13")
    given = {"exchange": theirs, "path": "address", "claimed": "别处"}
    with b.refused("not_your_applicant"):
        dispute_value(case, actor=town.me, **given)
    with b.refused("case_not_found"):
        dispute_value(case, actor=town.nobody, **given)
    with b.refused("case_not_found"):
        dispute_value(case, actor=town.clerk_elsewhere, **given)
    assert b.unchanged(case, before)
    assert DataDispute.objects.count() == 0


def test_a_record_of_another_case_is_not_found(town):
    case, other = read_draft(town), b.draft(town, code="T2")
    with b.refused("case_not_found"):
        dispute_value(
            other,
            exchange=exchange_of(case, town.me, "DS07"),
            path=OFFICE,
            claimed="上城区民政局",
            actor=town.me,
        )
    assert DataDispute.objects.count() == 0


def test_a_clerk_writes_down_what_the_person_says(town):
    case = read_draft(town)
    dispute = say(case, town.clerk)
    assert (dispute.opened_by_name, dispute.subject) == ("窗口甲", town.buyer)


def test_a_case_that_is_over_has_nothing_to_dispute(town):
    case = b.finished_case(town)
    with b.refused("move_refused"):
        say(case, town.me)
    assert DataDispute.objects.count() == 0
