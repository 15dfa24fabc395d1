"""What was typed survives: for its clerk alone, locked, three days, without card numbers."""

from __future__ import annotations

import datetime as dt
import os

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.actor import actor_of
from tests.access.scenes import FRESH_ID, appoint
from tests.windows import builders as b
from windows.desk.drafts import KEPT_FOR, keep, kept_on
from windows.models import DeskDraft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keys(settings) -> None:
    settings.DOCUMENT_KEYS = {"first": os.urandom(32)}


@pytest.fixture
def user():
    return appoint("clerk", role="clerk", region_code="330100", centre_code="test-hall")


@pytest.fixture
def clerk(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _hold(client: Client, page: str, form: str, **typed: str):
    return client.post(reverse("desk_hold"), {"kept_page": page, "kept_form": form, **typed})


def test_a_notice_is_offered_again_after_a_crash_and_gone_once_it_is_sent(town, clerk, user):
    case = b.submitted_case(town)
    page = reverse("desk_case", args=[case.number])
    slot = b.slot(case, "t_contract").pk
    typed = {f"bad-{slot}": "1", f"why-{slot}": "第三页没有盖章"}
    assert "上次填的" not in clerk.get(page).content.decode()
    assert _hold(clerk, page, "notice", **typed).headers["Location"] == page
    after_the_crash = Client()
    after_the_crash.force_login(user)
    offered = after_the_crash.get(page).content.decode()
    assert "接着上次填的" in offered
    assert "第三页没有盖章" not in offered
    resumed = after_the_crash.get(f"{page}?kept=1").content.decode()
    assert f'name="why-{slot}" value="第三页没有盖章"' in resumed
    assert f'name="bad-{slot}" value="1" checked' in resumed
    act = reverse("desk_act", args=[case.number, "correct"])
    sent = {"kept_page": page, "kept_form": "notice", **typed}
    assert after_the_crash.post(act, sent).status_code == 302
    assert DeskDraft.objects.count() == 0


def test_a_refused_act_keeps_what_was_typed(town, clerk):
    case = b.submitted_case(town)
    page = reverse("desk_case", args=[case.number])
    _hold(clerk, page, "refuse", reason="不归本市管")
    act = reverse("desk_act", args=[case.number, "refuse"])
    assert clerk.post(act, {"kept_form": "refuse", "reason": ""}).status_code == 422
    assert "不归本市管</textarea>" in clerk.get(f"{page}?kept=1").content.decode()


def test_the_register_form_without_the_number_of_the_card(town, clerk):
    page = reverse("desk_register")
    typed = {"name": "钱多多", "id_number": FRESH_ID, "phone": "13700000001", "other": FRESH_ID}
    _hold(clerk, page, "register", **typed)
    (kept,) = kept_on(actor_of(DeskDraft.objects.get().clerk), page).values()
    assert kept.values == {"name": ["钱多多"], "phone": ["13700000001"]}
    resumed = clerk.get(f"{page}?kept=1").content.decode()
    assert 'value="钱多多"' in resumed
    clerk.post(page, {"kind": "person", "kept_form": "register", **typed})
    assert DeskDraft.objects.count() == 0


def test_the_form_and_the_answers_come_back(town, clerk):
    case = b.draft(town, channel="window")
    page = reverse("desk_case", args=[case.number])
    _hold(clerk, page, "form", price="987654")
    assert 'value="987654"' in clerk.get(f"{page}?kept=1").content.decode()
    begin = reverse("desk_begin", args=[town.buyer.pk, "T1"])
    _hold(clerk, begin, "begin", who="me")
    assert 'value="me" checked' in clerk.get(f"{begin}?kept=1").content.decode()


def test_it_is_nobody_elses_and_not_to_be_read_in_the_table(town, clerk):
    page = reverse("desk_register")
    _hold(clerk, page, "register", name="钱多多")
    row = DeskDraft.objects.get()
    assert "钱多多".encode() not in bytes(row.locked)
    rival = appoint("rival", role="clerk", region_code="330100", centre_code="test-hall")
    assert kept_on(actor_of(rival), page) == {}
    DeskDraft.objects.update(clerk=rival)  # put under another name, it does not open
    assert kept_on(actor_of(rival), page) == {}


def test_after_three_days_it_is_gone(town, user, clerk):
    actor, page = actor_of(user), reverse("desk_register")
    _hold(clerk, page, "register", name="钱多多")
    old = timezone.now() - KEPT_FOR - dt.timedelta(minutes=1)
    DeskDraft.objects.update(saved_at=old)
    assert kept_on(actor, page) == {}
    assert keep(actor, page="/desk/people/1/T1/", form="begin", values={"who": ["me"]}) is True
    assert [row.form for row in DeskDraft.objects.all()] == ["begin"]


def test_discarding_clears_the_page(town, clerk):
    page = reverse("desk_register")
    _hold(clerk, page, "register", name="钱多多")
    clerk.post(reverse("desk_hold"), {"kept_page": page, "discard": "1"})
    assert DeskDraft.objects.count() == 0


def test_emptied_again_is_nothing_kept(town, clerk):
    page = reverse("desk_register")
    _hold(clerk, page, "register", name="钱多多")
    _hold(clerk, page, "register", name="")
    assert DeskDraft.objects.count() == 0


@pytest.mark.parametrize("page", ["https://elsewhere.example/", "/inbox/", "/nowhere/", ""])
def test_only_pages_of_the_desk_are_kept(town, clerk, page):
    assert _hold(clerk, page, "register", name="钱多多").status_code == 404
    assert DeskDraft.objects.count() == 0


def test_a_case_of_another_city_is_not_kept(town):
    page = reverse("desk_case", args=[b.submitted_case(town).number])
    client = Client()
    client.force_login(appoint("far", role="clerk", region_code="330200", centre_code="far-hall"))
    assert _hold(client, page, "refuse", reason="x").status_code == 404
    assert DeskDraft.objects.count() == 0


def test_without_a_key_nothing_is_kept_in_the_open(town, clerk, settings):
    settings.DOCUMENT_KEYS = {}
    _hold(clerk, reverse("desk_register"), "register", name="钱多多")
    assert DeskDraft.objects.count() == 0


def test_the_script_gets_no_page(town, clerk):
    typed = {"kept_page": reverse("desk_register"), "kept_form": "register", "name": "钱多多"}
    answer = clerk.post(reverse("desk_hold"), typed, headers={"X-Kept-As-Typed": "1"})
    assert answer.status_code == 204
    assert DeskDraft.objects.count() == 1
