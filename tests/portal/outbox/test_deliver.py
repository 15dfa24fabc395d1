from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from portal.outbox.delivery import claim_message, deliver
from portal.outbox.drain import drain
from portal.outbox.handlers import GiveUp, TryAgain, delay_after, handler
from portal.outbox.models import Attempt, Message
from tests.portal.outbox.conftest import queued

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_bell")]
LATER = timedelta(days=2)


def tries(message: Message) -> list[tuple[int, str, str]]:
    return list(message.tries.values_list("number", "outcome", "error"))


def test_done_once_and_never_again(handling):
    done = []
    handling("test.work", lambda case_id, **_: done.append(case_id))
    message = queued("test.work", case_id=5, added_in_a_later_release=True)

    deliver(message.pk)
    deliver(message.pk)

    assert done == [5]
    message.refresh_from_db()
    assert (message.state, message.attempts, message.claimed_at) == ("done", 1, None)
    assert message.done_at is not None
    assert tries(message) == [(1, "done", "")]
    assert message.tries.get().seconds >= 0


@pytest.mark.django_db(transaction=True)
def test_the_try_is_written_down_before_the_work_and_no_transaction_is_open(handling):
    seen = []

    def work(**_: object) -> None:
        seen.append((connection.in_atomic_block, *Attempt.objects.values_list("outcome").get()))

    handling("test.work", work)
    deliver(queued("test.work").pk)
    assert seen == [(False, "running")]


def test_not_yet_is_tried_again_when_the_handler_says(handling):
    def work(**_: object) -> None:
        raise TryAgain(after=timedelta(minutes=7), reason="the source is down")

    handling("test.work", work)
    now = timezone.now()
    message = queued("test.work")
    deliver(message.pk, now=now + timedelta(seconds=1))

    message.refresh_from_db()
    assert (message.state, message.last_error) == ("waiting", "the source is down")
    assert message.not_before == now + timedelta(minutes=7, seconds=1)
    assert tries(message) == [(1, "try_again", "the source is down")]
    assert deliver(message.pk) is None


def test_any_error_is_tried_again_with_a_growing_delay_and_then_given_up(handling):
    told = []

    def work(**_: object) -> None:
        raise ZeroDivisionError("oh")

    handling("test.work", work, attempts=3, on_give_up=lambda **said: told.append(said))
    message = queued("test.work", case_id=5)
    now = timezone.now()
    delays = []
    for _ in range(5):
        deliver(message.pk, now=now)
        message.refresh_from_db()
        if message.state == "waiting":
            delays.append(message.not_before - now)
            now = message.not_before

    assert delays == [timedelta(seconds=5), timedelta(seconds=10)]
    assert (message.state, message.attempts) == ("failed", 3)
    assert told == [{"case_id": 5, "reason": "ZeroDivisionError: oh"}]
    assert [outcome for _, outcome, _ in tries(message)] == ["try_again", "try_again", "gave_up"]


def test_never_is_given_up_at_once(handling):
    told = []

    def work(**_: object) -> None:
        raise GiveUp("no such person")

    handling("test.work", work, on_give_up=lambda reason, **_: told.append(reason))
    message = queued("test.work")
    deliver(message.pk)
    message.refresh_from_db()
    assert (message.state, message.attempts, told) == ("failed", 1, ["no such person"])


def test_an_end_that_cannot_be_told_is_told_later(handling):
    told: list[str] = []

    def tell(reason: str, **_: object) -> None:
        if len(told) == 0:
            told.append("failed to tell")
            raise ZeroDivisionError
        told.append(reason)

    def work(**_: object) -> None:
        raise TryAgain(reason="down")

    handling("test.work", work, attempts=1, on_give_up=tell)
    message = queued("test.work")
    deliver(message.pk)
    message.refresh_from_db()
    assert message.state == "waiting"
    deliver(message.pk, now=timezone.now() + LATER)
    message.refresh_from_db()
    assert message.state == "failed"
    assert told == ["failed to tell", "The last try did not come back."]


def test_a_kind_that_nobody_knows_waits_for_the_release_that_does(handling):
    message = queued("test.unheard_of")
    deliver(message.pk)
    message.refresh_from_db()
    assert message.state == "waiting"
    assert "No handler is registered for 'test.unheard_of'" in message.last_error
    handling("test.unheard_of", lambda **_: None)
    deliver(message.pk, now=timezone.now() + LATER)
    message.refresh_from_db()
    assert message.state == "done"


@pytest.mark.django_db(transaction=True)
def test_two_claimers_do_the_work_once(handling):
    done = []
    inside, go_on = threading.Event(), threading.Event()

    def work(**_: object) -> None:
        inside.set()
        go_on.wait(10)
        done.append(1)

    handling("test.work", work)
    message = queued("test.work")

    def first() -> None:
        try:
            deliver(message.pk)
        finally:
            connection.close()

    rival = threading.Thread(target=first)
    rival.start()
    assert inside.wait(10)
    assert deliver(message.pk) is None
    go_on.set()
    rival.join()
    assert deliver(message.pk) is None
    assert done == [1]


def test_the_message_of_a_dead_claimant_is_taken_up_after_the_lease(handling):
    done = []
    handling("test.work", lambda **_: done.append(1))
    message = queued("test.work")
    now = timezone.now()
    assert claim_message(message.pk, now) is not None  # and then the process is killed

    assert deliver(message.pk, now=now + timedelta(seconds=59)) is None
    assert done == []
    deliver(message.pk, now=now + timedelta(seconds=60))

    assert done == [1]
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("done", 2)
    assert tries(message) == [
        (1, "try_again", "The claimant was not heard of again."),
        (2, "done", ""),
    ]


def test_a_claimant_that_comes_back_too_late_changes_nothing(handling):
    message = queued("test.work")
    now = timezone.now()

    def slow(**_: object) -> None:
        taken = claim_message(message.pk, now + timedelta(seconds=61))
        assert taken is not None
        raise GiveUp("too late")

    handling("test.work", slow)
    deliver(message.pk, now=now)
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("in_flight", 2)
    assert tries(message)[0][:2] == (1, "gave_up")


def test_a_handler_that_kills_its_worker_is_not_run_for_ever(handling):
    done = []
    handling("test.work", lambda **_: done.append(1), attempts=2)
    message = queued("test.work")
    now = timezone.now()
    for _ in range(2):
        claim_message(message.pk, now)
        now += timedelta(seconds=61)
    deliver(message.pk, now=now)
    message.refresh_from_db()
    assert (message.state, done) == ("failed", [])


def test_draining_does_what_the_work_makes_due(handling):
    done = []

    def first(**_: object) -> None:
        done.append("first")
        queued("test.second", key="second")

    handling("test.first", first)
    handling("test.second", lambda **_: done.append("second"))
    queued("test.first", key="first")
    assert drain() == 2
    assert done == ["first", "second"]


def test_draining_shows_an_unexpected_error(handling):
    def work(**_: object) -> None:
        raise ZeroDivisionError("oh")

    handling("test.work", work)
    queued("test.work")
    with pytest.raises(ZeroDivisionError, match="oh"):
        drain()
    assert Message.objects.get().state == "waiting"
    assert drain(now=timezone.now() + LATER, is_strict=False, at_most=3) == 1


def test_one_kind_has_one_handler(handling):
    handling("test.work", print)
    with pytest.raises(ValueError, match="two handlers"):
        handler("test.work")(repr)


def test_the_delay_grows_up_to_an_hour():
    assert [delay_after(n).total_seconds() for n in (1, 2, 3, 10, 11, 500)] == [
        *(5, 10, 20, 2560),
        *(3600, 3600),
    ]
