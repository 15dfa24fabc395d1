"""Every creating POST is done once, however often and however simultaneously it is sent."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from materials.models import Document
from tests.windows import builders as b
from tests.windows.api.conftest import Caller
from windows.cases.models import Case
from windows.models import Rating

NEW = {"thing": "T2", "answers": {}}
SALE = {"thing": "T1", "answers": {"who": ["me"]}}


def test_the_same_key_and_content_is_answered_the_same(me):
    first = me.send("cases/", NEW, 201, key="once")
    again = me.bare("cases/", NEW, **{"Idempotency-Key": "once"})
    assert (again.status_code, again.json()) == (201, first)
    assert again["Idempotency-Replayed"] == "true"
    assert Case.objects.count() == 1


def test_the_same_key_for_other_content_is_refused(me):
    me.send("cases/", NEW, 201, key="once")
    told = me.send("cases/", SALE, 422, key="once")
    assert told["code"] == "key_reused"
    assert Case.objects.count() == 1


def test_the_same_key_of_another_person_is_another_key(me, stranger):
    numbers = {one.send("cases/", NEW, 201, key="once")["number"] for one in (me, stranger)}
    assert len(numbers) == 2


def test_a_file_sent_twice_is_kept_once(town, me):
    case = b.draft(town)
    path = f"cases/{case.number}/slots/{b.slot(case, 't_contract').pk}/document/"
    answers = [
        me.send(path, {"file": b.pdf()}, 201, key="file", format="multipart") for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert Document.objects.count() == 1
    other = {"file": b.pdf("另一份.pdf")}
    assert me.send(path, other, 422, key="file", format="multipart")["code"] == "key_reused"


def creating_paths(town) -> list[str]:
    case = b.draft(town)
    slot = b.slot(case, "t_contract").pk
    here = f"cases/{case.number}"
    return [
        "cases/",
        f"{here}/parties/",
        f"{here}/consents/",
        f"{here}/slots/{slot}/document/",
        f"{here}/slots/{slot}/promise/",
        f"{here}/rating/",
    ]


def test_creating_needs_a_key_that_can_be_kept(town, me, clerk):
    case = b.draft(town)
    before = b.snapshot(case)
    desk = [(clerk, "desk/applicants/"), (clerk, f"cases/{case.number}/correction/")]
    mine = [(me, path) for path in creating_paths(town)]
    for caller, path in [*mine, *desk]:
        answer = caller.bare(path)
        assert (answer.status_code, answer.json()["code"]) == (400, "key_missing"), path
        assert "Idempotency-Key" in answer.json()["message"]
        answer = caller.bare(path, **{"Idempotency-Key": "含中文".encode().decode("latin-1")})
        assert (answer.status_code, answer.json()["code"]) == (400, "key_refused"), path
    assert b.snapshot(case) == before


def test_a_refusal_frees_the_key(me):
    wrong = {"thing": "T1", "answers": {"who": ["nobody"]}}
    assert me.send("cases/", wrong, 422, key="mine")["code"] == "bad_answers"
    me.send("cases/", SALE, 201, key="mine")


def test_other_posts_need_no_key_and_honour_one(town, me):
    case = b.draft(town)
    path = f"cases/{case.number}/withdraw/"
    first = me.bare(path, {"reason": "不卖了"}, **{"Idempotency-Key": "w"})
    again = me.bare(path, {"reason": "不卖了"}, **{"Idempotency-Key": "w"})
    assert (first.status_code, again.status_code) == (200, 200)
    assert again["Idempotency-Replayed"] == "true"
    # Without one, the second call meets the state that the first has left.
    bare = me.bare(path, {"reason": "不卖了"})
    assert (bare.status_code, bare.json()["code"]) == (409, "move_refused")


def all_at_once(callers: list[Caller], path: str, body: dict, key: str) -> list[tuple[int, str]]:
    gate = threading.Barrier(len(callers))
    outcomes: list[tuple[int, str]] = []

    def run(caller: Caller) -> None:
        try:
            gate.wait(10)
            answer = caller.bare(path, body, **{"Idempotency-Key": key})
            outcomes.append((answer.status_code, answer.json().get("code", "")))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(caller,)) for caller in callers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def twins(caller: Caller, count: int) -> list[Caller]:
    made = []
    for _ in range(count):
        twin = Caller()
        twin.cookies = caller.cookies
        made.append(twin)
    return made


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", range(3))
def test_rivals_with_one_key_make_one_case(town, me, round_):
    outcomes = all_at_once(twins(me, 4), "cases/", NEW, "race")
    assert len(outcomes) == 4
    assert set(outcomes) <= {(201, ""), (409, "in_progress")}
    assert (201, "") in outcomes
    assert Case.objects.count() == 1
    assert me.send("cases/", NEW, 201, key="race")["number"] == Case.objects.get().number


@pytest.mark.django_db(transaction=True)
def test_rival_ratings_with_keys_of_their_own_rate_once(town, me):
    case = b.collected_case(town)
    path = f"cases/{case.number}/rating/"
    gate, outcomes = threading.Barrier(2), []

    def run(caller, key):
        try:
            gate.wait(10)
            answer = caller.bare(path, {"grade": 5}, **{"Idempotency-Key": key})
            outcomes.append((answer.status_code, answer.json().get("code", "")))
        finally:
            connection.close()

    pairs = zip(twins(me, 2), ("a", "b"), strict=True)
    threads = [threading.Thread(target=run, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == [(201, ""), (409, "rated_already")]
    assert Rating.objects.count() == 1
