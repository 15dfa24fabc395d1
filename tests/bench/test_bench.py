"""The benchmarks run at their smallest size and count right. Nothing is timed here."""

from __future__ import annotations

import pytest
from django.db import connection

from materials.models import Licence
from portal.journal.models import Entry
from portal.journal.queries import verify
from portal.outbox.models import Message
from tests.bench import by_hand, million, town
from tests.bench.cloning import clone
from tests.bench.contestants import PARTS, Plain, Portal, Spiff
from tests.bench.table import percentile
from windows.approvals.models import Approval, Dependency
from windows.cases.models import Case, MaterialSlot
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


def rows() -> dict[str, int]:
    tables = (Writ, Licence, Entry, Message, Approval.licences.through)
    return {table.__name__: table.objects.count() for table in tables}


def written(decide, number: int) -> dict[str, int]:
    before = rows()
    decide(number)
    return {name: count - before[name] for name, count in rows().items()}


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
    ours, plain = Portal(cases), Plain(cases)
    for place in range(PARTS):
        by_us = written(ours.decider(place), 0)
        assert by_us == written(plain.decider(place), 1)
        assert by_us["Licence"] == by_us["Writ"] == 1
        assert by_us["Message"] == (1 if place == PARTS - 1 else 0)
        assert ours.joined() == (2 if place == PARTS - 1 else 0)
    assert verify() is None
    for pk in cases:
        ends = Approval.objects.filter(case=pk).values_list("state", "decided_by_name")
        assert list(ends.order_by("pk")) == [("approved", f"officer{at}") for at in range(PARTS)]


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
