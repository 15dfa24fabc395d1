"""Withdrawn at the counter: only with what the person said, and nobody says they did it alone."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from portal.journal.models import Entry
from portal.journal.queries import sentence
from tests.access.scenes import appoint
from tests.windows import builders as b
from windows.cases import actions
from windows.cases.status import receipt_heading, status_line
from windows.intake.actions import refuse
from windows.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    user = appoint("clerk", role="clerk", region_code="330100", centre_code="test-hall")
    client = Client()
    client.force_login(user)
    return client


def _said(case: Case) -> str:
    entry = Entry.objects.get(stream=case.stream, verb__startswith="case.withdrawn")
    return sentence(entry).zh


def test_without_what_the_person_said_nothing_is_withdrawn(town, clerk):
    case = b.submitted_case(town)
    before = b.snapshot(case)
    act = reverse("desk_act", args=[case.number, "withdraw"])
    for reason in ("", "   "):
        answer = clerk.post(act, {"reason": reason})
        assert answer.status_code == 422
        assert "没有写明理由。" in answer.content.decode()
    assert b.snapshot(case) == before


def test_the_window_says_that_it_did_it_and_why(town, clerk):
    case = b.submitted_case(town)
    page = clerk.get(reverse("desk_case", args=[case.number])).content.decode()
    assert "交过的材料还能用。”" in page
    act = reverse("desk_act", args=[case.number, "withdraw"])
    assert clerk.post(act, {"reason": "房子不卖了。"}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.closed_reason) == ("withdrawn", "房子不卖了。")
    status = status_line(case)
    assert "窗口按您的要求撤回了申请，记下的原因：房子不卖了。" in status.zh
    assert "您撤回了" not in status.zh
    assert "as you asked" in status.en
    notice = case.notices.get(kind="withdrawn")
    assert notice.applicant == town.buyer
    assert "窗口按您的要求撤回了" in notice.text
    assert "房子不卖了。不是您的意思，请马上告诉窗口。" in notice.text
    assert _said(case).endswith("按申请人的要求撤回了申请：房子不卖了。")


def test_what_somebody_withdraws_online_is_their_own_and_needs_no_reason(town):
    case = b.do(actions.withdraw, b.submitted_case(town), actor=town.me)
    assert status_line(case).zh.endswith("您撤回了申请。")
    assert _said(case) == f"{town.me.name}撤回了申请"
    assert not case.notices.filter(kind="withdrawn").exists()


def test_the_database_holds_no_withdrawal_at_a_window_without_a_reason(town):
    case = b.do(actions.withdraw, b.submitted_case(town), actor=town.me)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(withdrawn_at_window=True)
    other = b.draft(town)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=other.pk).update(withdrawn_at_window=True, closed_reason="不办了")


def test_the_receipt_says_one_thing(town, clerk):
    open_case = b.submitted_case(town)
    gone = b.do(actions.withdraw, b.submitted_case(town), reason="不卖了", actor=town.clerk)
    refused = b.do(refuse, b.submitted_case(town), reason="不归本窗口", actor=town.clerk)
    headings = {open_case: "收到了", gone: "已经撤回", refused: "没有受理"}
    for case, heading in headings.items():
        case.refresh_from_db()
        page = clerk.get(reverse("desk_receipt", args=[case.number])).content.decode()
        assert f"<h1>{heading}</h1>" in page
        assert ("收到了" in page) is (heading == "收到了")
        assert receipt_heading(case).zh == heading
