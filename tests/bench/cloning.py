"""One case many times, written by the server itself: only the numbers differ."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection, models

from windows.approvals.models import Approval, Dependency
from windows.cases.models import Case, MaterialSlot

Columns = Mapping[str, str]
"""Column → SQL expression, in which `g` is the number of the copy, from 1."""


def clone(
    template: Case,
    count: int,
    *,
    prefix: str,
    case: Columns | None = None,
    approval: Columns | None = None,
) -> int:
    """Write `count` copies of the case, its slots, approvals and dependencies; the id before the
    first copy. Journal, papers and messages of the template are not copied.

    Without triggers and the checks of foreign keys: the references are right by construction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        base = _last_id(cursor, Case)
        of_case = {
            "id": f"{base} + g",
            "number": f"'{prefix}' || lpad(({base} + g)::text, 8, '0')",
            "draft_key": "gen_random_uuid()",
            **(case or {}),
        }
        _copy(cursor, Case, f"id = {template.pk}", of_case, count)
        in_case = f"case_id = {template.pk}"
        at = {model: _last_id(cursor, model) for model in (MaterialSlot, Approval, Dependency)}
        ids = {model: _new_ids(cursor, model, in_case) for model in (MaterialSlot, Approval)}
        for model, more in ((MaterialSlot, {}), (Approval, approval or {})):
            new = {"id": _moved("id", ids[model], at[model]), "case_id": f"{base} + g", **more}
            _copy(cursor, model, in_case, new, count)
        mine = list(Approval.objects.filter(case=template).values_list("pk", flat=True)) or [0]
        waits = f"approval_id IN ({', '.join(map(str, mine))})"
        ids[Dependency] = _new_ids(cursor, Dependency, waits)
        links = {
            "id": _moved("id", ids[Dependency], at[Dependency]),
            "approval_id": _moved("approval_id", ids[Approval], at[Approval]),
            "needs_id": _moved("needs_id", ids[Approval], at[Approval]),
        }
        _copy(cursor, Dependency, waits, links, count)
        for model in (Case, MaterialSlot, Approval, Dependency):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{model._meta.db_table}', 'id'), "
                f"(SELECT greatest(max(id), 1) FROM {model._meta.db_table}))"
            )
        cursor.execute("SET session_replication_role = origin")
    return base


def _last_id(cursor, model: type[models.Model]) -> int:
    cursor.execute(f"SELECT coalesce(max(id), 0) FROM {model._meta.db_table}")
    return int(cursor.fetchone()[0])


def _new_ids(cursor, model: type[models.Model], where: str) -> list[int]:
    cursor.execute(f"SELECT id FROM {model._meta.db_table} WHERE {where} ORDER BY id")
    return [row[0] for row in cursor.fetchall()]


def _moved(column: str, ids: list[int], at: int) -> str:
    """The id of this row in copy g: places of the template's rows, one block a copy."""
    listed = ", ".join(map(str, ids)) or "NULL"
    return f"{at} + (g - 1) * {len(ids)} + array_position(ARRAY[{listed}]::bigint[], {column})"


def _copy(cursor, model, where: str, changed: Columns, count: int) -> None:
    columns = [field.column for field in model._meta.concrete_fields]
    chosen = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    named = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    cursor.execute(
        f"INSERT INTO {table} ({named}) SELECT {chosen} "
        f"FROM {table}, generate_series(1, {count}) AS g WHERE {where}"
    )
