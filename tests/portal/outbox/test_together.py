"""Many messages of one kind with one claim: each keeps its own tries and its own outcome."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from portal.outbox.actions import publish
from portal.outbox.handlers import GiveUp, TryAgain
from portal.outbox.models import Attempt, Message
from portal.outbox.sweeping import sweep
from portal.outbox.together import deliver_together
from tests.portal.outbox.conftest import queued

pytestmark = pytest.mark.django_db(transaction=True)
KIND = "test.together"


@pytest.fixture(autouse=True)
def rung(monkeypatch, no_bell) -> list[str]:
    """Kinds that were rung for."""
    heard: list[str] = []
    for module in ("nudge", "sweeping", "together"):
        monkeypatch.setattr(
            f"portal.outbox.{module}.nudge_kind", lambda kind: heard.append(kind) or True
        )
    return heard


def states() -> dict[str, str]:
    return dict(Message.objects.values_list("key", "state"))


def test_one_claim_many_outcomes(handling):
    seen = []
    endings = {
        "later": TryAgain(timedelta(minutes=5), "busy"),
        "never": GiveUp("gone"),
        "broken": ValueError("oops"),
    }

    def one(*, name):
        seen.append(name)
        if name in endings:
            raise endings[name]

    handling(KIND, one, at_once=10)
    for name in ("good", *endings):
        queued(KIND, key=name, name=name)

    assert deliver_together(KIND) == 4

    assert sorted(seen) == ["broken", "good", "later", "never"]
    assert states() == {
        "good": "done", "later": "waiting", "never": "failed", "broken": "waiting",
    }  # fmt: skip
    said = dict(Attempt.objects.values_list("message__key", "outcome"))
    assert said == {
        "good": "done", "later": "try_again", "never": "gave_up", "broken": "try_again",
    }  # fmt: skip
    later = Message.objects.get(key="later")
    assert (later.last_error, later.attempts) == ("busy", 1)
    assert timedelta(minutes=4) < later.not_before - timezone.now() <= timedelta(minutes=5)
    assert Message.objects.get(key="broken").last_error == "ValueError: oops"


def test_no_more_than_it_takes_and_another_is_called(handling, rung):
    handling(KIND, lambda **_: None, at_once=2)
    for name in "abc":
        queued(KIND, key=name, name=name)
    rung.clear()
    assert [deliver_together(KIND) for _ in range(3)] == [2, 1, 0]
    assert rung == [KIND]
    assert set(states().values()) == {"done"}


def test_what_was_too_early_uses_up_no_try(handling):
    def early(**_):
        raise TryAgain(timedelta(0), "too early", is_counted=False)

    handling(KIND, early, attempts=2, at_once=5)
    queued(KIND, key="a")
    for _ in range(6):
        deliver_together(KIND, now=timezone.now() + timedelta(seconds=1))
    message = Message.objects.get()
    assert (message.state, message.attempts, message.attempts_forgiven) == ("waiting", 6, 6)


def test_a_claimant_that_died_is_followed_and_the_last_try_ends(handling):
    handling(KIND, lambda **_: None, attempts=1, at_once=5)
    message = queued(KIND, key="a")
    long_ago = timezone.now() - timedelta(minutes=5)
    Message.objects.update(state="in_flight", claimed_at=long_ago, attempts=1)
    Attempt.objects.create(message=message, number=1, started_at=long_ago)

    assert deliver_together(KIND) == 1

    assert states() == {"a": "failed"}
    assert list(Attempt.objects.values_list("number", "outcome")) == [
        (1, "try_again"), (2, "gave_up"),
    ]  # fmt: skip


def test_a_kind_that_this_worker_does_not_know():
    assert deliver_together("test.of-a-newer-release") == 0


def test_one_ring_a_transaction(handling, rung, no_bell):
    handling(KIND, lambda **_: None, at_once=5)
    with transaction.atomic():
        for name in "abc":
            publish(KIND, key=name)
        assert rung == []
    assert (rung, no_bell) == ([KIND], [])


def taken_back() -> None:
    with transaction.atomic():
        publish(KIND, key="a")
        raise LookupError


def test_a_ring_that_is_rolled_back_does_not_stand_for_the_others(handling, rung):
    handling(KIND, lambda **_: None, at_once=5)
    with transaction.atomic():
        with pytest.raises(LookupError):
            taken_back()
        publish(KIND, key="b")
    assert rung == [KIND]


def test_the_sweep_rings_once_for_all_of_a_kind(handling, rung, no_bell):
    handling(KIND, lambda **_: None, at_once=5)
    handling("test.single", lambda **_: None)
    for name in "abc":
        queued(KIND, key=name)
    single = queued("test.single", key="s")
    Message.objects.update(nudged_at=None)
    rung.clear()
    no_bell.clear()
    assert sweep() == 4
    assert (rung, no_bell) == ([KIND], [single.pk])


class Killed(BaseException):
    """What ends a worker, not a handler."""


def test_one_that_kills_its_worker_takes_no_other_along(handling):
    def one(*, name):
        if name == "b":
            raise Killed

    handling(KIND, one, at_once=10)
    for name in "abc":
        queued(KIND, key=name, name=name)
    with pytest.raises(Killed):
        deliver_together(KIND)
    assert states() == {"a": "done", "b": "in_flight", "c": "in_flight"}


def test_what_cannot_be_begun_in_time_costs_no_try(handling, monkeypatch):
    monkeypatch.setattr("portal.outbox.together.NO_MORE_AFTER", -1.0)
    handling(KIND, lambda **_: pytest.fail("begun"), at_once=10)
    queued(KIND, key="a", name="a")
    assert deliver_together(KIND) == 1
    message = Message.objects.get(key="a")
    assert (message.state, message.attempts - message.attempts_forgiven) == ("waiting", 0)
    assert message.not_before <= timezone.now()


def test_giving_up_is_told_when_taken_together_too(handling):
    told = []

    def refuse(**_):
        raise GiveUp("no")

    handling(KIND, refuse, at_once=10, on_give_up=lambda **said: told.append(said["reason"]))
    queued(KIND, key="a", name="a")
    deliver_together(KIND)
    assert (told, states()) == (["no"], {"a": "failed"})
