"""A read needs the agreement of the department that keeps the register."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from datasharing.models import Exchange, LedgerEntry, SharingPermission
from portal.outbox.drain import drain
from tests.windows import builders as b
from windows.cases import actions


def end_all() -> None:
    """As if every provider had taken its agreement back."""
    SharingPermission.objects.update(
        state="withdrawn", ended_at=timezone.now(), ended_by_name="提供部门", ended_why="停用"
    )


def test_what_the_catalogue_reads_already_is_carried_over(town):
    rows = SharingPermission.objects.values_list("resource__code", "asker__name", "state")
    assert ("DS07", "granted") in {(code, state) for code, _, state in rows}
    assert all(SharingPermission.objects.values_list("matters", flat=True))


def test_without_permission_nothing_is_asked_and_the_slot_says_why(town):
    end_all()
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    drain()
    assert Exchange.objects.count() == LedgerEntry.objects.count() == 0
    slot = b.slot(case, "t_marriage")
    assert slot.state == "missing"
    assert "还没有得到提供部门同意" in str(slot.tried)


def test_taken_back_meanwhile_nothing_is_read(town, registry):
    registry.control(down=["DS07"])
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    drain()
    exchange = Exchange.objects.get()
    assert (exchange.permission.state, exchange.last_outcome) == ("granted", "unavailable")
    end_all()
    registry.control()
    drain(now=timezone.now() + timedelta(minutes=60))
    exchange.refresh_from_db()
    assert (exchange.state, exchange.last_outcome) == ("failed", "not_permitted")
    assert exchange.answer is None
    assert LedgerEntry.objects.latest("sequence").outcome == "not_permitted"


def test_the_table_takes_no_exchange_without_it(town):
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    drain()
    exchange = Exchange.objects.get()
    with pytest.raises(DatabaseError, match="no permission to read"), transaction.atomic():
        Exchange.objects.filter(pk=exchange.pk).update(permission=None)
    exchange.pk, exchange.permission = uuid.uuid4(), None
    exchange.case_number = f"{exchange.case_number}-2"
    with pytest.raises(DatabaseError, match="no permission to read"), transaction.atomic():
        exchange.save(force_insert=True)
    assert Exchange.objects.count() == 1
