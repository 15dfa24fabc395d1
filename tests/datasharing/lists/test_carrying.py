"""沿用: granted once; whatever comes later is asked for."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.utils import timezone

from datasharing.lists.permissions.carrying import CARRIED, Carried, carry_over, suppose_agreed
from datasharing.lists.permissions.limits import last_day
from datasharing.lists.permissions.models import SharingPermission
from datasharing.models import DataResource
from portal.accounts.actor import SYSTEM
from portal.journal.models import Entry
from portal.journal.queries import entries_for
from tests.datasharing.lists import builders as b

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _conditional(listed):
    DataResource.objects.update(sharing="conditional", sharing_ground="某法第一条")


def rows() -> list[tuple[str, str, str]]:
    found = SharingPermission.objects.order_by("resource__code")
    return list(found.values_list("resource__code", "asker__name", "state"))


def marks() -> int:
    return Entry.objects.filter(stream="resources", verb=CARRIED).count()


def test_the_first_time_grants_and_the_next_one_asks(capsys):
    assert b.do(carry_over, actor=SYSTEM) == Carried(granted=2)
    assert rows() == [("DS07", "资规局", "granted"), ("DS13", "资规局", "granted")]
    b.resource("DS20", "民政局", connector="http_json")
    DataResource.objects.filter(code="DS20").update(
        sharing="conditional", sharing_ground="某法第一条"
    )
    new = b.need("extra", "新材料", b.source(b.SourceKind.RESOURCE, resource="DS20"))
    b.publish(*b.ALL, new)
    call_command("carry_over_permissions")
    assert "carried over: 0. Asked for: 1." in capsys.readouterr().out
    assert rows()[2:] == [("DS20", "资规局", "asked")]
    asked = SharingPermission.objects.get(resource__code="DS20")
    assert (asked.answered_at, asked.purpose, asked.matters) == (
        None, "目录里的事项要用：L-A", ["L-A"],
    )  # fmt: skip
    assert asked.due_on == last_day(timezone.localdate(), "DATA_PERMISSION_WORKING_DAYS")
    assert [each.verb for each in entries_for("resource:DS20")] == ["permission.asked"]
    assert b.do(carry_over, actor=SYSTEM) == Carried()
    assert (len(rows()), marks()) == (3, 1)


def test_where_nothing_was_to_be_granted_it_was_the_first_time_all_the_same():
    DataResource.objects.update(sharing="unconditional")
    assert b.do(carry_over, actor=SYSTEM) == Carried()
    assert marks() == 1
    DataResource.objects.update(sharing="conditional", sharing_ground="某法第一条")
    assert b.do(carry_over, actor=SYSTEM) == Carried(asked=2)
    assert {state for _, _, state in rows()} == {"asked"}


def test_a_demonstration_supposes_that_all_have_agreed_each_time():
    assert b.do(suppose_agreed, actor=SYSTEM) == 2
    SharingPermission.objects.filter(resource__code="DS07").update(
        state="withdrawn", ended_at=timezone.now(), ended_by_name="民政", ended_why="超出用途"
    )
    assert b.do(suppose_agreed, actor=SYSTEM) == 0
    assert rows()[0] == ("DS07", "资规局", "withdrawn")
    assert b.do(carry_over, actor=SYSTEM) == Carried()
