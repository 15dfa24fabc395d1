"""A source that answers with another person's data: put aside, explained, recorded, looked into."""

from __future__ import annotations

from dataclasses import replace

import pytest

from datasharing import errors
from datasharing.connectors.base import Question, Reply
from datasharing.exchanges import reading
from datasharing.exchanges.strangers import Stranger, stranger_in
from datasharing.grounds.answering import answer_mismatch
from datasharing.grounds.models import Mismatch
from datasharing.grounds.queries import mismatch_for, mismatches
from datasharing.lists.catalogue.owners import assign_owners
from datasharing.models import Exchange, LedgerEntry
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import MoveRefused, NotAllowed
from portal.journal.models import Entry
from portal.outbox.models import Message
from services.models import Department, Region
from tests.datasharing.conftest import CASE, CLERK, refuses

OURS, OTHER = "330106199001011234", "330106198505052345"


def answered(about: dict, *records: dict, keys: dict | None = None) -> Stranger | None:
    asked = Question("DS13", "", keys or {"id_number": OURS}, (), CASE, "p", "a", "r")
    return stranger_in(Reply(True, about, records or ({},)), asked)


def test_the_right_person_in_the_right_envelope():
    assert answered({"id_number": OURS.lower()}, {"address": "x", "id_number": OURS}) is None
    assert answered({"credit_code": "91A"}, keys={"credit_code": "91a", "name": "厂"}) is None


@pytest.mark.parametrize(
    ("about", "records", "named"),
    [
        ({"id_number": OTHER}, ({},), "330***********2345"),
        ({}, ({},), ""),
        ({"name": "陈国强"}, ({}, {}), ""),
        ({"id_number": OURS}, ({"id_number": OTHER},), "330***********2345"),
    ],
)
def test_somebody_else_and_silence_are_caught(about, records, named):
    found = answered(about, *records)
    assert found == Stranger(("id_number",), named, len(records))


@pytest.fixture
def put_aside(registry, seller, asked, read) -> Mismatch:
    registry.control(wrong_person=["DS13"])
    read(asked(seller, "DS13", fields=["address"]))
    registry.control()
    return Mismatch.objects.get()


def officer(name: str, *, code: str = "zg", region: str = "330100") -> Actor:
    where, _ = Region.objects.get_or_create(code=region, defaults={"name": region, "level": 1})
    Department.objects.get_or_create(code=code, defaults={"name": name, "region": where})
    assign_owners()
    return Actor(Role.OFFICER, None, "资规审批员", department_code=code, region_code=region)


@pytest.mark.django_db
def test_nothing_of_the_stranger_is_kept(put_aside, seller):
    exchange = Exchange.objects.get()
    assert (exchange.state, exchange.answer, exchange.last_outcome) == (
        "failed", None, "wrong_person",
    )  # fmt: skip
    assert (put_aside.differing, put_aside.state) == (["id_number"], "open")
    assert "*" in put_aside.named
    assert put_aside.due_on > put_aside.at.date()
    assert LedgerEntry.objects.get().outcome == "wrong_person"
    assert Entry.objects.filter(stream=f"case:{CASE}", verb="data.put_aside").count() == 1
    assert Message.objects.get(kind="exchange.mismatch").payload == {
        "mismatch_id": put_aside.pk,
        "exchange_id": str(exchange.pk),
    }


@pytest.mark.django_db
def test_the_provider_corrects_it_and_it_is_asked_once_more(put_aside, read):
    actor = officer("自然资源和规划局")
    assert [each.pk for each in mismatches(actor)] == [put_aside.pk]

    done = answer_mismatch(put_aside, verb="correct", answer="号码录错，已改", actor=actor)

    exchange = Exchange.objects.get()
    assert (done.state, done.answered_by_name) == ("corrected", "资规审批员")
    assert (exchange.state, exchange.round) == ("asked", 2)
    assert read(exchange).state == "answered"
    assert Message.objects.filter(kind="exchange.mismatch_answered").count() == 1


@pytest.mark.django_db
def test_the_provider_stands_by_it(put_aside):
    done = answer_mismatch(
        put_aside, verb="let_stand", answer="查无错误", actor=officer("自然资源和规划局")
    )
    assert (done.state, Exchange.objects.get().state) == ("stood", "failed")
    with refuses(MoveRefused):
        answer_mismatch(done, verb="correct", answer="又改了", actor=officer("x"))


@pytest.mark.django_db
def test_an_answer_without_words_is_refused(put_aside):
    with refuses(errors.AnswerMissing):
        answer_mismatch(put_aside, verb="correct", answer=" ", actor=officer("自然资源和规划局"))
    put_aside.refresh_from_db()
    assert (put_aside.state, put_aside.answer) == ("open", "")


@pytest.mark.django_db
def test_others_see_none_of_it(put_aside):
    strangers = (
        officer("公安局", code="ga"),
        officer("自然资源和规划局", code="zg-2", region="330200"),
        Actor(Role.OFFICER, None, "没有部门", region_code="330100"),
        Actor(Role.SUPERVISOR, None, "外市督查", region_code="330200"),
        CLERK,
    )
    for actor in strangers:
        assert mismatch_for(actor, put_aside.pk) is None
    supervisor = Actor(Role.SUPERVISOR, None, "督查", region_code="330100")
    assert mismatch_for(supervisor, put_aside.pk) == put_aside
    with refuses(NotAllowed):
        answer_mismatch(put_aside, verb="correct", answer="x", actor=CLERK)


@pytest.mark.django_db
def test_the_data_officer_of_the_provider_answers_too(put_aside):
    actor = replace(officer("自然资源和规划局"), kind=Role.DATA_OFFICER)
    assert mismatch_for(actor, put_aside.pk) == put_aside
    assert mismatch_for(replace(actor, department_code="ga"), put_aside.pk) is None
    done = answer_mismatch(put_aside, verb="let_stand", answer="查无错误", actor=actor)
    assert done.state == "stood"


@pytest.mark.django_db
def test_an_answer_of_an_old_round_is_put_aside_too(registry, seller, asked, read, monkeypatch):
    exchange = asked(seller, "DS13", fields=["address"])
    registry.control(wrong_person=["DS13"])
    whole = reading.ask_in_time

    def asked_anew_meanwhile(claim):
        Exchange.objects.filter(pk=exchange.pk).update(round=2)
        return whole(claim)

    monkeypatch.setattr(reading, "ask_in_time", asked_anew_meanwhile)
    read(exchange)

    assert (exchange.state, exchange.round, exchange.answer) == ("asked", 2, None)
    assert LedgerEntry.objects.get().outcome == "wrong_person"
    mismatch = Mismatch.objects.get()
    assert (mismatch.exchange_id, mismatch.attempt, mismatch.state) == (exchange.pk, 1, "open")
    assert Message.objects.filter(kind="exchange.mismatch").count() == 1
