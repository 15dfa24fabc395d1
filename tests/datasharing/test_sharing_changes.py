"""A register that is shared less than on the day it was asked: what waits is not read."""

from __future__ import annotations

import uuid

import pytest
from django.db import DatabaseError, transaction

from datasharing import exchanges
from datasharing.errors import ResourceNotShared
from datasharing.lists.permissions.errors import PermissionMissing
from datasharing.models import DataResource, Exchange, LedgerEntry
from portal.accounts.actor import SYSTEM
from tests.datasharing.conftest import refuses
from tests.datasharing.permits import department_called, permit

pytestmark = pytest.mark.django_db
LESS = {"sharing": "conditional", "sharing_ground": "某法第一条"}
ASKER = "自然资源和规划局"


def shared(**how) -> None:
    DataResource.objects.filter(code="DS01").update(**how)


def outcome(exchange: Exchange) -> tuple[str, str, str]:
    line = LedgerEntry.objects.get()
    return exchange.state, exchange.last_outcome, line.outcome


NOT_READ = ("failed", "not_permitted", "not_permitted")


def test_what_is_shared_on_conditions_now_needs_a_permission(registry, seller, asked, read):
    exchange = asked(seller, "DS01")
    assert exchange.permission is None
    shared(**LESS)
    assert outcome(read(exchange)) == NOT_READ
    with refuses(PermissionMissing):
        exchanges.ask_again(exchange, actor=SYSTEM)


def test_a_permission_that_there_is_serves(registry, seller, asked, read):
    exchange = asked(seller, "DS01")
    shared(**LESS)
    (permission,) = permit(department_called(ASKER), "DS01")
    assert outcome(read(exchange)) == ("answered", "answered", "answered")
    assert Exchange.objects.get().permission == permission


def test_what_belongs_to_somebody_else_now_needs_a_permission(registry, seller, asked, read):
    shared(**LESS, provider_name=ASKER)
    exchange = asked(seller, "DS01")
    assert exchange.permission is None
    shared(provider_name="公安局")
    assert outcome(read(exchange)) == NOT_READ


def test_ones_own_is_read_on_whatever_conditions(registry, seller, asked, read):
    exchange = asked(seller, "DS01")
    shared(**LESS, provider_name=ASKER)
    assert outcome(read(exchange)) == ("answered", "answered", "answered")


def test_what_is_not_shared_any_more_is_not_read(registry, seller, asked, read):
    exchange = asked(seller, "DS01")
    shared(**LESS | {"sharing": "none"}, connector="")
    assert outcome(read(exchange)) == NOT_READ
    with refuses(ResourceNotShared):
        exchanges.ask_again(exchange, actor=SYSTEM)
    assert Exchange.objects.get().state == "failed"


def test_the_database_takes_no_question_about_what_is_not_shared(seller, asked):
    exchange = asked(seller, "DS01")
    shared(**LESS | {"sharing": "none"}, connector="")
    exchange.pk, exchange.case_number = uuid.uuid4(), f"{exchange.case_number}-2"
    with pytest.raises(DatabaseError, match="not shared"), transaction.atomic():
        Exchange.objects.bulk_create([exchange])
    assert Exchange.objects.count() == 1
