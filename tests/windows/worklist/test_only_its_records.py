"""One answer of four records: the water company is shown the water account, and no other."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from datasharing.grounds.models import FieldRule
from datasharing.lists.permissions.carrying import suppose_agreed
from datasharing.models import Exchange
from portal.accounts.actor import SYSTEM
from services.catalogue.load_file import load_file
from tests.windows import builders as b
from tests.windows.staff import post
from tests.windows.test_shipped_thing import CATALOGUE, drive
from windows.api.shapes.approvals import ApprovalSerializer
from windows.approvals.models import Approval
from windows.approvals.shared import named_records, shared_facts
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.departments.content import content_of
from windows.departments.events import DISPATCHED

ANSWERS = {
    "mortgage": ("no",),
    "pay": ("cash",),
    "only": ("yes",),
    "limit": ("yes",),
    "agent": ("no",),
    "fund": ("no",),
    "utility": ("water", "power", "gas", "tv"),
}
THEIRS = {"P10-05": "water", "P10-06": "power", "P10-07": "gas"}


@pytest.fixture
def case(town) -> Case:
    """A sale with all four utilities; only its elements name records, no rule does."""
    call_command("load_regions", stdout=StringIO())
    load_file(CATALOGUE, actor=SYSTEM, region="330100")
    with transaction.atomic():
        suppose_agreed(actor=SYSTEM)
    return drive(town, "P10", ANSWERS)


def accounts() -> dict[str, str]:
    """What the utilities answered: kind → account."""
    answer = Exchange.objects.get(resource__code="DS29").answer
    assert len(answer["records"]) == 4
    return {each["utility"]: each["account"] for each in answer["records"]}


def records(case: Case, matter: str) -> list[str]:
    facts = shared_facts(b.approval(case, matter))
    return [record.code for fact in facts for record in fact.records if record.code]


def silent(case: Case) -> None:
    """As if no form element named a record."""
    plan = plan_of(case)
    fields = tuple(replace(field, prefill=()) for field in plan.fields)
    Case.objects.filter(pk=case.pk).update(plan=replace(plan, fields=fields).to_json())


def test_by_what_its_form_asks_else_by_the_rule_of_its_paper_else_all(case):
    assert not FieldRule.objects.exists()
    for matter, utility in THEIRS.items():
        assert named_records(b.approval(case, matter))["DS29"] == {utility}
        assert records(case, matter) == [utility]
    assert records(case, "P10-08") == []  # it wants no paper that this register gives
    silent(case)
    assert sorted(records(case, "P10-05")) == ["gas", "power", "tv", "water"]
    assert page_of(case, "P10-05").count('<details class="record">') == 4
    call_command("load_grounds", stdout=StringIO())
    for matter, utility in THEIRS.items():
        assert named_records(b.approval(case, matter)) == {}
        assert records(case, matter) == [utility]
    FieldRule.objects.filter(material="water_cleared").update(records=["water", "gas"])
    assert sorted(records(case, "P10-05")) == ["gas", "water"]


def test_no_page_no_answer_and_no_message_tells_more(case):
    call_command("load_grounds", stdout=StringIO())
    for matter, utility in THEIRS.items():
        part, known = b.approval(case, matter), accounts()
        mine = known.pop(utility)
        sent = content_of(part, DISPATCHED)
        told = ApprovalSerializer(part).data["facts"], sent["facts"]
        pages = page_of(case, matter), page_of(case, matter, "en")
        for said in (*(json.dumps(each, default=str) for each in told), *pages):
            assert mine in said
            assert [account for account in known.values() if account in said] == []
        (fact,) = [each for each in sent["facts"] if each["source"] == "水电气视户号"]
        (record,) = fact["records"]
        assert record["record"] == utility
        assert record["fields"] == {"户号": mine, "欠费（元）": "0.00"}
    assert "<h4>燃气</h4>" in pages[0]
    assert "<h4>Gas</h4>" in pages[1]
    assert ">gas<" not in pages[0] + pages[1]


def page_of(case: Case, matter: str, language: str = "zh-hans") -> str:
    """What its officer reads, once the part has reached them."""
    now = timezone.now()
    parts = Approval.objects.filter(case=case, matter_edition__matter__code=matter)
    parts.update(state="dispatched", dispatched_at=now, counts_from=now.date())
    part = b.approval(case, matter)
    browser, _actor = post(f"{matter}-{language}", "officer", department=part.department.code)
    browser.cookies["django_language"] = language
    return browser.get(reverse("approval", args=[part.pk])).content.decode()
