"""A source that answers with files when it can: the exchange waits, no worker does."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import IntegrityError
from django.utils import timezone

from datasharing import actions, exchanges
from datasharing.models import DataResource, Exchange, LedgerEntry
from portal.accounts.actor import SYSTEM
from portal.outbox.drain import drain
from portal.outbox.handlers import TryAgain
from portal.outbox.models import Message
from tests.datasharing.conftest import acting_for, refuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(resources, settings, tmp_path: Path) -> Path:
    for name in ("questions", "answers"):
        (tmp_path / name).mkdir()
    DataResource.objects.filter(code="DS13").update(connector="csv_drop")
    settings.DATA_SOURCES = {"DS13": tmp_path.as_uri()}
    return tmp_path


def files(folder: Path, name: str) -> list[str]:
    return sorted(path.name for path in (folder / name).iterdir())


def answer(folder: Path, **row: str) -> None:
    """What their nightly job does."""
    (question,) = (folder / "questions").iterdir()
    with (folder / "answers" / question.name).open("w", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)


def look(read, exchange: Exchange) -> TryAgain:
    with pytest.raises(TryAgain) as wait:
        read(exchange)
    return wait.value


def test_the_question_lies_there_and_costs_no_try(folder, seller, asked):
    exchange = asked(seller, "DS13", fields=["address"])
    start = timezone.now()
    for seconds in (0, 6, 12, 30):
        drain(now=start + timedelta(seconds=seconds))

    exchange.refresh_from_db()
    assert files(folder, "questions") == [f"DS13-{exchange.pk}-1.csv"]
    assert (exchange.state, exchange.attempts, exchange.failures) == ("asked", 1, 0)
    assert (exchange.reading_since, exchange.waiting_round) == (None, 1)
    assert LedgerEntry.objects.count() == 0
    message = Message.objects.get(kind="exchange.fetch")
    assert message.attempts == message.attempts_forgiven == 4


def test_the_answer_is_the_end_of_the_same_attempt(folder, seller, asked, read):
    exchange = asked(seller, "DS13", fields=["address"])
    look(read, exchange)
    answer(folder, found="yes", **{"about:id_number": seller.id_number}, address="文一路")
    read(exchange)

    assert (exchange.state, exchange.waiting_since) == ("answered", None)
    assert exchange.answer["address"] == "文一路"
    line = LedgerEntry.objects.get()
    assert (line.attempt, line.outcome) == (1, "answered")
    assert files(folder, "questions") == files(folder, "answers") == []


def test_an_answer_about_somebody_else_is_thrown_away(folder, seller, buyer, asked, read):
    exchange = asked(seller, "DS13", fields=["address"])
    look(read, exchange)
    answer(folder, found="yes", **{"about:id_number": buyer.id_number}, address="文一路")
    read(exchange)
    assert (exchange.state, exchange.last_outcome) == ("failed", "wrong_person")
    assert exchange.answer is None


def test_after_half_an_hour_an_upload_is_offered_and_a_late_answer_taken(
    folder, seller, asked, read
):
    exchange = asked(seller, "DS13", fields=["address"])
    start = timezone.now()
    look(read, exchange)
    with time_machine.travel(start + timedelta(minutes=31)):
        look(read, exchange)
    news = Message.objects.filter(kind="exchange.unavailable")
    assert (exchange.state, exchange.attempts, news.count()) == ("failed", 1, 1)

    answer(folder, found="yes", **{"about:id_number": seller.id_number}, address="文一路")
    with time_machine.travel(start + timedelta(hours=9)):
        read(exchange)
    assert exchange.state == "answered"
    assert Message.objects.filter(kind="exchange.settled").count() == 1


def test_after_three_days_it_is_asked_again(folder, seller, asked, read):
    exchange = asked(seller, "DS13", fields=["address"])
    start = timezone.now()
    look(read, exchange)
    with time_machine.travel(start + timedelta(hours=73)):
        assert look(read, exchange).is_counted
        assert files(folder, "questions") == []
        look(read, exchange)
    assert files(folder, "questions") == [f"DS13-{exchange.pk}-2.csv"]
    assert LedgerEntry.objects.get().outcome == "unavailable"


def test_a_consent_taken_back_takes_the_question_back(folder, seller, asked, read):
    exchange = asked(seller, "DS13")
    look(read, exchange)
    actions.revoke_consent(exchange.consent, actor=acting_for(seller))
    answer(folder, found="yes", **{"about:id_number": seller.id_number}, address="文一路")
    read(exchange)

    assert (exchange.state, exchange.answer, exchange.waiting_since) == ("failed", None, None)
    assert LedgerEntry.objects.get().outcome == "consent_revoked"
    assert files(folder, "questions") == files(folder, "answers") == []


def test_what_is_not_needed_any_more_is_taken_back(folder, seller, asked, read):
    exchange = asked(seller, "DS13")
    look(read, exchange)
    exchanges.stop(exchange, actor=SYSTEM)
    exchanges.fetch(exchange_id=str(exchange.pk), of_round=1)  # the old message looks once more

    exchange.refresh_from_db()
    assert (exchange.state, exchange.waiting_since) == ("failed", None)
    assert LedgerEntry.objects.get().outcome == "dropped"
    assert files(folder, "questions") == []


def test_asked_anew_the_old_question_goes_and_the_new_one_lies_there(folder, seller, asked, read):
    exchange = asked(seller, "DS13", fields=["address"])
    look(read, exchange)
    again = asked(seller, "DS13", fields=["address", "area"], consent=exchange.consent)
    look(read, again)

    assert again.round == 2
    assert files(folder, "questions") == [f"DS13-{exchange.pk}-2.csv"]
    assert [line.outcome for line in LedgerEntry.objects.all()] == ["dropped"]


def test_a_look_under_way_and_a_new_round_make_one_line(folder, seller, asked, read):
    exchange = asked(seller, "DS13", fields=["address"])
    look(read, exchange)
    Exchange.objects.update(reading_since=timezone.now())  # somebody looks for the old round
    again = asked(seller, "DS13", fields=["address", "area"], consent=exchange.consent)

    assert look(read, again).reason == "somebody is reading it right now"
    assert LedgerEntry.objects.count() == 0
    Exchange.objects.update(reading_since=None)
    look(read, again)
    assert [line.attempt for line in LedgerEntry.objects.all()] == [1]


def test_a_hiccup_of_their_server_does_not_end_the_wait(folder, seller, asked, read, settings):
    exchange = asked(seller, "DS13")
    look(read, exchange)
    settings.DATA_SOURCES = {"DS13": "sftp://portal@127.0.0.1:9/?host_key=x"}
    assert look(read, exchange).is_counted is False
    assert (exchange.attempts, exchange.failures) == (1, 0)
    assert LedgerEntry.objects.count() == 0


def test_the_table_knows_which_round_waits(seller, asked):
    exchange = asked(seller, "DS13")
    with refuses(IntegrityError, match="exchange_waits_in_a_round"):
        Exchange.objects.filter(pk=exchange.pk).update(waiting_since=timezone.now())
