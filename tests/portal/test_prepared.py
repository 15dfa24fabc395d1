"""Statements that the database plans once per connection."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.db.utils import DataError, InternalError, ProgrammingError

from portal.accounts.models import User
from portal.prepared import prepared
from portal.rows import insert, update
from portal.worded import Worded

pytestmark = pytest.mark.django_db
LIKE = "SELECT count(*) FROM accounts_user WHERE username LIKE 'a%%' AND username < %s"


def known() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE name LIKE 'said_%'")
        return [row[0] for row in cursor.fetchall()]


def ask(sql: str, *values: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(prepared(connection, sql), values)
        return cursor.fetchone()[0]


def test_a_statement_is_prepared_once_and_gives_fresh_answers() -> None:
    User.objects.create(username="ab")
    before = len(known())
    assert [ask(LIKE, "b"), ask(LIKE, "aa")] == [1, 0]
    User.objects.create(username="ac")
    assert ask(LIKE, "b") == 2
    assert len(known()) == before + 1
    assert sum("LIKE 'a%' AND username < $1" in said for said in known()) == 1


def test_a_new_connection_to_the_server_prepares_anew() -> None:
    prepared(connection, LIKE)
    connection.prepared_here = (object(), {prepared(connection, LIKE)})
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    assert ask(LIKE, "b") == 0


def test_it_can_be_switched_off(settings) -> None:
    settings.PREPARES_STATEMENTS = False
    assert prepared(connection, LIKE) == LIKE
    before = known()
    assert ask(LIKE, "b") == 0
    assert known() == before


def test_what_the_database_refuses_is_refused_as_by_django() -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        ask("SELECT 1 FROM no_such_table WHERE id = %s", 1)
    with pytest.raises(DataError), transaction.atomic():
        ask("SELECT username FROM accounts_user WHERE id = %s", "not a number")


def test_what_was_refused_in_a_broken_transaction_is_prepared_in_the_next() -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        with connection.cursor() as cursor:
            with pytest.raises(DataError):
                cursor.execute("SELECT 1 / 0")
            with pytest.raises(InternalError):
                ask(LIKE, "b")
        raise ZeroDivisionError
    assert ask(LIKE, "b") == 0


def test_what_is_fixed_is_in_the_words_so_that_partial_indexes_serve() -> None:
    asked: Worded[str] = Worded(
        lambda name: (
            User.objects.filter(username=name, is_active=True, display_name="百分之5%")
            .order_by()
            .values_list("username", flat=True)
        )
    )
    User.objects.create(username="zhao", display_name="百分之5%")
    assert asked("zhao") == ["zhao"]
    assert sum("'百分之5%'" in said for said in known()) == 1


def test_rows_are_written_as_the_orm_would() -> None:
    user = insert(User(username="wang", display_name="王"))
    assert user is not None
    assert User.objects.get(pk=user.pk).display_name == "王"
    user.display_name = "王小明"
    user.email = "not@written.example"
    update(user, "display_name")
    user.refresh_from_db()
    assert (user.display_name, user.email) == ("王小明", "")


def test_a_row_that_is_there_wins() -> None:
    User.objects.create(username="wang", display_name="first")
    assert insert(User(username="wang", display_name="second"), on_conflict="DO NOTHING") is None
    assert User.objects.get(username="wang").display_name == "first"


def test_a_row_that_is_gone_is_said() -> None:
    user = User.objects.create(username="wang")
    User.objects.all().delete()
    with pytest.raises(User.DoesNotExist):
        update(user, "display_name")
