"""Where an editor begins."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from portal.accounts.roles import Role
from services.models import Revision
from services.revisions.actions import start_new
from tests.windows.web.editor.conftest import Office, appointed
from windows.web.editor import lists


def test_start_opens_the_one_draft(editor):
    address = reverse("revision_start", args=["T1"])
    first = editor.browser.post(address)
    made = Revision.objects.get()
    assert first.url == reverse("revision", args=[made.pk])
    assert editor.browser.post(address).url == first.url
    assert Revision.objects.count() == 1


def test_start_of_nothing(editor):
    response = editor.browser.post(reverse("revision_start", args=["T9"]))
    assert response.status_code == 404
    assert Revision.objects.count() == 0


def test_list(editor, reviewer, revision):
    response = editor.browser.get(reverse("revisions"))
    html = response.content.decode()
    assert response.context["lists"]["mine"].rows == (revision,)
    assert "卖旧房" in html
    assert "开证明" in html
    theirs = reviewer.browser.get(reverse("revisions"))
    assert theirs.context["lists"]["mine"].rows == ()
    assert theirs.context["lists"]["others"].rows == (revision,)


@pytest.mark.parametrize("query", ["证明", "t2", "CERTIFICATE", "kaizhengming", "kzm", " T2 "])
def test_list_is_searched(editor, query):
    """By any part of its names, by its code in any case, by how it sounds and by its initials."""
    response = editor.browser.get(reverse("revisions"), {"q": query})
    assert [each.life_event.code for each in response.context["editions"].rows] == ["T2"]


def test_nothing_is_found(editor):
    response = editor.browser.get(reverse("revisions"), {"q": "zzzzzz"})
    assert response.context["editions"].rows == ()
    assert "换个词试试" in response.content.decode()


def begun(office: Office, count: int) -> list[Revision]:
    """Drafts of life events that do not exist yet, the newest first."""
    made = []
    for number in range(count):
        with transaction.atomic():
            code, name = f"N{number:02}", f"新事{number:02}"
            made.append(start_new(code, name, audience="person", actor=office.actor))
    return made[::-1]


def test_the_first_few_of_each_list_and_a_way_to_the_rest(editor):
    made = begun(editor, 7)
    response = editor.browser.get(reverse("revisions"))
    mine = response.context["lists"]["mine"]
    assert (list(mine.rows), mine.count) == (made[:5], 7)
    assert "看全部 7 份" in response.content.decode()


def test_a_list_page_by_page(editor, reviewer):
    made = begun(editor, 23)
    address = reverse("revision_list")
    first = reviewer.browser.get(address, {"kind": "others"}).context["page"]
    assert list(first.rows) == made[:20]
    rest = reviewer.browser.get(address, {"kind": "others", "after": first.next}).context["page"]
    assert (list(rest.rows), rest.next) == (made[20:], "")
    assert reviewer.browser.get(address, {"kind": "mine"}).context["page"].rows == ()


def test_a_list_is_searched(editor, revision):
    begun(editor, 2)
    address = reverse("revision_list")

    def found(query: str) -> list[str]:
        page = editor.browser.get(address, {"kind": "mine", "q": query}).context["page"]
        return [each.code for each in page.rows]

    assert found("n01") == ["N01"]
    assert found("新事") == ["N01", "N00"]
    assert found("maijiufang") == ["T1"]
    assert found("没有这样的") == []


@pytest.mark.parametrize(
    "query",
    [{"kind": "none"}, {"after": "yesterday_1"}, {"after": "2026-11-22_1"}, {"after": "_"}, {}],
)
def test_an_address_that_nobody_wrote_is_the_first_page(editor, revision, query):
    response = editor.browser.get(reverse("revision_list"), query)
    assert response.context["page"].rows == (revision,)


def test_life_events_page_by_page(editor, monkeypatch):
    monkeypatch.setitem(lists.editions_page.__kwdefaults__, "limit", 1)
    first = editor.browser.get(reverse("revisions"))
    assert [each.life_event.code for each in first.context["editions"].rows] == ["T1"]
    assert "after=T1" in first.content.decode()
    rest = editor.browser.get(reverse("revisions"), {"after": "T1"}).context["editions"]
    assert ([each.life_event.code for each in rest.rows], rest.next) == (["T2"], "")


def test_new_refused_keeps_what_was_typed(editor):
    sent = {"code": "不行", "name": "领养孩子", "audience": "person"}
    response = editor.browser.post(reverse("revision_new"), sent)
    assert response.status_code == 422
    assert 'value="领养孩子"' in response.content.decode()
    assert Revision.objects.count() == 0


def test_new_with_a_taken_code(editor):
    sent = {"code": "T1", "name": "领养孩子", "audience": "person"}
    response = editor.browser.post(reverse("revision_new"), sent)
    assert response.status_code == 409
    assert "卖旧房" in response.content.decode()
    assert Revision.objects.count() == 0


def test_editors_land_here_after_login(editor, client):
    sent = {"username": "何编目", "password": "walnut-tree-57"}
    assert client.post(reverse("login"), sent).url == reverse("revisions")


def test_others_land_where_their_own_work_is(client):
    appointed("窗口", "", Role.CLERK)
    sent = {"username": "窗口", "password": "walnut-tree-57"}
    assert client.post(reverse("login"), sent).url == reverse("desk")


def test_only_editors(client):
    clerk = appointed("窗口", "", Role.CLERK)
    assert clerk.browser.get(reverse("revisions")).status_code == 403
    assert clerk.browser.post(reverse("revision_new"), {"code": "T9"}).status_code == 403
    assert clerk.browser.post(reverse("revision_start", args=["T1"])).status_code == 403
    assert Revision.objects.count() == 0
