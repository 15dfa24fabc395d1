"""A full database: cases in the shares of a portal that has run for some years."""

from __future__ import annotations

import time

from django.db import connection

from portal.accounts.models import Applicant
from services.models import Department, Region
from tests.bench import town
from tests.bench.cloning import clone
from windows.cases.models import Case

DISTRICTS = ("330102", "330105", "330106", "330108")
OFFICES = 20
"""Departments among which the parts of the cases are spread."""
PEOPLE_SHARE = 4
"""Cases a person."""
ANALYZE = "VACUUM ANALYZE"
SHARES = (("archived", 0.87), ("accepted", 0.06), ("submitted", 0.04), ("draft", 0.03))


def fill(size: int) -> float:
    """So many cases, their slots, approvals and dependencies; the seconds it took."""
    town.build()
    parent = Region.objects.get(code="330100")
    for code in DISTRICTS:
        Region.objects.get_or_create(
            code=code, defaults={"name": code, "level": 3, "parent": parent}
        )
    for number in range(OFFICES):
        name = f"第{number}局"
        Department.objects.get_or_create(
            name=name, defaults={"code": f"bench-{number}", "region": parent}
        )
    templates = {
        "archived": town.accepted("B5", town.person(1)),
        "accepted": town.accepted("B5", town.person(1)),
        "submitted": town.draft("B3", town.person(1)),
        "draft": town.draft("B3", town.person(1)),
    }
    began = time.monotonic()
    people = _people(size // PEOPLE_SHARE)
    offices = _listed(Department.objects.filter(code__startswith="bench-"), "pk")
    for state, share in SHARES:
        _fill_state(templates[state], state, int(size * share), people=people, offices=offices)
    with connection.cursor() as cursor:
        cursor.execute(ANALYZE)
    return time.monotonic() - began


def _people(count: int) -> str:
    """Written by the server; an expression that picks one of them for copy `g`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM accounts_applicant")
        base = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO accounts_applicant (id, kind, name, id_type, id_number, phone, address, "
            "verified_at, verified_how) SELECT %s + g, 'person', '测试' || g, 'passport', "
            "'FULL' || lpad((%s + g)::text, 8, '0'), '', '', now(), 'imported' "
            "FROM generate_series(1, %s) AS g",
            [base, base, count],
        )
    return f"{base} + 1 + (g * 7919::bigint) %% {count}"


def _fill_state(template: Case, state: str, count: int, *, people: str, offices: str) -> None:
    districts = ", ".join(f"'{code}'" for code in DISTRICTS)
    case = {
        "applicant_id": people,
        "region_id": f"(ARRAY[{districts}])[1 + g %% {len(DISTRICTS)}]",
        "state": f"'{state}'",
        "created_at": "now() - (g %% 1400) * interval '1 day'",
    }
    office = f"(ARRAY[{offices}]::bigint[])[1 + (g * 31 + stage * 7 + id) %% {OFFICES}]"
    approval = {"department_id": office}
    if state == "archived":
        case |= {"finished_at": "now()", "closed_at": "now()"}
        approval |= {"state": "'approved'", "decided_at": "now()"}
    elif state == "accepted":
        approval |= {"due_on": "current_date + 1 + (g %% 20)::int"}
    elif state == "submitted":
        case |= {"submitted_at": "now()", "intake_due_on": "current_date + 1 + (g %% 5)::int"}
    plain = {column: said.replace("%%", "%") for column, said in case.items()}
    parts = {column: said.replace("%%", "%") for column, said in approval.items()}
    clone(template, count, prefix=f"330100-{state[:3]}-", case=plain, approval=parts)


def _listed(rows, column: str) -> str:
    return ", ".join(str(pk) for pk in rows.order_by(column).values_list(column, flat=True))


def total() -> tuple[int, str]:
    """Cases, and what the database weighs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        weight = cursor.fetchone()[0]
    return Case.objects.count(), str(weight)


def someone() -> Applicant:
    """Anybody of those who have cases."""
    return Applicant.objects.filter(id_number__startswith="FULL").order_by("pk")[3]
