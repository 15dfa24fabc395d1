"""A question that is worded once gives a fresh answer each time."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import User
from portal.worded import Worded

NAMED: Worded[User] = Worded(lambda name: User.objects.filter(username=name).order_by("pk"))
LOCKED: Worded[User] = Worded(lambda pk: User.objects.select_for_update().filter(pk=pk))


def names(first: str, second: str) -> list[str]:
    asked: Worded[str] = Worded(
        lambda one, other: (
            User.objects.filter(username__gte=one, username__lt=other)
            .order_by("username")
            .values_list("username", flat=True)
        ),
        values=2,
    )
    return asked(first, second)


@pytest.mark.django_db
def test_each_asking_gets_its_own_rows_as_they_are_now() -> None:
    assert NAMED("zhao") == []
    zhao = User.objects.create(username="zhao")
    qian = User.objects.create(username="qian")
    assert (NAMED("zhao"), NAMED("qian"), NAMED.first("sun")) == ([zhao], [qian], None)
    User.objects.filter(pk=zhao.pk).update(display_name="赵")
    assert NAMED.first("zhao").display_name == "赵"


@pytest.mark.django_db
def test_values_stand_where_they_were_given() -> None:
    for name in ("wa", "wb", "wc"):
        User.objects.create(username=name)
    assert names("wa", "wc") == ["wa", "wb"]
    assert names("wc", "wa") == []


@pytest.mark.django_db
def test_it_is_the_question_that_the_orm_would_ask(settings) -> None:
    settings.PREPARES_STATEMENTS = False
    NAMED("zhao")
    with CaptureQueriesContext(connection) as ours:
        NAMED("zhao")
    with CaptureQueriesContext(connection) as theirs:
        list(User.objects.filter(username="zhao").order_by("pk"))
    plain = ours.captured_queries[0]["sql"].replace("('zhao')", "'zhao'")
    assert [plain] == [each["sql"] for each in theirs.captured_queries]


@pytest.mark.django_db(transaction=True)
def test_a_lock_needs_a_transaction_every_time() -> None:
    user = User.objects.create(username="li")
    for _ in range(2):
        with pytest.raises(TransactionManagementError):
            LOCKED(user.pk)
        with transaction.atomic():
            assert LOCKED(user.pk) == [user]


@pytest.mark.django_db
def test_a_value_too_few_is_refused() -> None:
    with pytest.raises(TypeError):
        NAMED()


@pytest.mark.django_db(transaction=True)
def test_threads_ask_on_their_own_connections() -> None:
    for number in range(4):
        User.objects.create(username=f"t{number}")
    found: dict[int, list[str]] = {}

    def ask(number: int) -> None:
        try:
            found[number] = [NAMED.first(f"t{number}").username for _ in range(20)]
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == {number: [f"t{number}"] * 20 for number in range(4)}


@pytest.mark.django_db
def test_a_number_that_no_row_can_have_finds_nothing() -> None:
    asked: Worded[User] = Worded(lambda pk: User.objects.filter(pk=pk))
    assert asked(10**20) == []
