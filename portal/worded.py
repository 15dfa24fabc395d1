"""A question that is worded once and asked many times.

The ORM words each question anew: some 60 columns of four tables take it a millisecond and more, the
database a tenth of that to answer. Acts that everybody waits for ask through `Worded`: the SQL,
its columns and their converters are kept from the first time, the database keeps its plan (see
`prepared`), only the values change.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

from portal.prepared import prepared

Row = TypeVar("Row")
LARGEST = 2**63 - 1
"""The database's bigint, which all our keys are."""
Build = Callable[..., "QuerySet[Any, Row]"]


class Given(Value):
    """Stands in a condition for the value that is given with each asking."""

    def __init__(self, place: int) -> None:
        super().__init__(None)
        self.place = place

    def as_sql(self, compiler: SQLCompiler, connection: object) -> tuple[str, Any]:
        return "%s", [self]


class Worded(Generic[Row]):
    """`build` gets one `Given` for each value, and says what is asked; calling gives the rows.

    The values go to the database as they are: numbers, texts, moments. What `build` mentions itself
    is fixed for the life of the program: never the time of day, a language or a person.
    """

    def __init__(self, build: Build[Row], *, values: int = 1) -> None:
        self._build = build
        self._values = values
        self._kept: tuple[QuerySet[Any, Row], SQLCompiler, str, tuple[int, ...]] | None = None

    def __call__(self, *values: object) -> list[Row]:
        """Ask now; always a fresh answer. A lock outside a transaction is refused as by the ORM."""
        asked, kept, sql, places = self._kept or self._word()
        if len(values) != self._values:
            raise TypeError(f"{self._values} values are needed, {len(values)} were given.")
        if any(isinstance(each, int) and abs(each) > LARGEST for each in values):
            return []  # from an address, say: no row has such a number
        compiler = copy(kept)
        compiler.connection = connections[asked.db]
        if asked.query.select_for_update and compiler.connection.get_autocommit():
            raise TransactionManagementError("A lock needs a transaction.")
        said = prepared(compiler.connection, sql)
        given = tuple(values[place] for place in places)
        vars(compiler)["as_sql"] = lambda *_args, **_more: (said, given)
        rows = asked.all()
        vars(rows.query)["get_compiler"] = lambda *_args, **_more: compiler
        return list(rows)

    def first(self, *values: object) -> Row | None:
        """The first row of the answer, if there is one."""
        return next(iter(self(*values)), None)

    def _word(self) -> tuple[QuerySet[Any, Row], SQLCompiler, str, tuple[int, ...]]:
        asked = self._build(*(Given(place) for place in range(self._values)))
        compiler = asked.query.get_compiler(asked.db)
        sql, params = compiler.as_sql()
        fields = [column[0] for column in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(fields)
        vars(compiler)["get_converters"] = lambda _fields: converters
        places = tuple(one.place for one in params if isinstance(one, Given))
        self._kept = asked, compiler, _with_literals(sql, params, connections[asked.db]), places
        return self._kept


def _with_literals(sql: str, params: tuple[object, ...], connection: Any) -> str:
    """What is fixed becomes part of the words, so that a plan can count on it (partial indexes)."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        said = iter(
            "%s"
            if isinstance(one, Given)
            else cursor.mogrify("%s", [one]).decode().replace("%", "%%")
            for one in params
        )
        return re.sub("%%|%s", lambda found: found[0] if found[0] == "%%" else next(said), sql)
