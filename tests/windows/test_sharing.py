"""Reads: agreed, refused, expired, down and back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from datasharing.exchanges.ending import give_up
from datasharing.models import Consent, DataResource, Exchange
from portal.journal.models import Entry
from portal.outbox.drain import drain
from services.catalogue.text import Text
from tests.windows import builders as b
from windows.cases import actions
from windows.cases.plans import plan_of
from windows.cases.queries import prefill, reads_of, sharing_progress
from windows.models import Notice


def later(minutes: int):
    return timezone.now() + timedelta(minutes=minutes)


def test_reads_are_named_for_each_person(town):
    case = b.draft(town)
    (mine,) = reads_of(case)
    assert (mine.resource, [text.zh for text in mine.materials]) == ("DS07", ["婚姻信息"])
    (theirs,) = reads_of(case, "seller")
    assert (theirs.resource, [text.zh for text in theirs.fields]) == ("DS13", ["房屋坐落"])


def test_refused_read_falls_to_the_next_source(town):
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=[], actor=town.me)
    slot = b.slot(case, "t_marriage")
    assert (slot.state, slot.source_kind) == ("missing", "commitment")
    drain()
    assert Exchange.objects.count() == 0
    assert Consent.objects.count() == 0
    b.do(actions.sign_slot_commitment, slot, actor=town.me)
    assert b.slot(case, "t_marriage").state == "committed"


def test_source_that_is_down_is_offered_for_upload_and_still_finished(town, registry):
    registry.control(down=["DS07"])
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    assert [text.zh for text in sharing_progress(case).waiting] == ["婚姻信息"]
    for minutes in (0, 1, 2, 5):
        drain(now=later(minutes))
    slot = b.slot(case, "t_marriage")
    assert slot.state == "unavailable"
    assert "自己上传" in slot.note
    assert Notice.objects.filter(kind="please_bring").count() == 1
    registry.control()
    drain(now=later(60))
    drain(now=later(60))
    assert b.slot(case, "t_marriage").state == "fetched"
    assert Notice.objects.filter(kind="fetched_late", applicant=town.buyer).count() == 1


def test_a_source_that_never_answers_is_given_up_and_the_person_told(town, registry):
    registry.control(down=["DS07"])
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    for minutes in (0, 1, 2, 5):
        drain(now=later(minutes))
    assert "问到、问不到都告诉您" in b.slot(case, "t_marriage").note
    for day in range(1, 25):
        drain(now=later(day * 25 * 60))
    exchange = Exchange.objects.get()
    assert (exchange.state, exchange.last_outcome) == ("failed", "given_up")
    slot = b.slot(case, "t_marriage")
    assert (slot.state, slot.source_kind, slot.exchange_id) == ("missing", "commitment", None)
    assert slot.note.startswith("问了一个多星期")
    told = Notice.objects.filter(kind="please_bring", applicant=town.buyer)
    assert [("一个多星期，对方" in one.text) for one in told.order_by("pk")] == [False, True]
    assert Entry.objects.filter(stream=case.stream, verb="material.given_up").count() == 1
    registry.control()
    drain(now=later(60 * 24 * 60))
    assert b.slot(case, "t_marriage").state == "missing"


def test_a_question_asked_anew_is_not_given_up_by_the_old_one(town, registry):
    registry.control(down=["DS07"])
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    for minutes in (0, 1, 2, 5):
        drain(now=later(minutes))
    exchange = Exchange.objects.get()
    give_up(exchange_id=str(exchange.pk), of_round=exchange.round + 1, reason="")
    exchange.refresh_from_db()
    assert (exchange.state, exchange.last_outcome) == ("failed", "unavailable")


def test_upload_in_place_of_a_dead_source_stops_the_asking(town, registry):
    registry.control(down=["DS07"])
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    for minutes in (0, 1, 2, 5):
        drain(now=later(minutes))
    b.do(actions.attach_upload, b.slot(case, "t_marriage"), upload=b.pdf("证.pdf"), actor=town.me)
    registry.control()
    drain(now=later(600))
    slot = b.slot(case, "t_marriage")
    assert (slot.state, slot.exchange_id) == ("provided", None)


def test_consent_that_ended_before_the_read_gives_the_material_back(town):
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    with time_machine.travel(timezone.now() + timedelta(days=40), tick=False):
        drain()
    slot = b.slot(case, "t_marriage")
    assert slot.state == "missing"
    assert "授权已过期" in slot.note
    assert Exchange.objects.count() == 0


def test_no_record_gives_the_material_back(town):
    """The buyer has no house, so the register of houses has nothing about them."""
    case = b.draft(town)
    buyer_as_seller = town.stranger
    b.do(
        actions.name_party,
        case,
        role="seller",
        name=buyer_as_seller.name,
        id_number=buyer_as_seller.id_number,
        actor=town.me,
    )
    b.do(actions.confirm_party, case, resources=["DS13"], actor=town.nobody)
    drain()
    found = b.slot(case, "t_home").state
    assert found == "fetched"  # 赵敏 owns a home
    other = b.draft(town)
    wife = b.applicant_of(b.population().by_username["lijing"])
    b.do(
        actions.name_party,
        other,
        role="seller",
        name=wife.name,
        id_number=wife.id_number,
        actor=town.me,
    )
    b.do(actions.confirm_party, other, resources=["DS13"], actor=b.acting_for(wife))
    drain()
    slot = b.slot(other, "t_home")
    assert (slot.state, slot.source_kind) == ("missing", "applicant")
    assert Notice.objects.filter(kind="please_bring", applicant=wife).count() == 1


def test_choosing_to_bring_it_oneself(town):
    case = b.complete_draft(town)
    b.do(actions.choose_upload, b.slot(case, "t_marriage"), actor=town.me)
    slot = b.slot(case, "t_marriage")
    assert (slot.state, slot.source_kind, slot.exchange_id) == ("missing", "applicant", None)


def test_form_is_not_filled_with_what_only_the_other_party_told_us(town):
    town.seller.phone = town.buyer.phone = "13800000009"
    town.seller.save()
    town.buyer.save()
    case = b.draft(town)
    b.do(
        actions.name_party,
        case,
        role="seller",
        name=town.seller.name,
        id_number=town.seller.id_number,
        actor=town.me,
    )
    plan = plan_of(case).to_json()
    paths = ("applicant.phone", "seller.phone", "seller.name")
    plan["fields"] = [
        {**plan["fields"][0], "element": path, "kind": "text", "choices": [], "prefill": [path]}
        for path in paths
    ]
    case.plan = plan
    assert {element: one.value for element, one in prefill(case).items()} == {
        "applicant.phone": "13800000009",
        "seller.name": town.seller.name,
    }


@pytest.fixture
def read_about(monkeypatch, town):
    """Reads of one register about these people, in the order in which they were asked."""
    people = {"applicant": town.buyer, "seller": town.seller}

    def put(*about):
        asked = [
            Exchange(
                resource=DataResource.objects.get(code="DS13"),
                subject=people[role],
                role=role,
                needs=[["TM1", "form:address"]],
                state="answered" if address else "asked",
                answer={"address": address} if address else None,
            )
            for role, address in about
        ]
        monkeypatch.setattr("windows.cases.sharing.exchanges_of", lambda _number: asked)

    return put


@pytest.mark.parametrize("order", [1, -1])
def test_the_form_is_filled_with_what_is_read_about_the_applicant(town, read_about, order):
    read_about(*[("seller", "卖方路1号"), ("applicant", "本人路2号")][::order])
    known = prefill(b.draft(town))["address"]
    assert (known.value, known.origin.zh) == ("本人路2号", "不动产登记信息")


def test_never_with_another_partys_while_the_applicants_own_is_read(town, read_about):
    read_about(("seller", "卖方路1号"), ("applicant", ""))
    assert "address" not in prefill(b.draft(town))


def test_another_partys_register_is_named_with_the_person(town, read_about):
    read_about(("seller", "卖方路1号"))
    known = prefill(b.draft(town))["address"]
    assert known.value == "卖方路1号"
    assert known.origin == Text(
        f"不动产登记信息（{town.seller.name}）", f"Real estate register ({town.seller.name})"
    )


def test_not_where_the_plan_reads_it_about_the_applicant(town, read_about):
    case = b.draft(town)
    plan = plan_of(case).to_json()
    (theirs,) = [each for each in plan["materials"] if each["party"] == "seller"]
    plan["materials"].append({**theirs, "key": "t_home/applicant", "party": "applicant"})
    case.plan = plan
    read_about(("seller", "卖方路1号"))
    assert "address" not in prefill(case)
