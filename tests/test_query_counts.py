"""How many queries each main page and list makes: a fixed number, whatever the number of rows.

The numbers are kept in query_counts.json. After a change that is meant, write them anew with
PORTAL_WRITE_QUERY_COUNTS=1 and look at the difference.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework.authtoken.models import Token
from time_machine import travel

from datasharing.resource_list import load_resources
from materials.models import Document
from portal.accounts.actor import SYSTEM
from portal.accounts.models import User
from portal.outbox.drain import drain
from tests.access.conftest import around_everything
from tests.access.scenes import appoint, open_account, taken_back
from tests.windows import builders as b
from windows.approvals.models import Approval
from windows.models import Rating
from windows.ratings.actions import rate

pytestmark = pytest.mark.django_db

FILE = Path(__file__).with_name("query_counts.json")
WRITE = os.environ.get("PORTAL_WRITE_QUERY_COUNTS") == "1"
A_WEDNESDAY = dt.datetime(2026, 11, 18, 10, tzinfo=dt.UTC)
"""What is overdue, and so how much is asked, differs by the day of the week."""
FEW, MANY = 1, 6
"""Rows at each of seven stages: 7 cases in all, or 42, of which a page shows 20."""
PAGES: dict[str, tuple[str, str]] = {
    "home, nobody": ("anonymous", "/"),
    "home": ("owner", "/"),
    "things": ("anonymous", "/things/"),
    "things, searched": ("anonymous", "/things/?q=旧房"),
    "thing": ("anonymous", "/things/T1/"),
    "question": ("anonymous", "/things/T1/questions/"),
    "plan": ("owner", "/things/T1/plan/?who=me"),
    "my cases": ("owner", "/my/cases/"),
    "my notices": ("owner", "/my/notices/"),
    "my licences": ("owner", "/my/licences/"),
    "my data": ("owner", "/my/data/"),
    "case": ("owner", "/cases/{accepted}/"),
    "case, agree": ("owner", "/cases/{draft}/agree/"),
    "case, form": ("owner", "/cases/{draft}/form/"),
    "case, materials": ("owner", "/cases/{draft}/materials/"),
    "case, check": ("owner", "/cases/{draft}/check/"),
    "case, receipt": ("owner", "/cases/{accepted}/receipt/"),
    "case, result": ("owner", "/cases/{done}/result/"),
    "desk": ("clerk", "/desk/"),
    "desk, person": ("clerk", "/desk/people/{buyer}/"),
    "desk, case": ("clerk", "/desk/cases/{submitted}/"),
    "inbox": ("officer", "/inbox/"),
    "approval": ("officer", "/inbox/{approval}/"),
    "supervision": ("supervisor", "/supervision/"),
    "api things": ("system", "/api/v1/things/"),
    "api cases": ("owner", "/api/v1/cases/"),
    "api case": ("owner", "/api/v1/cases/{accepted}/"),
    "api timeline": ("owner", "/api/v1/cases/{accepted}/timeline/"),
    "api reads of a case": ("owner", "/api/v1/cases/{accepted}/reads/"),
    "api my licences": ("owner", "/api/v1/me/licences/"),
    "api my documents": ("owner", "/api/v1/me/documents/"),
    "api my reads": ("owner", "/api/v1/me/reads/"),
    "api my notices": ("owner", "/api/v1/me/notices/"),
    "api desk": ("clerk", "/api/v1/desk/cases/"),
    "api people": ("clerk", "/api/v1/desk/applicants/?q=王小明"),
    "api approvals": ("system", "/api/v1/approvals/"),
    "api approval": ("system", "/api/v1/approvals/{approval}/"),
}


class City:
    """One family that has `rows` cases at each stage that a page lists."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.town = b.Town.build()
        self.users: dict[str, User] = {"owner": open_account("owner", self.town.buyer)}
        self.users["clerk"] = appoint(
            "clerk", role="clerk", region_code="330100", centre_code="test-hall"
        )
        self.users["officer"] = appoint("officer", role="officer", department="甲局")
        self.users["system"] = appoint("system", role="department_system", department="甲局")
        self.users["supervisor"] = appoint("supervisor", role="supervisor", region_code="330100")
        self.token = Token.objects.create(user=self.users["system"]).key
        self._tell()

    def _tell(self) -> None:
        for _ in range(self.rows):
            drafts = b.complete_draft(self.town)
            submitted = b.submitted_case(self.town)
            accepted = b.accepted_case(self.town)
            done = b.finished_case(self.town)
            rated = b.collected_case(self.town)
            b.do(rate, rated, grade=1, options=[], comment="太慢", actor=self.town.me)
            b.draft(self.town, channel="window")
        drain()
        yesterday = timezone.localdate() - timezone.timedelta(days=1)
        Approval.objects.filter(case=accepted, due_on__isnull=False).update(due_on=yesterday)
        first = b.approval(accepted, "T1-A")
        self.places = {
            "draft": drafts.number,
            "submitted": submitted.number,
            "accepted": accepted.number,
            "done": done.number,
            "approval": first.pk,
            "buyer": self.town.buyer.pk,
        }
        assert Rating.objects.count() == Document.objects.count() // 5 == self.rows

    def count(self, role: str, address: str) -> int:
        """Queries of the second look: the first one warms what is kept for good."""
        client = Client()
        headers = {"authorization": f"Token {self.token}"} if role == "system" else {}
        if role not in ("anonymous", "system"):
            client.force_login(self.users[role])
        path = address.format(**self.places)
        assert client.get(path, headers=headers).status_code == 200, path
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path, headers=headers)
        return sum(1 for each in queries if "SAVEPOINT" not in each["sql"])


@pytest.fixture(scope="module")
def counts(
    django_db_setup, django_db_blocker, registry_server, tmp_path_factory
) -> Iterator[dict[str, tuple[int, int]]]:
    """Page → queries with few rows and with many."""
    here = override_settings(
        SANDBOX_REGISTRY_URL=registry_server.url,
        DATA_SOURCES={},
        MEDIA_ROOT=tmp_path_factory.mktemp("library"),
    )
    registry_server.mood.control({})
    found: dict[int, dict[str, int]] = {}
    with django_db_blocker.unblock(), here, travel(A_WEDNESDAY), around_everything():
        load_resources(actor=SYSTEM)
        b.build_catalogue()
        b.centre()
        for rows in (FEW, MANY):
            with taken_back():
                city = City(rows)
                found[rows] = {name: city.count(*page) for name, page in PAGES.items()}
        transaction.set_rollback(True)
    both = {name: (found[FEW][name], found[MANY][name]) for name in PAGES}
    if WRITE:
        told = {name: few for name, (few, _) in both.items()}
        FILE.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    yield both
    cache.close()


@pytest.fixture
def _django_db_helper(counts: dict[str, tuple[int, int]]) -> None:
    """The module rolls back its own transaction."""


@pytest.mark.parametrize("name", PAGES)
def test_number_of_queries_does_not_grow_with_the_rows(name, counts):
    few, many = counts[name]
    assert many == few, f"{name}: {few} queries with {FEW} rows, {many} with {MANY}."


@pytest.mark.parametrize("name", PAGES)
def test_number_of_queries_is_the_one_written_down(name, counts):
    known = json.loads(FILE.read_text("utf-8"))
    assert counts[name][0] == known.get(name), "See the top of this file."


def test_nothing_else_is_written_down():
    assert set(json.loads(FILE.read_text("utf-8"))) == set(PAGES)
