"""What an officer was refused is in the record, although nothing else changed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from portal.journal.models import Entry
from tests.windows import builders as b
from tests.windows.staff import post
from windows.approvals.models import Approval
from windows.cases.story import timeline

REFUSED = ("clock.stop_refused", "approval.refused")


@pytest.fixture
def part(town) -> Approval:
    return b.approval(b.accepted_case(town), "T1-A")


def on_record() -> list[tuple[str, str, str]]:
    rows = Entry.objects.filter(verb__in=REFUSED).order_by("pk")
    return [(row.verb, row.actor_name, row.data["code"]) for row in rows]


def test_a_pause_without_a_ground(part, town):
    client, _ = post("甲", Role.OFFICER, department=part.department.code)
    stop = {"ground": "", "stop_reason": "13800138000 再看看", "expected_days": "5"}
    answer = client.post(reverse("approval_clock", args=[part.pk, "stop"]), stop)
    assert answer.status_code == 422
    for ground, reason in (("whim", "再看看"), ("statute", "再看看"), ("test", " ")):
        sent = client.post(
            f"/api/v1/approvals/{part.pk}/stop/",
            {"ground": ground, "reason": reason, "expected_days": 5},
            content_type="application/json",
        )
        assert sent.status_code in (400, 422)
    assert Approval.objects.get(pk=part.pk).state == "dispatched"
    found = on_record()
    assert [row[:2] for row in found] == [("clock.stop_refused", "甲")] * 4
    assert found[0][2] == found[2][2] == "no_such_ground"
    kept = Entry.objects.filter(verb="clock.stop_refused")
    assert not any("13800138000" in str(row.data) for row in kept)


def test_the_second_of_two_who_decide(part, town):
    client, _ = post("甲", Role.OFFICER, department=part.department.code)
    b.grant(town, part.case, "T1-A")
    answer = client.post(reverse("approval_act", args=[part.pk, "deny"]), {"reason": "不符"})
    assert answer.status_code == 409
    sent = client.post(
        f"/api/v1/approvals/{part.pk}/decide/",
        {"granted": False, "reason": "不符"},
        content_type="application/json",
    )
    assert (sent.status_code, sent.json()["code"]) == (409, "approval_closed")
    assert on_record() == [("approval.refused", "甲", "approval_closed")] * 2
    assert Approval.objects.get(pk=part.pk).state == "approved"


def test_the_applicant_is_not_bothered_with_it(part, town):
    client, _ = post("甲", Role.OFFICER, department=part.department.code)
    b.grant(town, part.case, "T1-A")
    client.post(reverse("approval_act", args=[part.pk, "grant"]), {})
    assert "approval.refused" in [verb for verb, _, _ in on_record()]
    assert REFUSED[1] not in [each.verb for each in timeline(part.case, town.me)]
