"""What an officer needs first stands first: what is asked, papers, decision; then the rest."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.windows import builders as b
from windows.approvals import shared
from windows.deadlines.actions import stop_clock


def test_the_decision_stands_before_the_registers_and_the_panels(three, officer):
    page = officer[0].get(reverse("approval", args=[three[0].pk])).content.decode()
    order = [
        page.index(each)
        for each in (
            'href="#decision"',
            "13800138000",  # what the applicant filled in
            "为什么在这里",
            'id="decision"',
            "共享来的数据",
            'id="clock"',
            'id="missing"',
        )
    ]
    assert order == sorted(order)


def test_what_is_decided_has_no_way_to_a_decision(three, officer):
    browser, _actor = officer
    browser.post(reverse("approval_act", args=[three[0].pk, "grant"]), {"reason": "齐"})
    page = browser.get(reverse("approval", args=[three[0].pk])).content.decode()
    assert 'href="#decision"' not in page
    assert 'id="decision"' in page


def test_where_the_clock_stands_the_line_on_top_says_so(three, officer):
    browser, actor = officer
    stop = {"ground": "expert_review", "reason": "看现场", "expected_days": 5}
    b.do(stop_clock, three[2], **stop, actor=actor)
    page = browser.get(reverse("approval", args=[three[2].pk])).content.decode()
    assert '期限暂停着；恢复计时以后才能作决定。 <a href="#clock">' in page
    assert 'href="#decision"' not in page


def test_a_record_with_many_fields_is_folded_and_a_short_one_is_not(three, officer, monkeypatch):
    browser, _actor = officer
    address = reverse("approval", args=[three[0].pk])
    page = browser.get(address).content.decode()
    assert page.count('<details class="record"><summary>') == len(long_ones(three[0]))
    monkeypatch.setattr("windows.approvals.shared.MOST_AT_A_GLANCE", 1)
    assert len(long_ones(three[0])) == 2
    page = browser.get(address).content.decode()
    assert page.count('<details class="record"><summary>') == 2


def long_ones(part) -> list[int]:
    most = shared.MOST_AT_A_GLANCE
    return [
        1 for fact in shared.shared_facts(part) for one in fact.records if len(one.fields) > most
    ]


def test_filters_are_folded_unless_one_is_set(three, officer):
    browser, _actor = officer
    folded = browser.get(reverse("inbox") + "?all=1").content.decode()
    assert '<details class="fold"><summary>' in folded
    filtered = browser.get(reverse("inbox") + "?due=today").content.decode()
    assert '<details class="fold" open><summary>' in filtered


@pytest.mark.django_db(transaction=True)
def test_in_a_browser(three, officer, browser_page, live_server):
    page = browser_page
    cookie = officer[0].cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    address = f"{live_server.url}{reverse('approval', args=[three[0].pk])}"
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    form, beside = page.locator("#reason"), page.locator(".deciding > .stack").first
    assert form.bounding_box()["y"] < 800
    assert form.bounding_box()["x"] > beside.bounding_box()["x"] + beside.bounding_box()["width"]
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    assert 0 <= form.bounding_box()["y"] < 800, "it stays beside what is read"
    assert not page.locator(".to-decision").is_visible()
    page.goto(f"{live_server.url}{reverse('inbox')}?all=1")
    assert page.locator("#filters").is_visible()

    page.set_viewport_size({"width": 375, "height": 800})
    assert not page.locator("#filters").is_visible()
    page.locator(".fold > summary").click()
    assert page.locator("#filters").is_visible()
    page.goto(address)
    assert form.bounding_box()["y"] > 800
    page.locator(".to-decision a").click()
    assert 0 <= form.bounding_box()["y"] < 800
    assert page.evaluate("document.documentElement.scrollWidth") == 375
