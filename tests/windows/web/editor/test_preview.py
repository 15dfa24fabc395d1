"""The citizen's guide of a draft: as it would read, for nobody else to see."""

from __future__ import annotations

from dataclasses import replace

from django.test import Client
from django.urls import reverse

from portal.accounts.roles import Role
from services.catalogue.read import as_json
from services.revisions.queries import catalogue_of
from tests.windows.web.editor.conftest import appointed

PAPER = {
    "material": "购房发票",
    "necessity": "required",
    "sources": ["applicant:"],
    "about": ["applicant"],
}


def look(browser, page):
    return browser.get(reverse("revision_guide", args=[page.pk]))


def test_it_reads_as_it_would_once_published(page, editor):
    page.save("requirement", matter="T1-A", **PAPER)
    response = look(editor.browser, page)
    html = response.content.decode()
    assert response.status_code == 200
    assert "购房发票" in html
    assert len(response.context["sections"]) == 22
    assert "购房发票" not in Client().get(reverse("thing", args=["T1"])).content.decode()


def test_it_is_marked_and_kept_out_of_search_engines(page, editor):
    response = look(editor.browser, page)
    html = response.content.decode()
    assert "草稿预览" in html.partition("<h1>")[0]
    assert '<meta name="robots" content="noindex, nofollow">' in html
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "看看我要准备什么" not in html


def test_both_pages_lead_there(page, editor):
    address = reverse("revision_guide", args=[page.pk])
    assert f'href="{address}"' in page.get().content.decode()
    review = editor.browser.get(reverse("revision_review", args=[page.pk]))
    assert f'href="{address}"' in review.content.decode()


def test_for_others_there_is_nothing(page, reviewer):
    assert look(reviewer.browser, page).status_code == 200
    for role in (Role.CLERK, Role.SUPERVISOR):
        assert look(appointed(f"人{role}", "", role).browser, page).status_code == 404
    address = reverse("revision_guide", args=[page.pk])
    assert Client().get(address).url.startswith(reverse("login"))


def test_what_cannot_be_written_down_is_said_instead(page, editor):
    row, spec = page.row, page.spec
    empty = replace(spec, name=" ", matters=())
    row.content = as_json(replace(catalogue_of(row), life_events=(empty,)))
    row.save()
    response = look(editor.browser, page)
    html = response.content.decode()
    assert response.status_code == 200
    assert "还没有任何事项" in html
    assert "“名称”没有填" in html
    assert "sections" not in response.context


def test_a_circle_of_matters_has_a_guide_without_a_promise(page, editor):
    first, *others = page.spec.matters
    row = page.row
    circle = (replace(first, starts_after=("T1-D",)), *others)
    changed = replace(page.spec, matters=circle)
    row.content = as_json(replace(catalogue_of(row), life_events=(changed,)))
    row.save()
    response = look(editor.browser, page)
    assert response.status_code == 200
    assert response.context["span"] is None


def test_what_is_closed_has_no_preview(page, editor):
    editor.browser.post(reverse("revision_act", args=[page.pk, "withdraw"]))
    review = reverse("revision_review", args=[page.pk])
    assert look(editor.browser, page).url == review
    address = reverse("revision_guide", args=[page.pk])
    assert address not in editor.browser.get(review).content.decode()
    assert address not in page.get().content.decode()
