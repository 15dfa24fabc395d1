"""One row written, worded once: what the ORM's save() would write, without wording it anew.

For rows that every act writes. Like `save(force_insert=True)` and `save(update_fields=…)`, without
signals, inheritance or a model's own `save`.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, Model

from portal.prepared import prepared

Row = TypeVar("Row", bound=Model)


def insert(row: Row, *, on_conflict: str = "") -> Row | None:
    """Add it; its key is set when the database made it.

    With `on_conflict="DO NOTHING"` None stands for a row that was there: a rival transaction with
    the same key is waited for, and wins.
    """
    sql, fields, has_key = _insert(type(row), on_conflict, has_key=row.pk is not None)
    with connection.cursor() as cursor:
        cursor.execute(prepared(connection, sql), _values(row, fields, is_new=True))
        given = cursor.fetchone()
    if given is None:
        return None
    if not has_key:
        row.pk = given[0]
    row._state.adding = False  # noqa: SLF001 (Django's documented place for "is in the database")
    row._state.db = connection.alias  # noqa: SLF001 (as above)
    return row


def update(row: Model, *names: str) -> None:
    """Write the named fields. Raises DoesNotExist where the row is gone."""
    sql, fields = _update(type(row), names)
    with connection.cursor() as cursor:
        values = [*_values(row, fields, is_new=False), row.pk]
        cursor.execute(prepared(connection, sql), values)
        if cursor.rowcount != 1:
            raise type(row).DoesNotExist  # type: ignore[attr-defined]  # every model has its own


def _values(row: Model, fields: list[Field[Any, Any]], *, is_new: bool) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, is_new), connection) for field in fields]


@cache
def _insert(
    model: type[Model], on_conflict: str, *, has_key: bool
) -> tuple[str, list[Field[Any, Any]], bool]:
    meta = model._meta  # noqa: SLF001 (public by Django's word)
    fields = [field for field in meta.concrete_fields if has_key or field is not meta.pk]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    conflict = f" ON CONFLICT {on_conflict}" if on_conflict else ""
    key = meta.pk.column
    sql = f'INSERT INTO "{meta.db_table}" ({columns}) VALUES ({places}){conflict} RETURNING "{key}"'  # noqa: S608 (names of our own models)
    return sql, fields, has_key


@cache
def _update(model: type[Model], names: tuple[str, ...]) -> tuple[str, list[Field[Any, Any]]]:
    meta = model._meta  # noqa: SLF001 (public by Django's word)
    by_name = {field.name: field for field in meta.concrete_fields}
    fields = [by_name[name] for name in names]
    change = ", ".join(f'"{field.column}" = %s' for field in fields)
    sql = f'UPDATE "{meta.db_table}" SET {change} WHERE "{meta.pk.column}" = %s'  # noqa: S608 (names of our own models)
    return sql, fields
