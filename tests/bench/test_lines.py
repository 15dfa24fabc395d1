"""The filled ledger of the benchmark is one that can be written on, at its smallest size."""

from __future__ import annotations

import pytest
from django.utils import timezone

from datasharing.exchanges.ledger import write_line
from datasharing.ledger.partitions import months
from datasharing.models import LedgerEntry, LedgerHead
from datasharing.resource_list import load_resources
from datasharing.states import Outcome
from portal.accounts.actor import SYSTEM
from portal.journal.models import Entry
from tests.bench import lines

pytestmark = pytest.mark.django_db


def test_it_is_filled_in_two_steps_and_goes_on(monkeypatch):
    monkeypatch.setattr(lines, "ANALYZE", "ANALYZE")
    load_resources(actor=SYSTEM)
    lines.people(5)
    lines.fill(0, 20, people=5)
    lines.fill(20, 100, people=5)

    assert LedgerEntry.objects.count() == Entry.objects.filter(verb="data.read").count() == 100
    assert LedgerHead.objects.count() == 5
    assert len(months()) > lines.MONTHS
    (exchange, *_) = lines.exchanges(3, people=5, seed=1)
    exchange.attempts = 1
    head = LedgerHead.objects.get(subject=exchange.subject).sequence
    line = write_line(exchange, outcome=Outcome.NO_RECORD, at=timezone.now())
    assert line.sequence == head + 1
