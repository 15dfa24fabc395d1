"""An answer that still holds is used again: nothing travels, and the use has a line of its own."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.utils import timezone

from datasharing import actions
from datasharing.disputes.actions import answer_dispute, open_dispute, withdraw_dispute
from datasharing.exchanges.ground import ByDuty
from datasharing.grounds.models import DutyGround
from datasharing.ledger.verification import verify_ledger
from datasharing.lists.catalogue.owners import assign_owners
from datasharing.models import Connection, DataResource, Exchange, LedgerEntry
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import EditionLegalBasis, LegalBasis
from tests.datasharing.conftest import CASE, acting_for, refuses
from tests.datasharing.connectors.conftest import source  # noqa: F401 (a fixture)
from tests.datasharing.grounds.conftest import (  # noqa: F401 (fixtures)
    ARTICLE,
    LAW,
    register,
    told,
)
from tests.datasharing.permits import department_called

pytestmark = pytest.mark.django_db

OTHER = CASE.replace("000001", "000002")


@pytest.fixture
def held(source, settings, seller):  # noqa: F811
    """A source of marriage records that says for how long its answers hold."""
    settings.DATA_SOURCES = {"DS07": source.url}
    settings.SANDBOX_REGISTRY_URL = ""
    source.headers = {"Cache-Control": "private, max-age=3600"}
    record = {"certificate_number": "J1", "registered_on": "2020-01-01", "registered_by": "局"}
    says = {"found": True, "about": {"id_number": seller.id_number}, "records": [record]}
    source.body = json.dumps(says).encode()
    allow(7200)
    return source


@pytest.fixture
def under_law(register, told):  # noqa: F811
    """Asks on the ground of a duty instead of a consent; the edition cites the article."""

    def rest(subject, case, article):
        basis = LegalBasis.objects.get_or_create(law=LAW, article=article)[0]
        given = {"edition": register.edition, "legal_basis": basis}
        EditionLegalBasis.objects.get_or_create(**given, defaults={"order": int(article)})
        ground = DutyGround.objects.get_or_create(
            resource=DataResource.objects.get(code="DS07"), law=LAW, article=article,
            defaults={"duty": "核对", "duty_en": "To check", "binds": register.duty.binds},
        )[0]  # fmt: skip
        notice = told(subject, "DS07", case_number=case)
        return {"requirement": "form:spouse", "duty": ByDuty(ground, register.edition, notice)}

    return rest


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
def test_else_it_is_asked(held, seller, asked, read, under_law, why):
    if why == "not allowed":
        allow(0)
    if why == "not said":
        held.headers = {}
    read(asked(seller, "DS07", fields=["registered_on"]))
    more = {
        "more fields": {"fields": ["registered_on", "registered_by"]},
        "another ground": under_law(seller, OTHER, ARTICLE),
        "law": under_law(seller, OTHER, "26"),
    }
    if why == "law":
        before = f"{CASE[:-1]}3"
        by_law = under_law(seller, before, ARTICLE)
        read(asked(seller, "DS07", case=before, fields=["registered_on"], **by_law))
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


def disputed(exchange, seller):
    return open_dispute(
        exchange, path="registered_by", claimed="另一个局", actor=acting_for(seller)
    )


def test_what_the_person_says_is_wrong_is_not_used_again(held, seller, asked, read):
    first = read(asked(seller, "DS07"))
    copy = read(asked(seller, "DS07", case=OTHER))
    assert copy.last_outcome == "reused"
    dispute = disputed(first, seller)

    assert set(Exchange.objects.values_list("valid_until", flat=True)) == {None}
    # Read anew while it is disputed, and still nothing is used again.
    for number in (3, 4):
        again = read(asked(seller, "DS07", case=f"{CASE[:-1]}{number}"))
        assert (again.last_outcome, len(held.asked)) == ("answered", number - 1)
    withdraw_dispute(dispute, actor=acting_for(seller))
    assert read(asked(seller, "DS07", case=f"{CASE[:-1]}5")).last_outcome == "reused"


def test_what_was_corrected_is_read_anew(held, seller, asked, read):
    first = read(asked(seller, "DS07"))
    dispute = disputed(first, seller)
    read(asked(seller, "DS07", case=OTHER))  # before the register was put right
    keeps = department_called(first.resource.provider_name).code
    assign_owners()
    keeper = Actor(Role.DATA_OFFICER, None, "登记员", department_code=keeps)
    answer_dispute(dispute, outcome="correct", answer="已改", actor=keeper)

    assert read(asked(seller, "DS07", case=f"{CASE[:-1]}3")).last_outcome == "answered"
    assert len(held.asked) == 3
