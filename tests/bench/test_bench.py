"""The benchmarks run at their smallest size and count right. Nothing is timed here."""

from __future__ import annotations

import json
import re
import time
from collections import Counter

import pytest
from django.db import connection
from django.utils import timezone

from datasharing.grounds.age import is_child
from datasharing.models import Exchange
from datasharing.resource_list import load_resources
from materials.models import Licence
from portal.accounts.actor import SYSTEM
from portal.journal.queries import verify
from portal.outbox.models import Message
from services.catalogue.text import Text
from tests.bench import by_hand, joins, million, reads, town
from tests.bench.cloning import clone
from tests.bench.contestants import PARTS, Plain, Portal, Spiff, rows_by_hand
from tests.bench.table import percentile
from windows.approvals.models import Approval, Dependency
from windows.cases.models import Case, MaterialSlot
from windows.writs.actions import seal_of
from windows.writs.models import Writ

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_library(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "library"


@pytest.fixture
def cases() -> list[int]:
    town.build()
    template = town.accepted("B5", town.person(0))
    base = clone(template, 2, prefix="330100-20261122-9")
    return [base + 1, base + 2]


def database() -> dict[str, Counter]:
    """Every row of every table, as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = {}
        for table in tables:
            cursor.execute(f'SELECT to_jsonb(one)::text FROM "{table}" one')
            found[table] = Counter(row for (row,) in cursor.fetchall())
    return found


def written(decide, number: int, case: int) -> dict[str, list[dict]]:
    """The rows that a decision writes or changes, by table; what is each case's own is masked."""
    before = database()
    decide(number)
    kept = Case.objects.get(pk=case).number
    return {
        table: sorted((masked(row, kept) for row in (rows - before[table]).elements()), key=str)
        for table, rows in database().items()
        if rows - before[table]
    }


OWN = re.compile(
    r"(.*_)?(id|at|on|hash|sequence)|seal|token|approval|holder|identifier|nudged_at|not_before"
)
"""Columns and keys that differ between two cases, or two moments; whether they are set does not."""


def masked(row: str, number: str) -> dict:
    return hidden(json.loads(row.replace(number, "CASE")))


def hidden(value):
    if isinstance(value, dict):
        return {
            key: "null" if each is None else "own" if OWN.fullmatch(key) else hidden(each)
            for key, each in value.items()
        }
    if isinstance(value, list):
        return [hidden(each) for each in value]
    return re.sub(r"\d{6}-\d{4}-\d{8}|(?<=:)\d+$", "own", value) if type(value) is str else value


def test_a_copy_is_a_whole_case(cases):
    parts = Approval.objects.filter(case=cases[1])
    assert parts.count() == PARTS
    assert set(parts.values_list("state", flat=True)) == {"dispatched"}
    assert len(set(Case.objects.values_list("number", flat=True))) == 3


def test_a_copy_keeps_what_waits_for_what(db):
    town.build()
    template = town.draft("B3", town.person(0))
    base = clone(template, 3, prefix="330100-20261122-8")
    assert MaterialSlot.objects.filter(case=base + 3).count() == template.slots.count()
    accepted = town.accepted("B3", town.person(0))
    copy = clone(accepted, 2, prefix="330100-20261122-7") + 2
    assert Approval.objects.filter(case=copy).count() == 3
    (wait,) = Dependency.objects.filter(approval__case=copy)
    codes = [each.matter_edition.matter.code for each in (wait.approval, wait.needs)]
    assert (codes, wait.needs.case_id) == (["B3-3", "B3-1"], copy)


def test_by_hand_writes_the_rows_that_the_portal_writes(cases):
    """All tables, all rows, all columns: a row that the portal adds is missing here at once."""
    ours, plain = Portal(cases), Plain(cases)
    for place in range(PARTS):
        by_us = written(ours.decider(place), 0, cases[0])
        assert by_us == written(plain.decider(place), 1, cases[1])
        assert {table: len(rows) for table, rows in by_us.items()} == {
            "journal_entry": 2,
            "materials_licence": 1,
            **({"outbox_message": 1} if place == PARTS - 1 else {}),
            "windows_approval": 1,
            "windows_approval_licences": 1,
            "windows_notice": 1,
            "windows_writ": 1,
        }
        assert len(by_us["windows_writ"][0]["body"]) == 5
        assert ours.joined() == (2 if place == PARTS - 1 else 0)
    assert verify() is None
    for writ in Writ.objects.filter(kind="grant"):
        issuer = Text(writ.issuer, writ.issuer_en)
        at = writ.issued_at.isoformat()
        assert writ.seal == seal_of(writ.kind, writ.number, issuer, at, writ.body)


def test_rows_without_the_join_ask_nothing_of_the_other_parts(cases):
    for place in range(PARTS):
        rows_by_hand(cases, place, has_join=False)(0)
    ended = Approval.objects.filter(case=cases[0], state="approved")
    assert (ended.count(), Portal(cases).joined()) == (PARTS, 0)


def test_each_pass_has_another_order_and_the_median_counts():
    assert joins.rotated("abcde", 0) == list("abcde")
    assert joins.rotated("abcde", 1) == list("cdeab")
    passes = [{"per_second": rate, "failed": rate, "stuck": 0} for rate in (9, 1, 5)]
    assert joins.middle(passes) == {"per_second": 5, "failed": 15, "stuck": 0}


def test_a_rival_that_is_not_there_is_said_and_failures_are_a_goal():
    ours = {"per_second": 40.0, "failed": 1, "stuck": 2}
    goals = joins.goals_of({"portal": ours, "plain": {"per_second": 80.0}})
    assert goals == [
        ("portal / plain", "0.50", ">= 0.8"),
        ("portal / viewflow", "not installed", ">= 3.0"),
        ("portal / SpiffWorkflow", "not installed", ">= 1.5"),
        ("portal: failed", "1", "0"),
        ("portal: stuck", "2", "0"),
    ]


def test_by_hand_decides_once(cases):
    plain = Plain(cases).decider(0)
    plain(0)
    with pytest.raises(AssertionError):
        plain(0)
    assert Licence.objects.count() == 1


def test_spiff_joins_when_the_last_has_decided(cases):
    pytest.importorskip("SpiffWorkflow")
    spiff = Spiff(cases)
    spiff.prepare()
    for place in range(PARTS):
        assert spiff.joined() == 0
        spiff.decider(place)(0)
    assert spiff.joined() == 1
    assert set(json.loads(spiff.spec)) == {"spec", "subprocess_specs"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench_spiff WHERE state ?| array['spec']")
        assert cursor.fetchone() == (0,)


def test_a_full_database_has_its_shares(db, monkeypatch):
    monkeypatch.setattr(million, "ANALYZE", "ANALYZE")
    million.fill(200)
    by_state = {state: Case.objects.filter(state=state).count() for state, _ in million.SHARES}
    assert by_state == {"archived": 174, "accepted": 14, "submitted": 8, "draft": 8}
    open_parts = Approval.objects.filter(case__state="accepted", department__code="bench-7")
    assert open_parts.exists()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_percentiles():
    assert [percentile([1, 2, 3, 4], share) for share in (0.5, 0.95, 0.99)] == [2, 4, 4]
    assert by_hand.UNDECIDED == ("waiting", "dispatched", "in_review", "stopped")


def test_a_case_of_reads_asks_each_register_once(transactional_db):
    load_resources(actor=SYSTEM)
    people = reads._people()
    reads._permitted()
    assert len(people) == reads.PEOPLE
    assert [each.name for each in people if is_child(each, on=timezone.localdate())] == []
    number, committed = reads._ask(7, people[0])
    asked = Exchange.objects.filter(case_number=number)
    assert sorted(asked.values_list("resource__code", flat=True)) == sorted(reads.A_CASE)
    assert Message.objects.filter(kind="exchange.fetch").count() == len(reads.A_CASE)
    assert time.time() - committed < 60


def test_reads_that_never_came_and_a_broken_ledger_are_goals(capsys):
    keys = ("worker_cpu_ms", "sandbox_cpu_ms", "server_cpu_ms", "added_p50_ms")
    figures = dict.fromkeys(keys, 1.0)
    figures |= {"reads": 800, "per_second": 210.0, "lines": 799, "unsettled": 1}
    figures |= {"added_p95_ms": float("inf"), "ledger": "broken"}
    assert reads._told(figures) == [
        ("reads/s", "210", ">= 200"),
        ("added p95 ms", "inf", "<= 50"),
        ("unsettled", "1", "0"),
        ("ledger", "broken", "whole"),
    ]
