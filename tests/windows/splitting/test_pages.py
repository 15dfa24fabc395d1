"""The pages on which one matter is taken out of a case."""

from __future__ import annotations

import pytest
from django.urls import reverse

from portal.accounts.models import User
from services.catalogue.spec import OnDenial
from tests.windows import builders as b
from tests.windows.denials.conftest import say
from windows.approvals.models import Approval
from windows.cases.models import Case


@pytest.fixture
def case(town) -> Case:
    town.buyer.user = User.objects.create_user("wang")
    town.buyer.save()
    return b.accepted_case(town)


@pytest.fixture
def page(client, case):
    client.force_login(User.objects.get(username="wang"))
    return client


def test_the_page_says_what_can_be_done_with_each(page, case):
    said = page.get(reverse("case_parts", args=[case.number])).content.decode()
    for code in "ABCDE":
        assert f"T1-{code}事项" in said
    one = page.get(reverse("case_part", args=[case.number, b.approval(case, "T1-B").pk]))
    assert "它还在等“T1-A事项”的结果" in one.content.decode()
    assert 'value="split"' not in one.content.decode()


def test_split_off_leads_to_the_new_case(page, case):
    part = b.approval(case, "T1-E")
    address = reverse("case_part", args=[case.number, part.pk])
    answer = page.post(address, {"what": "split"})
    young = Approval.objects.get(pk=part.pk).case
    assert young.split_from == case
    assert answer.url == reverse("case", args=[young.number])
    assert case.number in page.get(answer.url).content.decode()
    assert page.get(address).status_code == 404


def test_withdrawn_it_is_told_on_the_case(page, case):
    part = b.approval(case, "T1-E")
    answer = page.post(
        reverse("case_part", args=[case.number, part.pk]), {"what": "withdraw", "reason": "不要了"}
    )
    assert answer.url == reverse("case", args=[case.number])
    assert "不要了" in page.get(answer.url).content.decode()
    assert Approval.objects.get(pk=part.pk).state == "not_needed"


def test_a_refusal_keeps_what_was_typed(page, case):
    part = b.approval(case, "T1-B")
    answer = page.post(reverse("case_part", args=[case.number, part.pk]), {"what": "split"})
    assert answer.status_code == 409
    assert "还在等“T1-A事项”的结果" in answer.content.decode()


def test_the_pages_say_that_no_part_can_leave(page, town):
    say(OnDenial.STOP)
    case = b.accepted_case(town)
    part = reverse("case_part", args=[case.number, b.approval(case, "T1-E").pk])
    assert (
        "要每一项都准予才能办成"
        in page.get(reverse("case_parts", args=[case.number])).content.decode()
    )
    shown = page.get(part).content.decode()
    assert "要每一项都准予才能办成" in shown
    assert 'name="what"' not in shown
    assert page.post(part, {"what": "withdraw"}).status_code == 409
