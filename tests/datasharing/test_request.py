"""What may be asked, and that a case asks once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import timezone

from datasharing import errors
from datasharing.models import Exchange
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.errors import NotAllowed
from portal.outbox.models import Message
from tests.datasharing.conftest import CASE, refuses

pytestmark = pytest.mark.django_db

FETCHES = {"kind": "exchange.fetch"}


def nothing_asked() -> bool:
    return not Exchange.objects.exists() and not Message.objects.filter(**FETCHES).exists()


def test_the_same_question_is_asked_once_in_a_case(seller, asked, consent_of):
    consent = consent_of(seller, "DS13")
    first = asked(seller, "DS13", consent=consent)
    second = asked(seller, "DS13", consent=consent, matter_code="P10-01")

    assert second.pk == first.pk
    assert (Exchange.objects.count(), Message.objects.filter(**FETCHES).count()) == (1, 1)


def test_more_fields_are_asked_anew(registry, seller, asked, read, consent_of):
    consent = consent_of(seller, "DS13")
    read(asked(seller, "DS13", consent=consent, fields=["address"]))
    wider = asked(seller, "DS13", consent=consent, fields=["area"])

    assert (wider.fields, wider.state, wider.round) == (["address", "area"], "asked", 2)
    assert set(read(wider).answer) == {"address", "area", "found", "records"}


def test_fewer_fields_are_answered_already(registry, seller, asked, read, consent_of):
    consent = consent_of(seller, "DS13")
    first = read(asked(seller, "DS13", consent=consent, fields=["address", "area"]))
    second = asked(seller, "DS13", consent=consent, fields=["area"])

    assert (second.state, second.round, second.answer) == ("answered", 1, first.answer)


def test_without_any_ground_it_is_refused(seller, asked):
    with refuses(errors.GroundMissing):
        asked(seller, "DS13", consent=None)
    assert nothing_asked()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [({"resources": ["DS07"]}, "DS13"), ({"case_number": "330106-20261122-000002"}, "DS13")],
)
def test_a_consent_covers_exactly_what_it_lists(seller, asked, consent_of, given, wanted):
    listed = given.pop("resources", ["DS13"])
    with refuses(errors.ConsentDoesNotCover):
        asked(seller, wanted, consent=consent_of(seller, *listed, **given))
    assert nothing_asked()


def test_ones_consent_does_not_cover_another(seller, buyer, asked, consent_of):
    with refuses(errors.ConsentDoesNotCover):
        asked(seller, "DS13", consent=consent_of(buyer, "DS13"))
    assert nothing_asked()


@pytest.mark.parametrize(
    "more",
    [
        {"query": {"id_number": "330106199001011234"}},  # nobody else can be slipped in
        {"query": {"name": "别人"}},
        {"fields": ["salary"]},
    ],
)
def test_strange_keys_and_fields_are_refused(seller, asked, more):
    with refuses(errors.QueryRefused):
        asked(seller, "DS13", **more)
    assert nothing_asked()


def test_a_person_has_no_credit_code(seller, asked):
    with refuses(errors.QueryRefused):
        asked(seller, "DS10")
    assert nothing_asked()


def test_a_number_that_somebody_merely_typed_opens_nothing(seller, asked, consent_of):
    consent = consent_of(seller, "DS13")
    seller.verified_at, seller.verified_how = None, ""
    with refuses(errors.SubjectNotVerified):
        asked(seller, "DS13", consent=consent)
    assert nothing_asked()


def test_an_unknown_resource(seller, asked, consent_of):
    with refuses(errors.ResourceUnknown):
        asked(seller, "DS99", consent=consent_of(seller, "DS13"))
    assert nothing_asked()


def test_what_is_not_shared_cannot_be_asked(seller, asked, consent_of):
    from datasharing.models import DataResource

    DataResource.objects.filter(code="DS22").update(
        sharing="none", connector="", sharing_ground="法律规定不予共享"
    )
    with refuses(errors.ResourceNotShared):
        asked(seller, "DS22", consent=consent_of(seller, "DS13"))
    assert nothing_asked()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.SUPERVISOR, Role.ADMIN])
def test_who_works_on_no_case_may_not_ask(seller, asked, role):
    with refuses(NotAllowed):
        asked(seller, "DS13", actor=Actor(kind=role, user_id=1, name="某人"))
    assert nothing_asked()


def insert_by_hand(**changes) -> None:
    """A row past every line of our code."""
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
    names, places = ", ".join(row), ", ".join(["%s"] * len(row))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO datasharing_exchange ({names}) VALUES ({places})", list(row.values())
        )


@pytest.fixture
def ids(seller):
    from datasharing.models import DataResource

    return {"subject_id": seller.pk, "resource_id": DataResource.objects.get(code="DS13").pk}


def test_the_table_takes_no_exchange_without_a_ground(ids):
    with refuses(IntegrityError, match="not live|exchange_has_ground"):
        insert_by_hand(**ids)
    with refuses(IntegrityError):
        insert_by_hand(**ids, ground_kind="duty", legal_ground="不动产登记暂行条例 第二十五条")
    assert Exchange.objects.count() == 0


def test_the_table_takes_no_exchange_outside_its_consent(ids, buyer, consent_of):
    consent = consent_of(buyer, "DS13")
    with refuses((IntegrityError, InternalError), match="does not cover"):
        insert_by_hand(**ids, consent_id=consent.pk)
    assert Exchange.objects.count() == 0


def test_the_table_takes_a_question_once(ids, seller, consent_of):
    consent = consent_of(seller, "DS13")
    insert_by_hand(**ids, consent_id=consent.pk)
    with refuses(IntegrityError, match="exchange_once_per_case"):
        insert_by_hand(**ids, consent_id=consent.pk, id="7b0c63f6-5c0a-4a71-9a1b-222222222222")
