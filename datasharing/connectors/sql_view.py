"""A read-only look into one view of a department's own PostgreSQL.

The address is a DSN of an account that may do nothing but read that view. Each look is one session:
read-only, with a limit on the time of its statement, one parameterised SELECT over one view, and no
more rows than one person can have.
"""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from typing import Any

import psycopg2
from psycopg2 import errors, sql
from psycopg2.extensions import connection as session_type
from psycopg2.extensions import make_dsn

from datasharing.connections.limits import MOST_RECORDS
from datasharing.connectors.base import Question, Reply, SourceDown, SourceRefused
from datasharing.connectors.deadlines import keep_alive_options
from datasharing.connectors.nonsense import harmless, refusing_nonsense
from datasharing.connectors.translating import their_field, understood_rows

VIEWS = frozenset({"v", "m"})
"""Views and materialised views; a table is not ours to read, however its rights are set."""


class SqlView:
    def ask(self, question: Question) -> Reply:
        try:
            with closing(_session(question)) as session, session.cursor() as cursor:
                view = _view(cursor, question)
                cursor.execute(_select(view, question), list(question.keys.values()))
                rows = cursor.fetchall()
                names = [column.name for column in cursor.description or ()]
        except (errors.QueryCanceled, errors.LockNotAvailable) as error:
            raise SourceDown(_said(error)) from error
        except psycopg2.OperationalError as error:
            raise SourceDown(_said(error)) from error
        except psycopg2.Error as error:
            raise SourceRefused(_said(error)) from error
        with refusing_nonsense():
            records = [dict(zip(names, map(_plain, row), strict=True)) for row in rows]
            return understood_rows(records, question)

    def withdraw(self, question: Question) -> None:
        return


def _session(question: Question) -> session_type:
    limits = question.limits
    wait = round(limits.read_seconds * 1000)
    options = (
        f"-c default_transaction_read_only=on -c statement_timeout={wait} -c lock_timeout={wait}"
    )
    dsn = make_dsn(
        question.address,
        connect_timeout=max(round(limits.connect_seconds), 1),
        options=options,
        application_name="one-window-portal",
        **keep_alive_options(limits.read_seconds),
    )
    return psycopg2.connect(dsn)


def _view(cursor: Any, question: Question) -> sql.Composable:
    name = question.translation.way.view
    cursor.execute("SELECT relkind FROM pg_class WHERE oid = to_regclass(%s)", [name])
    found = cursor.fetchone()
    if not name or found is None:
        raise SourceRefused(f"There is no view {name!r}.")
    if found[0] not in VIEWS:
        raise SourceRefused(f"{name} is not a view.")
    return sql.Identifier(*name.split("."))


def _select(view: sql.Composable, question: Question) -> sql.Composable:
    """The columns that are needed and no `*`; the keys come back too, to see whose row it is."""
    theirs = question.translation.asking.keys
    keys = [theirs.get(name, name) for name in question.keys]
    about = [
        path for path in question.translation.reading.about.values() if not path.startswith("/")
    ]
    columns = dict.fromkeys([*keys, *about, *(their_field(question, n) for n in question.fields)])
    return sql.SQL("SELECT {columns} FROM {view} WHERE {where} LIMIT {most}").format(
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        view=view,
        where=sql.SQL(" AND ").join(sql.SQL("{} = %s").format(sql.Identifier(key)) for key in keys),
        most=sql.Literal(MOST_RECORDS + 1),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | list | dict | None) else str(value)


def _said(error: psycopg2.Error) -> str:
    """Its class and first line; what follows may show the statement's values, and of an error about
    data so does the first line.
    """
    kind = type(error).__name__
    if isinstance(error, psycopg2.DataError | psycopg2.IntegrityError):
        return kind
    return harmless(f"{kind}: {str(error).partition(chr(10))[0]}")
