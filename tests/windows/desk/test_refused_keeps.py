"""An act that is refused gives back everything that was typed, where it was typed."""

from __future__ import annotations

import os
import re

import pytest
from django.test import Client
from django.urls import reverse

from datasharing.models import DataResource
from tests.access.scenes import appoint
from tests.windows import builders as b
from tests.windows.corrections.desks import accepted, publish, told
from tests.windows.grounds.test_guardians import case as of_a_child
from tests.windows.grounds.test_guardians import child
from tests.windows.grounds.test_readings import rule
from windows.models import Case, DeskDraft

__all__ = ["child", "of_a_child"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    user = appoint("clerk", role="clerk", region_code="330100", centre_code="test-hall")
    client = Client()
    client.force_login(user)
    return client


def _refused(client: Client, case: Case, verb: str, status: int, **typed: str) -> str:
    answer = client.post(reverse("desk_act", args=[case.number, verb]), typed)
    assert answer.status_code == status
    page = answer.content.decode()
    assert 'class="errors" role="alert" tabindex="-1"' in page
    return page


def _open_details(page: str) -> list[str]:
    return re.findall(r"<details[^>]* open[^>]*>(.*?)</details>", page, re.DOTALL)


def test_a_refusal_too_early(town, clerk):
    page = _refused(
        clerk, b.case_under_correction(town), "refuse", 409, reason="不归本市管，请到宁波办。"
    )
    (opened,) = [each for each in _open_details(page) if "refuse-reason" in each]
    assert ">不归本市管，请到宁波办。</textarea>" in opened


def test_a_notice_of_which_nothing_is_ticked(town, clerk):
    case = b.submitted_case(town)
    slot = b.slot(case, "t_contract").pk
    page = _refused(clerk, case, "correct", 422, **{f"why-{slot}": "第三页没有盖章"})
    (opened,) = [each for each in _open_details(page) if f"why-{slot}" in each]
    assert f'name="why-{slot}" value="第三页没有盖章"' in opened
    assert f'name="bad-{slot}" value="1" checked' not in opened


def test_another_applicant_with_a_slip_in_the_number(town, clerk):
    typed = {"role": "seller", "name": "赵某", "id_number": "330106199001010000"}
    page = _refused(clerk, b.draft(town, channel="window"), "party", 422, **typed)
    assert 'name="name" value="赵某"' in page
    assert 'name="id_number" value="330106199001010000"' in page
    assert DeskDraft.objects.count() == 0, "The number of a card goes back and is not stored."


def test_a_guardian_with_a_slip_in_the_number(of_a_child, clerk):
    typed = {"name": "陈某", "id_number": "330106199001010000", "shown_how": "birth"}
    page = _refused(clerk, of_a_child, "guardian", 422, role="seller", **typed)
    assert 'id="seller-guardian-name" name="name" value="陈某"' in page
    assert 'id="seller-guardian-number" name="id_number" value="330106199001010000"' in page
    assert re.search(r'<option value="birth" selected>', page)


def test_what_was_ticked_of_a_consent(of_a_child, clerk):
    """Without a guardian a child cannot agree; what was asked line by line is not asked again."""
    resource = DataResource.objects.get(code="DS13")
    fields = [each | {"sensitive": True} for each in resource.fields]
    DataResource.objects.filter(pk=resource.pk).update(fields=fields)
    rule("DS13", "t_home", fields=["owner_name"])
    before = clerk.get(reverse("desk_case", args=[of_a_child.number])).content.decode()
    assert 'name="read" value="DS13">' in before
    page = _refused(clerk, of_a_child, "agree", 403, role="seller", read="DS13")
    assert 'name="read" value="DS13" checked>' in page


def test_fields_of_a_notice_are_kept_too_and_cleared_once_they_are_saved(town, clerk, settings):
    settings.DOCUMENT_KEYS = {"first": os.urandom(32)}
    publish()
    case = accepted(town)
    told(town, case)
    page = reverse("desk_case", args=[case.number])
    typed = {"kept_page": page, "kept_form": "notice_form", "price": "1700000"}
    assert 'value="notice_form"' in clerk.get(page).content.decode()
    clerk.post(reverse("desk_hold"), typed)
    assert 'name="price" value="1700000"' in clerk.get(f"{page}?kept=1").content.decode()
    assert clerk.post(reverse("desk_act", args=[case.number, "form"]), typed).status_code == 302
    assert DeskDraft.objects.count() == 0


def test_an_accepted_form_clears_its_draft_although_it_does_not_say_its_name(town, clerk, settings):
    settings.DOCUMENT_KEYS = {"first": os.urandom(32)}
    case = b.submitted_case(town)
    page = reverse("desk_case", args=[case.number])
    held = {"kept_page": page, "kept_form": "withdraw", "reason": "不卖了"}
    clerk.post(reverse("desk_hold"), held)
    assert DeskDraft.objects.count() == 1
    clerk.post(reverse("desk_act", args=[case.number, "withdraw"]), {"reason": "不卖了"})
    assert DeskDraft.objects.count() == 0


def test_links_of_a_refused_page_lead_back_to_the_case(town, clerk):
    case = b.submitted_case(town)
    page = _refused(clerk, case, "refuse", 422, reason="")
    assert 'href="?look=' not in page
    assert f'href="{reverse("desk_case", args=[case.number])}?look=' in page
