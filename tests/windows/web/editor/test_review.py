"""The review page: the burden, the acts, and each refusal where it was tried."""

from __future__ import annotations

import pytest
from django.urls import reverse

from services.models import LifeEventEdition, PublicChange, RevisionState
from windows.web.editor.burden_table import Bars

PAPER = {
    "material": "购房发票",
    "necessity": "required",
    "sources": ["applicant:"],
    "about": ["applicant"],
}
WHY = {"why": "税务机关要核对发票", "why_en": "The tax office checks the invoice"}


@pytest.fixture
def heavier(page):
    """One material more, with its legal basis."""
    page.save("requirement", matter="T1-A", **PAPER)
    page.save("basis", matter="T1-A", requirement="goufangfapiao", law="契税法", article="10")
    return page


def look(office, page, **query):
    return office.browser.get(reverse("revision_review", args=[page.pk]), query)


def act(office, page, verb, **typed):
    return office.browser.post(reverse("revision_act", args=[page.pk, verb]), typed)


def test_what_it_costs_is_shown(heavier, editor):
    response = look(editor, heavier)
    html = response.content.decode()
    assert response.status_code == 200
    assert "这次修改让办事人更麻烦" in html
    assert "新增材料“购房发票”" in html
    assert "《契税法》第10条" in html
    assert response.context["rows"][0].bars == Bars(before=87, after=100)


def test_without_basis_the_way_out_is_said(page, editor):
    page.save("requirement", matter="T1-A", **PAPER)
    assert "没有写法律依据" in look(editor, page).content.decode()
    response = act(editor, page, "submit", **WHY)
    assert response.status_code == 422
    assert response.context["refusal"].code == "burden_without_basis"
    assert "<li>新增材料“购房发票”</li>" in response.content.decode()
    assert page.row.state == RevisionState.DRAFT


def test_nothing_changed(page, editor):
    assert "没有变化" in look(editor, page).content.decode()
    response = act(editor, page, "submit", **WHY)
    assert response.context["refusal"].code == "nothing_changed"
    assert WHY["why"] in response.content.decode()


def test_submit_needs_a_reason(heavier, editor):
    response = act(editor, heavier, "submit", why="", why_en="kept")
    assert response.status_code == 422
    assert "请写明理由" in response.content.decode()
    assert "kept" in response.content.decode()
    assert heavier.row.state == RevisionState.DRAFT


def test_findings_stop_it(page, editor):
    page.save(
        "matter",
        key="T1-B",
        name="T1-B事项",
        department="乙局",
        handling="promised",
        promised_days="366",
        day_unit="working",
    )
    response = act(editor, page, "submit", **WHY)
    assert response.context["refusal"].code == "revision_not_publishable"
    refusal = response.content.decode().partition('class="errors"')[2].partition("</ul>")[0]
    assert "承诺的时间太长" in refusal
    assert "请缩短到一年以内" in refusal
    assert "{" not in refusal
    assert page.row.state == RevisionState.DRAFT


def test_the_whole_way(heavier, editor, reviewer):
    assert act(editor, heavier, "submit", **WHY).status_code == 302
    assert heavier.row.state == RevisionState.IN_REVIEW
    own = act(editor, heavier, "publish")
    assert (own.status_code, own.context["refusal"].code) == (403, "reviewer_is_author")
    assert act(reviewer, heavier, "publish").status_code == 302
    edition = LifeEventEdition.objects.get(life_event__code="T1", state="published")
    assert (heavier.row.state, heavier.row.edition_id) == (RevisionState.PUBLISHED, edition.pk)
    assert edition.number == 2
    assert PublicChange.objects.get().why == WHY["why"]
    assert look(reviewer, heavier).status_code == 200


def test_send_back_needs_a_note(heavier, editor, reviewer):
    act(editor, heavier, "submit", **WHY)
    assert act(reviewer, heavier, "send-back", note="").status_code == 422
    assert heavier.row.state == RevisionState.IN_REVIEW
    act(reviewer, heavier, "send-back", note="发票可以共享")
    assert heavier.row.state == RevisionState.DRAFT
    assert "发票可以共享" in heavier.get().content.decode()


def test_withdraw(page, editor, reviewer):
    other = act(reviewer, page, "withdraw")
    assert (other.status_code, other.context["refusal"].code) == (403, "not_your_revision")
    act(editor, page, "withdraw")
    assert page.row.state == RevisionState.WITHDRAWN
    assert look(editor, page).status_code == 200


def test_dates_are_read(heavier, editor):
    response = act(editor, heavier, "submit", **WHY, valid_from="昨天")
    assert response.status_code == 422
    assert list(response.context["submit"].errors) == ["valid_from"]
    assert heavier.row.state == RevisionState.DRAFT


def test_unknown_act(page, editor):
    assert act(editor, page, "burn").status_code == 404


def test_replay_is_asked_for(heavier, editor):
    assert look(editor, heavier).context["replay"] is None
    assert look(editor, heavier, last="20").context["replay"] is not None
    assert look(editor, heavier, last="7").context["replay"] is None
