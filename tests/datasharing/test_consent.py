"""Consent: specific, witnessed at the window, ended by time or by the person."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection
from django.utils import timezone

from datasharing import actions, errors, exchanges
from datasharing.models import Consent, Exchange, LedgerEntry
from datasharing.queries import live_consent
from portal.accounts.actor import SYSTEM
from portal.errors import NotAllowed
from portal.journal.models import Entry
from portal.outbox.models import Message
from tests.datasharing.conftest import CASE, CLERK, acting_for, refuses

pytestmark = pytest.mark.django_db


def test_it_says_what_for_how_long_and_is_journalled(seller, consent_of):
    consent = consent_of(seller, "DS13", "DS29", "DS13", valid=timedelta(days=7))

    assert consent.resources == ["DS13", "DS29"]
    assert consent.expires_at - consent.given_at == timedelta(days=7)
    entry = Entry.objects.get(stream=f"applicant:{seller.pk}", verb="consent.given")
    assert (entry.data["case"], entry.data["resources"]) == (CASE, "DS13、DS29")


def test_at_the_window_a_clerk_writes_it_down_before_a_witness(seller):
    given = {"case_number": CASE, "resources": ["DS13"], "purpose": "过户", "via": "window"}

    with refuses(errors.ConsentInvalid):
        actions.give_consent(seller, **given, actor=CLERK)
    assert Consent.objects.count() == 0
    consent = actions.give_consent(seller, **given, actor=CLERK, witness_name="窗口乙")
    assert consent.witness_name == "窗口乙"


@pytest.mark.parametrize("via", ["online", "window"])
def test_nobody_consents_for_another(seller, buyer, via):
    with refuses(NotAllowed):
        actions.give_consent(
            seller, case_number=CASE, resources=["DS13"], purpose="过户", via=via,
            witness_name="某", actor=acting_for(buyer),
        )  # fmt: skip
    assert Consent.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"case_number": ""},
        {"purpose": " "},
        {"valid": timedelta(0)},
        {"valid": timedelta(days=181)},
    ],
)
def test_an_incomplete_consent_is_refused(seller, consent_of, wrong):
    with refuses(errors.ConsentInvalid):
        consent_of(seller, "DS13", **wrong)
    assert Consent.objects.count() == 0


def test_a_consent_to_nothing_or_to_the_unknown_is_refused(seller, consent_of):
    with refuses(errors.ConsentInvalid):
        consent_of(seller)
    with refuses(errors.ResourceUnknown):
        consent_of(seller, "DS99")
    assert Consent.objects.count() == 0


def test_a_lapsed_consent_starts_nothing(seller, asked, consent_of):
    consent = consent_of(seller, "DS13", valid=timedelta(hours=1))
    later = timezone.now() + timedelta(hours=2)
    with time_machine.travel(later), refuses(errors.ConsentExpired):
        asked(seller, "DS13", consent=consent)
    revoked = actions.revoke_consent(consent, actor=acting_for(seller))
    with refuses(errors.ConsentRevoked):
        asked(seller, "DS13", consent=revoked)
    assert Exchange.objects.count() == 0


def test_taken_back_before_the_read_nothing_is_read(registry, seller, asked, read):
    exchange = asked(seller, "DS13")
    actions.revoke_consent(exchange.consent, actor=acting_for(seller))

    read(exchange)

    assert registry.log()["asked"] == []
    assert (exchange.state, exchange.last_outcome) == ("failed", "consent_revoked")
    assert LedgerEntry.objects.get().outcome == "consent_revoked"
    assert Message.objects.filter(kind="exchange.unavailable").count() == 1


def test_expired_before_the_read_nothing_is_read(registry, seller, asked, read, consent_of):
    exchange = asked(seller, "DS13", consent=consent_of(seller, "DS13", valid=timedelta(hours=1)))
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        read(exchange)

    assert registry.log()["asked"] == []
    assert LedgerEntry.objects.get().outcome == "consent_expired"


def test_a_fresh_consent_takes_up_where_the_lapsed_one_ended(
    registry, seller, asked, read, consent_of
):
    exchange = asked(seller, "DS13")
    actions.revoke_consent(exchange.consent, actor=acting_for(seller))
    read(exchange)

    again = asked(seller, "DS13", consent=consent_of(seller, "DS13"))

    assert again.pk == exchange.pk
    assert read(again).state == "answered"


@pytest.mark.django_db(transaction=True)
def test_taken_back_during_the_read_the_answer_is_thrown_away(registry, seller, asked):
    exchange = asked(seller, "DS13")
    registry.control(slow_ms=600)

    def worker():
        exchanges.fetch(exchange_id=str(exchange.pk), of_round=1)
        connection.close()

    thread = threading.Thread(target=worker)
    thread.start()
    while not registry.log()["asked"]:
        time.sleep(0.02)
    actions.revoke_consent(exchange.consent, actor=acting_for(seller))
    thread.join()

    exchange.refresh_from_db()
    assert (exchange.state, exchange.answer, exchange.last_outcome) == ("failed", None, "dropped")
    assert LedgerEntry.objects.get().outcome == "dropped"


def test_taking_back_twice_is_no_error_and_no_second_entry(seller, consent_of):
    consent = consent_of(seller, "DS13")
    first = actions.revoke_consent(consent, actor=acting_for(seller))
    second = actions.revoke_consent(consent, actor=acting_for(seller))

    assert second.revoked_at == first.revoked_at
    assert Entry.objects.filter(verb="consent.revoked").count() == 1


def test_a_stranger_cannot_take_it_back(seller, buyer, consent_of):
    consent = consent_of(seller, "DS13")
    with refuses(NotAllowed):
        actions.revoke_consent(consent, actor=acting_for(buyer))
    consent.refresh_from_db()
    assert consent.revoked_at is None


def test_live_consent_finds_the_newest_that_still_stands(seller, consent_of):
    consent_of(seller, "DS07")
    old, new = consent_of(seller, "DS13"), consent_of(seller, "DS13", "DS29")

    assert live_consent(CASE, seller, "DS13") == new
    actions.revoke_consent(new, actor=acting_for(seller))
    assert live_consent(CASE, seller, "DS13") == old
    assert live_consent(CASE, seller, "DS29") is None


@pytest.mark.parametrize(
    "change",
    ["expires_at = now() + interval '1 year'", "resources = '[\"DS18\"]'", "case_number = 'x'"],
)
def test_the_table_lets_nobody_widen_a_consent(seller, consent_of, change):
    consent = consent_of(seller, "DS13")
    with refuses(DatabaseError, match="only be revoked"):
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE datasharing_consent SET {change} WHERE id = %s", [consent.pk])
    with refuses(DatabaseError, match="only be revoked"):
        consent.delete()


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"resources": []}, "consent_lists_resources"),
        ({"given_via": "window"}, "consent_at_window_has_witness"),
        ({"expires_at": timezone.now() - timedelta(days=400)}, "consent_ends_after_it_begins"),
        ({"purpose": ""}, "consent_names_case_and_purpose"),
    ],
)
def test_the_table_takes_no_half_consent(seller, wrong, constraint):
    row = {
        "subject": seller, "case_number": CASE, "resources": ["DS13"], "purpose": "过户",
        "expires_at": timezone.now() + timedelta(days=1), "given_via": "online",
    } | wrong  # fmt: skip
    with refuses(IntegrityError, match=constraint):
        Consent.objects.create(**row)


def test_the_clockwork_gives_no_consent(seller):
    with refuses(NotAllowed):
        actions.give_consent(
            seller, case_number=CASE, resources=["DS13"], purpose="过户", via="online", actor=SYSTEM
        )
