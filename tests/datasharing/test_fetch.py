"""One read over real HTTP: what is kept, what is told, what the other side saw."""

from __future__ import annotations

import pytest

from datasharing.models import LedgerEntry
from datasharing.queries import exchanges_of, ledger_of
from portal.journal.models import Entry
from portal.outbox.models import Message
from tests.datasharing.conftest import CASE, acting_for, applicant_of

pytestmark = pytest.mark.django_db


def test_the_answer_is_kept_with_one_ledger_line(registry, seller, asked, read):
    exchange = read(asked(seller, "DS13", fields=["certificate_number", "address", "area"]))

    assert exchange.state == "answered"
    assert exchange.answer == {
        "certificate_number": "浙（2019）杭州市不动产权第0123456号",
        "address": "杭州市西湖区翠苑街道文一路12号3幢2单元501室",
        "area": "89.52",
        "found": True,
        "records": [
            {
                "certificate_number": "浙（2019）杭州市不动产权第0123456号",
                "address": "杭州市西湖区翠苑街道文一路12号3幢2单元501室",
                "area": "89.52",
            }
        ],
    }
    (line,) = ledger_of(seller, actor=acting_for(seller)).lines
    assert (line.outcome, line.asker_department, line.case_number, line.matter_code) == (
        "answered", "自然资源和规划局", CASE, "P10-03",
    )  # fmt: skip
    assert line.fields == [
        ["不动产权证号", "Certificate number"],
        ["坐落", "Address"],
        ["建筑面积（平方米）", "Floor area (m²)"],
    ]
    assert line.ground.startswith("本人授权（20")
    assert line.purpose == "核对房屋权属"


def test_only_the_fields_needed_leave_the_house_and_come_back(registry, seller, asked, read):
    read(asked(seller, "DS13", fields=["address"]))

    (seen,) = registry.log()["asked"]
    assert seen["fields"] == ["address"]
    assert seen["keys"] == {"id_number": seller.id_number}
    assert (seen["case"], seen["purpose"]) == (CASE, "核对房屋权属")


def test_a_yes_or_no_question_brings_no_data(registry, buyer, asked, read):
    exchange = read(asked(buyer, "DS07", fields=[]))

    assert exchange.answer == {"found": True}
    assert LedgerEntry.objects.get().fields == [["是否有记录", "Whether there is a record"]]


def test_without_a_wish_sensitive_fields_are_left_out(registry, buyer, asked, read):
    exchange = read(asked(buyer, "DS07"))

    assert set(exchange.answer) == {
        "found", "records", "certificate_number", "registered_on", "registered_by",
    }  # fmt: skip


def test_several_utilities_are_told_apart(registry, seller, asked, read):
    exchange = read(asked(seller, "DS29", fields=["account", "owed"]))

    for utility in ("water", "power", "gas", "tv"):
        assert exchange.answer[utility]["owed"] == "0.00"
    assert exchange.answer["water"]["account"].startswith("S")
    assert [(each.resource.code, each.answer) for each in exchanges_of(CASE)] == [
        ("DS29", exchange.answer)
    ]


def test_no_record_is_an_answer(registry, resources, asked, read):
    from datasharing.sandbox.population import population

    never_married = applicant_of(population().by_username["zhouting"])
    exchange = read(asked(never_married, "DS07"))

    assert (exchange.state, exchange.answer, exchange.last_outcome) == (
        "no_record", None, "no_record",
    )  # fmt: skip
    assert exchange.answered_at is not None
    assert Message.objects.filter(kind="exchange.settled").count() == 1


def test_an_answer_about_somebody_else_is_not_kept(registry, seller, asked, read):
    registry.control(wrong_person=["DS13"])
    exchange = read(asked(seller, "DS13", fields=["address"]))

    assert (exchange.state, exchange.answer, exchange.last_outcome) == (
        "failed", None, "wrong_person",
    )  # fmt: skip
    assert LedgerEntry.objects.get().outcome == "wrong_person"
    news = Message.objects.get(kind="exchange.unavailable")
    assert news.payload == {"exchange_id": str(exchange.pk), "case_number": CASE}


def test_the_news_goes_out_once_however_often_it_is_delivered(registry, seller, asked, read):
    exchange = read(read(read(asked(seller, "DS13"))))

    assert exchange.attempts == 1
    assert LedgerEntry.objects.count() == 1
    assert len(registry.log()["asked"]) == 1
    (news,) = Message.objects.filter(kind="exchange.settled")
    assert news.payload == {"exchange_id": str(exchange.pk), "case_number": CASE}


def test_the_persons_journal_carries_the_line(registry, seller, asked, read):
    read(asked(seller, "DS13"))

    entry = Entry.objects.get(stream=f"applicant:{seller.pk}", verb="data.read")
    line = LedgerEntry.objects.get()
    assert (entry.data["line"], entry.data["line_hash"]) == (1, line.hash)


def test_a_resource_without_an_address_is_not_read(registry, seller, asked, read, settings):
    from portal.outbox.handlers import TryAgain

    settings.SANDBOX_REGISTRY_URL = ""
    exchange = asked(seller, "DS13")
    with pytest.raises(TryAgain):
        read(exchange)

    assert (exchange.state, exchange.last_outcome) == ("asked", "misconfigured")
    assert LedgerEntry.objects.get().outcome == "misconfigured"
    assert registry.log()["asked"] == []


def test_a_firm_is_asked_by_its_credit_code(registry, resources, asked, read):
    from datasharing.sandbox.population import demo_firms
    from portal.accounts.models import Applicant

    firm = demo_firms()[0]
    applicant = Applicant.objects.create(
        kind="organisation", name=firm.name, id_type="credit_code", id_number=firm.credit_code
    )
    exchange = read(asked(applicant, "DS10", fields=["name", "status", "abnormal"]))

    assert exchange.answer["records"] == [
        {"name": "杭州青禾餐饮有限公司", "status": "存续", "abnormal": False}
    ]
