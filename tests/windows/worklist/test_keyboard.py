"""From case to case by links, by keys, and with the keys turned off."""

from __future__ import annotations

import pytest
from django.urls import reverse

from windows.approvals.models import Approval

LIST = "?due=within&days=3"


def test_the_links_keep_filter_and_page(three, officer):
    browser, _actor = officer
    shown = browser.get(f"{reverse('inbox')}{LIST}&after=2026-11-13_{three[0].pk}")
    kept = f"{LIST}&after=2026-11-13_{three[0].pk}"
    page = shown.content.decode()
    assert [one.pk for one in shown.context["approvals"]] == [three[1].pk, three[2].pk]
    for one in three[1:]:
        assert f'href="/inbox/{one.pk}/{kept.replace("&", "&amp;")}"' in page
    case = browser.get(f"/inbox/{three[1].pk}/{kept}").content.decode()
    said = kept.replace("&", "&amp;")
    assert f'<a rel="prev" href="/inbox/{three[0].pk}/{said}">' in case
    assert f'<a rel="next" href="/inbox/{three[2].pk}/{said}">' in case
    assert f'href="/inbox/{said}#case-{three[1].pk}"' in case


def test_a_decision_leads_to_the_next_of_the_list_and_the_last_back_to_it(three, officer):
    browser, _actor = officer
    grant = [f"{reverse('approval_act', args=[one.pk, 'grant'])}{LIST}" for one in three]
    assert browser.post(grant[0], {"reason": "齐"}).url == f"/inbox/{three[1].pk}/{LIST}"
    assert browser.post(grant[1], {"reason": "齐"}).url == f"/inbox/{three[2].pk}/{LIST}"
    assert browser.post(grant[2], {"reason": "齐"}).url == f"/inbox/{LIST}"
    assert set(Approval.objects.filter(pk__in=[one.pk for one in three]).values_list("state")) == {
        ("approved",)
    }


def test_other_acts_stay_at_the_case_within_the_list(three, officer):
    browser, _actor = officer
    take = reverse("approval_act", args=[three[0].pk, "take"])
    assert browser.post(take + LIST).url == f"/inbox/{three[0].pk}/{LIST}"
    give = reverse("approval_give", args=[three[0].pk])
    answer = browser.post(give + LIST, {"username": "", "why": "出差"})
    assert answer.url == f"/inbox/{three[0].pk}/{LIST}"


def test_single_keys_can_be_turned_off_and_on_again(three, officer):
    browser, _actor = officer
    pages = (reverse("inbox"), reverse("approval", args=[three[0].pk]))
    for page in pages:
        shown = browser.get(page).content.decode()
        assert "portal/inbox.js" in shown
        assert 'data-key="' in shown
    answer = browser.post(reverse("inbox_keys"), {"keys": "off"}, follow=True)
    assert "单个按键已经关掉" in answer.content.decode()
    for page in pages:
        shown = browser.get(page).content.decode()
        assert "inbox.js" not in shown
        assert [part[:2] for part in shown.split('data-key="')[1:]] == ["F9"] * shown.count(
            "data-key"
        )
    browser.post(reverse("inbox_keys"), {"keys": "on"})
    assert "portal/inbox.js" in browser.get(pages[0]).content.decode()


@pytest.mark.django_db(transaction=True)
def test_keys_in_a_browser(three, officer, browser_page, live_server):
    page = browser_page
    cookie = officer[0].cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/inbox/{LIST}")

    def focused() -> str:
        return page.evaluate("document.activeElement.getAttribute('href') || ''")

    for key, at in (("j", 0), ("j", 1), ("k", 0), ("ArrowDown", 1), ("j", 2), ("j", 2)):
        page.keyboard.press(key)
        assert focused().startswith(f"/inbox/{three[at].pk}/"), key
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "words"
    page.keyboard.type("j?u")  # typed, not obeyed
    assert page.evaluate("document.activeElement.value") == "j?u"
    page.goto(f"{live_server.url}/inbox/{LIST}")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/inbox/{three[0].pk}/*")
    page.keyboard.press("j")
    page.wait_for_url(f"**/inbox/{three[1].pk}/*")
    page.keyboard.press("k")
    page.wait_for_url(f"**/inbox/{three[0].pk}/*")
    page.keyboard.press("u")
    page.wait_for_url(f"**/inbox/{LIST}#case-{three[0].pk}")
    assert focused().startswith(f"/inbox/{three[0].pk}/")
    page.keyboard.press("?")
    page.wait_for_url("**/inbox/keys/")
