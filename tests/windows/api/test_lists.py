"""Lists: pages that stay where they are, filters that only narrow, costs that do not grow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.windows import builders as b
from windows.approvals.models import Approval
from windows.cases.models import Case

NEW = {"thing": "T2", "answers": {}}


def drafts(me, count):
    return [me.send("cases/", NEW, 201)["number"] for _ in range(count)]


def page_after_page(caller, path, **query):
    """Every row of the list, page by page, following `next`."""
    rows, told = [], caller.read(path, **query)
    while True:
        rows += told["results"]
        if told["next"] is None:
            return rows
        answer = caller.get(told["next"])
        assert answer.status_code == 200
        told = answer.json()


def test_every_case_once_newest_first(me):
    numbers = drafts(me, 5)
    rows = page_after_page(me, "cases/", limit=2)
    assert [row["number"] for row in rows] == numbers[::-1]
    assert set(me.read("cases/")) == {"next", "results"}


def test_rows_that_arrive_meanwhile_move_nothing(me):
    numbers = drafts(me, 4)
    first = me.read("cases/", limit=2)
    drafts(me, 3)
    second = me.get(first["next"]).json()
    seen = [row["number"] for row in (*first["results"], *second["results"])]
    assert seen == numbers[::-1]
    assert second["next"] is None


def test_the_inbox_by_deadline_with_ties_and_undated(town, systems):
    cases = [b.accepted_case(town) for _ in range(3)]
    late, soon, undated = (b.approval(case, "T1-A") for case in cases)
    day = date(2026, 12, 1)
    for one, due in ((late, day + timedelta(days=3)), (soon, day), (undated, None)):
        Approval.objects.filter(pk=one.pk).update(due_on=due)
    office = systems["甲局"]
    rows = page_after_page(office, "approvals/", limit=1)
    assert [row["id"] for row in rows] == [soon.pk, late.pk, undated.pk]
    Approval.objects.filter(pk=late.pk).update(due_on=day)
    rows = page_after_page(office, "approvals/", limit=1)
    assert [row["id"] for row in rows] == [late.pk, soon.pk, undated.pk]


@pytest.mark.parametrize(
    "query",
    [
        {"after": "x"},
        {"after": "eyJ9"},
        {"after": "WyJhIl0"},
        {"after": "WzEsMl0"},
        {"after": "W3RydWVd"},
        {"after": "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5XQ"},
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "-1"},
        {"limit": "二"},
    ],
)
def test_a_page_that_we_never_gave(me, query):
    told = me.read("cases/", 422, **query)
    assert (told["code"], told["field"]) == ("bad_page", next(iter(query)))


def test_filters_of_my_cases(town, me):
    b.submitted_case(town)
    drafts(me, 2)

    def count(**query):
        return len(me.read("cases/", **query)["results"])

    assert count() == 3
    assert count(state="draft") == 2
    assert count(state=["draft", "submitted"]) == 3
    assert count(thing="T1") == 1
    assert count(thing="T1", state="draft") == 0
    assert count(channel="window") == 0
    told = me.read("cases/", 422, state="gone")
    assert (told["code"], told["field"]) == ("bad_input", "state")


def test_filters_of_the_catalogue(nobody, town):
    def codes(**query):
        return [row["code"] for row in page_after_page(nobody, "things/", limit=1, **query)]

    assert codes() == ["T1", "T2"]
    assert codes(audience="person") == ["T1", "T2"]
    assert codes(audience="organisation") == []
    assert codes(q="开证明")[0] == "T2"
    assert codes(q="卖旧房")[0] == "T1"
    assert codes(q="zzzzqqq") == []
    assert codes(theme="没有") == []
    assert nobody.read("things/", 422, audience="cats")["code"] == "bad_input"
    assert nobody.read("things/", 422, q="长" * 81)["field"] == "q"


def test_the_guide(nobody, town):
    told = nobody.read("things/T1/")
    assert told["name"] == {"zh": "卖旧房", "en": "Sell a home"}
    options = {option["value"]: option for option in told["questions"][0]["options"]}
    assert options["sealed"]["outcome"] == "ineligible"
    assert options["other"]["hands_to"] == "T2"
    assert [matter["code"] for matter in told["matters"]] == [f"T1-{c}" for c in "ABCDE"]
    assert told["parties"] == [{"role": "seller", "label": {"zh": "卖方", "en": "Seller"}}]
    assert nobody.read("things/P99/", 404)["code"] == "no_such_life_event"


def test_filters_of_the_inbox(town, systems):
    case = b.accepted_case(town)
    office, one = systems["甲局"], b.approval(case, "T1-A")
    Approval.objects.filter(pk=one.pk).update(due_on=date(2026, 12, 1))

    def count(**query):
        return len(office.read("approvals/", **query)["results"])

    assert count() == count(state="dispatched") == count(thing="T1") == count(case=case.number) == 1
    assert count(due_before="2026-12-02") == 1
    assert count(due_before="2026-12-01") == 0
    assert count(state="in_review") == count(thing="T2") == count(matter="T1-B") == 0
    b.grant(town, case, "T1-A")
    assert count() == 0
    assert count(state="approved") == 1
    assert office.read("approvals/", 422, due_before="soon")["field"] == "due_before"
    assert office.read("approvals/", 422, state="waiting")["field"] == "state"


def test_the_desk_sees_its_office_and_what_waits(town, clerk, supervisor):
    case = b.submitted_case(town)
    draft = b.draft(town, channel="window", code="T2")
    assert [row["number"] for row in clerk.read("desk/cases/")["results"]] == [case.number]
    rows = clerk.read("desk/cases/", state="draft")["results"]
    assert [row["number"] for row in rows] == [draft.number]
    assert len(supervisor.read("desk/cases/")["results"]) == 1
    Case.objects.filter(pk=case.pk).update(region="330000", centre=None)
    assert clerk.read("desk/cases/")["results"] == []


def queries(caller, path):
    caller.read(path)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        caller.read(path)
    return len(seen)


def test_lists_cost_the_same_for_many_rows(town, me, clerk, systems):
    lists = [
        (me, "cases/"),
        (me, "me/licences/"),
        (me, "me/documents/"),
        (me, "me/notices/"),
        (me, "me/reads/"),
        (clerk, "desk/cases/?state=accepted"),
        (systems["甲局"], "approvals/?state=approved"),
        (me, "things/"),
    ]
    case = b.accepted_case(town)
    b.grant(town, case, "T1-A")
    few = [queries(caller, path) for caller, path in lists]
    for _ in range(3):
        case = b.accepted_case(town)
        b.grant(town, case, "T1-A")
    rows = [len(caller.read(path)["results"]) for caller, path in lists[:-1]]
    assert all(count >= 4 for count in rows), rows
    many = [queries(caller, path) for caller, path in lists]
    assert many == few
    assert max(few) <= 8


def test_a_rehearsal_is_on_no_list_of_work(town, systems, clerk):
    office = systems["甲局"]
    submitted, accepted = b.submitted_case(town), b.accepted_case(town)
    one = b.approval(accepted, "T1-A")
    assert [row["number"] for row in clerk.read("desk/cases/")["results"]] == [submitted.number]
    assert [row["id"] for row in office.read("approvals/")["results"]] == [one.pk]

    Case.objects.update(is_rehearsal=True)
    assert clerk.read("desk/cases/")["results"] == []
    assert clerk.read("desk/cases/", state="accepted")["results"] == []
    assert office.read("approvals/")["results"] == []
    assert office.read("approvals/", state="dispatched")["results"] == []
