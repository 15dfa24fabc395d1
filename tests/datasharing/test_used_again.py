"""An answer that still holds is used again: nothing travels, and the use has a line of its own."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from datasharing.verification import verify_ledger
from django.db import IntegrityError
from django.utils import timezone

from datasharing import actions
from datasharing.models import Connection, DataResource, Exchange, LedgerEntry
from tests.datasharing.conftest import CASE, acting_for, refuses
from tests.datasharing.connectors.conftest import source  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db

OTHER = CASE.replace("000001", "000002")
LAW = {"consent": None, "legal_ground": "不动产登记暂行条例 第二十五条"}


@pytest.fixture
def held(source, settings, seller):  # noqa: F811
    """A source of marriage records that says for how long its answers hold."""
    settings.DATA_SOURCES = {"DS07": source.url}
    settings.SANDBOX_REGISTRY_URL = ""
    source.headers = {"Cache-Control": "private, max-age=3600"}
    record = {"certificate_number": "J1", "registered_on": "2020-01-01", "registered_by": "局"}
    told = {"found": True, "about": {"id_number": seller.id_number}, "records": [record]}
    source.body = json.dumps(told).encode()
    allow(7200)
    return source


def allow(seconds: int) -> None:
    resource = DataResource.objects.get(code="DS07")
    Connection.objects.update_or_create(resource=resource, defaults={"keep_seconds": seconds})


def test_the_second_case_uses_it_with_its_own_line(held, seller, asked, read):
    first = read(asked(seller, "DS07"))
    second = read(asked(seller, "DS07", case=OTHER, fields=["registered_on"]))

    assert len(held.asked) == 1
    assert second.state == "answered"
    assert second.answer == {
        "found": True, "registered_on": "2020-01-01", "records": [{"registered_on": "2020-01-01"}],
    }  # fmt: skip
    assert second.valid_until == first.valid_until
    lines = LedgerEntry.objects.order_by("sequence")
    assert [(line.case_number, line.outcome) for line in lines] == [
        (CASE, "answered"), (OTHER, "reused"),
    ]  # fmt: skip
    assert lines[1].fields == [["登记日期", "Date of registration"]]
    assert verify_ledger() is None


def test_whether_there_is_one_needs_no_field(held, seller, asked, read):
    read(asked(seller, "DS07", fields=["registered_on"]))
    assert read(asked(seller, "DS07", case=OTHER, fields=[])).answer == {"found": True}
    assert len(held.asked) == 1


def test_as_long_as_the_source_says_and_the_connection_allows(held, seller, asked, read):
    allow(600)
    now = timezone.now()
    exchange = read(asked(seller, "DS07"))
    assert timedelta(seconds=599) <= exchange.valid_until - now < timedelta(seconds=605)
    with time_machine.travel(now + timedelta(seconds=610)):
        read(asked(seller, "DS07", case=OTHER))
    assert len(held.asked) == 2


@pytest.mark.parametrize("why", ["not allowed", "not said", "more fields", "another ground", "law"])
def test_else_it_is_asked(held, seller, asked, read, why):
    if why == "not allowed":
        allow(0)
    if why == "not said":
        held.headers = {}
    read(asked(seller, "DS07", fields=["registered_on"]))
    more = {
        "more fields": {"fields": ["registered_on", "registered_by"]},
        "another ground": LAW,
        "law": LAW | {"legal_ground": "另一条"},
    }
    if why == "law":
        read(asked(seller, "DS07", case=f"{CASE[:-1]}3", fields=["registered_on"], **LAW))
    given = {"fields": ["registered_on"]} | more.get(why, {})
    asked_before = len(held.asked)

    exchange = read(asked(seller, "DS07", case=OTHER, **given))

    assert len(held.asked) == asked_before + 1
    assert exchange.last_outcome == "answered"


def test_what_stood_on_a_consent_taken_back_is_not_used(held, seller, asked, read):
    first = read(asked(seller, "DS07"))
    actions.revoke_consent(first.consent, actor=acting_for(seller))
    read(asked(seller, "DS07", case=OTHER))
    assert len(held.asked) == 2


def test_never_that_of_another_person(held, seller, buyer, asked, read):
    read(asked(seller, "DS07"))
    assert read(asked(buyer, "DS07", case=OTHER)).last_outcome == "wrong_person"
    assert len(held.asked) == 2


def test_only_an_answer_has_a_validity(seller, asked):
    exchange = asked(seller, "DS07")
    with refuses(IntegrityError, match="exchange_only_answers_are_valid"):
        Exchange.objects.filter(pk=exchange.pk).update(valid_until=timezone.now())
