"""Where an editor begins."""

from __future__ import annotations

from django.urls import reverse

from portal.accounts.roles import Role
from services.models import Revision
from tests.windows.web.editor.conftest import appointed


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
    assert list(response.context["mine"]) == [revision]
    assert "卖旧房" in html
    assert "开证明" in html
    theirs = reviewer.browser.get(reverse("revisions"))
    assert list(theirs.context["mine"]) == []
    assert list(theirs.context["others"]) == [revision]


def test_list_is_searched(editor):
    response = editor.browser.get(reverse("revisions"), {"q": "证明"})
    assert [each.life_event.code for each in response.context["editions"]] == ["T2"]


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


def test_others_land_where_they_did(client):
    appointed("窗口", "", Role.CLERK)
    sent = {"username": "窗口", "password": "walnut-tree-57"}
    assert client.post(reverse("login"), sent).url == "/"


def test_only_editors(client):
    clerk = appointed("窗口", "", Role.CLERK)
    assert clerk.browser.get(reverse("revisions")).status_code == 403
    assert clerk.browser.post(reverse("revision_new"), {"code": "T9"}).status_code == 403
    assert clerk.browser.post(reverse("revision_start", args=["T1"])).status_code == 403
    assert Revision.objects.count() == 0
