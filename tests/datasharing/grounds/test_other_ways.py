"""Every way around `exchanges.request` that we could think of, tried by SQL: the tables refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from datasharing import actions
from datasharing.models import Consent, DataResource, Exchange, SharingPermission
from tests.datasharing.conftest import CASE, acting_for, refuses

pytestmark = pytest.mark.django_db


def insert(**changes) -> None:
    row = {
        "id": "7b0c63f6-5c0a-4a71-9a1b-111111111111", "case_number": CASE, "matter_code": "P10-03",
        "department_name": "自然资源和规划局", "department_name_en": "", "role": "seller",
        "consent_id": None,
        "legal_ground": "", "purpose": "看看", "purpose_en": "", "query": "{}", "fields": "[]",
        "state": "asked", "asked_at": timezone.now(), "round": 1, "attempts": 0,
        "failures": 0, "last_outcome": "", "last_error": "", "requirement": "house_certificate",
        "needs": "[]", "ground_kind": "consent", "duty_id": None, "notice_id": None,
        "edition_id": None, "grounded_at": timezone.now(), "assertion": None,
    } | changes  # fmt: skip
    permitted = SharingPermission.objects.filter(resource_id=row["resource_id"]).first()
    row["permission_id"] = permitted and permitted.pk
    names, places = ", ".join(row), ", ".join(["%s"] * len(row))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO datasharing_exchange ({names}) VALUES ({places})", list(row.values())
        )


@pytest.fixture
def about(seller, register):
    return {"subject_id": seller.pk, "resource_id": register.resource.pk}


@pytest.fixture
def by_law(about, seller, register, told):
    return about | {
        "ground_kind": "duty",
        "duty_id": register.duty.pk,
        "notice_id": told(seller, "DS13").pk,
        "edition_id": register.edition.pk,
        "legal_ground": str(register.duty),
    }


def test_a_whole_row_is_taken(by_law):
    insert(**by_law)
    assert Exchange.objects.count() == 1


def test_a_duty_of_another_department_is_refused(by_law, register):
    type(register.duty).objects.update(binds=["民政局"])
    with refuses(IntegrityError, match="does not bind this department"):
        insert(**by_law)
    assert Exchange.objects.count() == 0


@pytest.mark.parametrize("off", [timedelta(minutes=-1), timedelta(minutes=1)])
def test_a_ground_checked_at_another_time_is_refused(by_law, off):
    with refuses(IntegrityError, match="checked when it is asked|was not told"):
        insert(**by_law | {"grounded_at": timezone.now() + off})
    assert Exchange.objects.count() == 0


def test_the_check_is_not_dated_back(by_law):
    insert(**by_law)
    before = Exchange.objects.get().grounded_at
    with refuses(IntegrityError, match="not dated back|was not told"):
        Exchange.objects.update(grounded_at=before - timedelta(days=1))
    assert Exchange.objects.get().grounded_at == before


@pytest.mark.parametrize("change", [{"purpose": "别的"}, {"query": {"house": "x"}}])
def test_another_purpose_or_narrowing_needs_a_ground_that_stands(by_law, register, change):
    insert(**by_law)
    type(register.duty).objects.update(is_in_force=False)
    with refuses(IntegrityError, match="does not have this ground"):
        Exchange.objects.update(**change)
    kept = Exchange.objects.get()
    assert (kept.purpose, kept.query) == ("看看", {})


def test_no_answer_under_a_duty_that_is_not_in_force(by_law, register):
    insert(**by_law)
    type(register.duty).objects.update(is_in_force=False)
    with refuses(IntegrityError, match="not in force"):
        Exchange.objects.update(
            answer={"found": True}, state="answered", answered_at=timezone.now()
        )
    assert Exchange.objects.get().answer is None


@pytest.mark.parametrize("days", [0, 400])
def test_no_answer_after_its_consent_has_ended(about, seller, consent_of, days):
    consent = consent_of(seller, "DS13")
    row = about | {
        "consent_id": consent.pk,
        "answer": '{"found": true}',
        "state": "answered",
        "answered_at": consent.expires_at + timedelta(days=days),
    }
    with refuses(IntegrityError, match="has expired"):
        insert(**row)
    assert Exchange.objects.count() == 0
    insert(**row | {"answered_at": timezone.now()})
    assert Exchange.objects.get().answer == {"found": True}


@pytest.mark.parametrize(
    ("missing", "refusal"),
    [
        ({"notice_id": None}, "was not told"),
        ({"duty_id": None}, "does not have this ground"),
        ({"edition_id": None}, "does not have this ground"),
        ({"legal_ground": ""}, "exchange_has_ground"),
        ({"requirement": ""}, "does not ask this"),
        ({"requirement": "something_else"}, "does not ask this"),
        ({"matter_code": "P10-01"}, "does not ask this"),
        ({"case_number": ""}, "was not told"),
        ({"purpose": ""}, "exchange_names_case_and_purpose"),
        ({"ground_kind": "other"}, "exchange_has_ground"),
        ({"ground_kind": "consent"}, "not live|exchange_has_ground"),
    ],
)
def test_by_law_with_a_piece_missing_it_is_refused(by_law, missing, refusal):
    with refuses(IntegrityError, match=refusal):
        insert(**by_law | missing)
    assert Exchange.objects.count() == 0


def test_a_register_that_the_edition_does_not_ask_is_refused(by_law, seller, told):
    other = DataResource.objects.get(code="DS18")
    with refuses(IntegrityError, match="does not ask this of this register"):
        insert(**by_law | {"resource_id": other.pk, "notice_id": told(seller, "DS18").pk})
    assert Exchange.objects.count() == 0


def test_a_consent_that_was_taken_back_or_has_ended_is_no_ground(about, seller, consent_of):
    gone = actions.revoke_consent(consent_of(seller, "DS13"), actor=acting_for(seller))
    with refuses(IntegrityError, match="not live"):
        insert(**about, consent_id=gone.pk)
    short = consent_of(seller, "DS13")
    with refuses(IntegrityError, match="not live"):
        insert(**about, consent_id=short.pk, grounded_at=short.expires_at)
    with refuses(IntegrityError, match="exchange_has_ground|not live"):
        insert(**about)
    assert Exchange.objects.count() == 0


def test_sensitive_fields_need_a_separate_consent(about, seller, consent_of):
    marriages = DataResource.objects.get(code="DS07")
    about = about | {"resource_id": marriages.pk, "requirement": "form:spouse"}
    common, separate = consent_of(seller, "DS07"), consent_of(seller, "DS07", is_separate=True)
    test = '{"field": "status", "test": "in", "claim": "已婚", "claim_en": "", "values": ["已婚"]}'

    with refuses(IntegrityError, match="separate consent"):
        insert(**about, consent_id=common.pk, fields='["spouse_name"]')
    with refuses(IntegrityError, match="separate consent"):
        insert(**about, consent_id=common.pk, assertion=test)
    insert(**about, consent_id=separate.pk, fields='["spouse_name"]')
    assert Exchange.objects.get().fields == ["spouse_name"]


def test_a_separate_consent_names_one_resource(seller):
    row = {
        "subject": seller, "case_number": CASE, "resources": ["DS07", "DS13"], "purpose": "过户",
        "expires_at": timezone.now() + timedelta(days=1), "given_via": "online",
        "is_separate": True,
    }  # fmt: skip
    with refuses(IntegrityError, match="consent_separate_names_one"):
        Consent.objects.create(**row)


def test_an_exchange_cannot_be_widened_past_its_ground(seller, asked, consent_of):
    exchange = asked(seller, "DS07", consent=consent_of(seller, "DS07"), fields=["registered_on"])
    for change in ("fields = '[\"spouse_name\"]'", "ground_kind = 'duty'", "consent_id = NULL"):
        with refuses(IntegrityError), connection.cursor() as cursor:
            cursor.execute(f"UPDATE datasharing_exchange SET {change} WHERE id = %s", [exchange.pk])
    exchange.refresh_from_db()
    assert (exchange.fields, exchange.ground_kind) == (["registered_on"], "consent")


def test_an_answer_is_not_kept_under_a_consent_that_was_taken_back(seller, asked):
    exchange = asked(seller, "DS13")
    actions.revoke_consent(exchange.consent, actor=acting_for(seller))
    with refuses(IntegrityError, match="taken back"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE datasharing_exchange SET state = 'answered', answered_at = now(), "
            "answer = '{\"found\": true}' WHERE id = %s",
            [exchange.pk],
        )
    exchange.refresh_from_db()
    assert (exchange.state, exchange.answer) == ("asked", None)


def test_what_was_told_and_the_law_of_a_duty_stay(by_law, register):
    insert(**by_law)
    for statement in (
        "UPDATE datasharing_dutynotice SET resources = '[\"DS01\"]'",
        "DELETE FROM datasharing_dutynotice",
        "UPDATE datasharing_dutyground SET article = '1'",
    ):
        with refuses(DatabaseError, match="kept|keeps"), connection.cursor() as cursor:
            cursor.execute(statement)
    register.duty.refresh_from_db()
    assert register.duty.article == "25"
