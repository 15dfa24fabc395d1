"""The facts are what is in the database and in the simulator's record, all of it."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from django.db import transaction

from portal.journal.models import Entry
from portal.outbox.models import Message
from tests.faults.checking import (
    acts_kept,
    entries_once,
    everything_finished,
    journals_whole,
    licences_once,
    papers_there,
    promises_watched,
)
from tests.faults.facts import DeliveryFact, Told
from tests.faults.reading import read_facts
from tests.windows import builders as b
from tests.windows.conftest import registry, town
from tests.windows.departments.conftest import connect
from windows.cases.models import MaterialSlot
from windows.departments.models import Delivery

__all__ = ["registry", "town"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(tmp_path):
    path = tmp_path / "record.jsonl"
    line = {"key": "approval.dispatched:1:1", "approval": 1, "event": "approval.dispatched"}
    path.write_text(json.dumps(line) + "\n")
    return path


def test_a_finished_case_is_read_whole(town, record):
    case = b.collected_case(town)
    facts = read_facts([], record)
    assert [(one.number, one.state) for one in facts.cases] == [(case.number, "collected")]
    assert [one.state for one in facts.approvals] == ["approved"] * 5
    for verb in ("case.submitted", "case.accepted", "case.finished", "case.collected"):
        assert facts.entries[case.stream, verb, None] == 1
    for one in facts.approvals:
        assert facts.entries[case.stream, "approval.approved", one.pk] == 1
    assert facts.licences.total() == 2
    assert facts.pickups.total() == 1
    assert facts.told == [Told("approval.dispatched:1:1", 1, "approval.dispatched")]
    assert (facts.messages, facts.deliveries, facts.unanswered_keys) == ([], [], [])
    assert [f for check in (acts_kept, licences_once, journals_whole) for f in check(facts)] == []
    assert list(entries_once(facts)) == []
    assert [f for each in (papers_there, promises_watched) for f in each(facts)] == []
    assert facts.writs[case.pk, "receipt", None] == facts.writs[case.pk, "acceptance", None] == 1
    told = ("submitted", "accepted", "results_ready", "please_rate")
    granted = {"granted": 5, "party_asked": 1}
    assert facts.notice_kinds == Counter({(case.pk, kind): 1 for kind in told}) + Counter(
        {(case.pk, kind): count for kind, count in granted.items()}
    )
    papers = MaterialSlot.objects.filter(case=case, document__isnull=False)
    promises = MaterialSlot.objects.filter(case=case, commitment__isnull=False)
    assert facts.given[case.number, "upload"] == papers.count() > 0
    assert facts.given[case.number, "promise"] == promises.count()
    assert sum(one.promises for one in facts.approvals) == facts.checks.total()
    # Not rated and not archived yet: the checker says so, and says nothing else.
    assert {(f.kind, f.what) for f in everything_finished(facts)} == {
        ("stuck", "a case, collected")
    }


def test_what_is_left_lying_is_read(town, record):
    case = b.accepted_case(town)
    first = b.approval(case, "T1-A")
    system = connect("甲局").row
    Delivery.objects.create(system=system, approval=first, event="approval.dispatched", key="k")
    Message.objects.filter(kind="approval.dispatch").update(state="queued", done_at=None)
    facts = read_facts([], record)
    assert facts.deliveries == [DeliveryFact("k", first.pk, "approval.dispatched", "sending")]
    assert {one.kind for one in facts.messages} == {"approval.dispatch", "department.catch_up"}
    assert [one.has_system for one in facts.approvals if one.pk == first.pk] == [True]


def test_a_changed_entry_is_a_broken_chain(town, record, monkeypatch):
    with transaction.atomic():
        case = b.draft(town)
    monkeypatch.setattr("portal.journal.queries.hash_of", lambda entry: "another")
    streams = Entry.objects.values_list("stream", flat=True).distinct()
    faults = read_facts([], record).chain_faults
    assert len(faults) == len(set(streams))
    assert any(fault.startswith(case.stream) for fault in faults)
