"""The review page: the burden, the acts, and each refusal where it was tried."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.accounts.actor import SYSTEM
from services.catalogue.load import publish_catalogue
from services.catalogue.spec import CatalogueSpec, MatterSpec
from services.models import LifeEventEdition, PublicChange, RevisionState, StatuteArticle
from tests.windows.web.editor.conftest import Page
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


def publish(office, page):
    """With a tick for every law that the library cannot show."""
    return act(office, page, "publish", seen=list(look(office, page).context["unseen"]))


def test_a_law_that_nobody_has_read_is_not_published(heavier, editor, reviewer):
    html = look(editor, heavier).content.decode()
    assert "法规库里查不到这些依据，审核人要找原文核对：" in html
    act(editor, heavier, "submit", **WHY)
    page = look(reviewer, heavier)
    (key,) = page.context["unseen"]
    assert f'<input type="checkbox" name="seen" value="{key}">' in page.content.decode()
    for sent in ({}, {"seen": ["something else"]}):
        refused = act(reviewer, heavier, "publish", **sent)
        html = refused.content.decode()
        assert (refused.status_code, refused.context["refusal"].code) == (422, "law_not_seen")
        assert "<li>《契税法》第10条</li>" in html
        assert "已核对原文" in html
        assert heavier.row.state == RevisionState.IN_REVIEW
        assert not PublicChange.objects.exists()
    assert publish(reviewer, heavier).status_code == 302
    assert [each["by"] for each in heavier.row.confirmed] == ["林审核"]
    html = editor.browser.get(reverse("public_changes")).content.decode()
    assert f"由 林审核 核对（{timezone.localdate().isoformat()}）" in html


def test_a_tick_stays_where_another_is_missing(heavier, editor, reviewer):
    heavier.save("basis", matter="T1-A", requirement="goufangfapiao", law="民法典", article="209")
    act(editor, heavier, "submit", **WHY)
    first, second = look(reviewer, heavier).context["unseen"]
    html = act(reviewer, heavier, "publish", seen=[second]).content.decode()
    assert f'value="{second}" checked' in html
    assert f'value="{first}" checked' not in html
    assert "<li>《契税法》第10条</li>" in html
    assert "<li>《民法典》第209条</li>" not in html


def test_what_the_library_shows_is_not_asked(heavier, editor, reviewer):
    StatuteArticle.objects.create(law="契税法", article="10", text="纳税人应当……")
    act(editor, heavier, "submit", **WHY)
    assert look(reviewer, heavier).context["unseen"] == {}
    assert act(reviewer, heavier, "publish").status_code == 302
    assert "谁核对原文" not in editor.browser.get(reverse("public_changes")).content.decode()


def test_what_it_costs_is_shown(heavier, editor):
    response = look(editor, heavier)
    html = response.content.decode()
    assert response.status_code == 200
    assert "这次修改让办事人更麻烦" in html
    assert "新增材料“购房发票”" in html
    assert "《契税法》第10条" in html
    assert response.context["events"][0].rows[0].bars == Bars(before=87, after=100)


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
    assert publish(reviewer, heavier).status_code == 302
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
    assert heavier.row.reviewer_name == ""
    for html in (heavier.get().content.decode(), look(editor, heavier).content.decode()):
        assert "退回，说：发票可以共享" in html
        assert "林审核在 " in html


@pytest.fixture
def shared(page):
    """The certificate's matter, which is in another life event too, with one paper more."""
    page.save("bring", words="T2-A", code="T2-A")
    page.save("requirement", matter="T2-A", **PAPER)
    return page


def test_every_life_event_that_changes_is_shown_with_its_own_burden(shared, editor, reviewer):
    html = look(editor, shared).content.decode()
    own, other = look(editor, shared).context["events"]
    assert (own.code, other.code) == ("T1", "T2")
    assert [line.text.zh for line in other.lines.adds] == ["新增材料“购房发票”"]
    assert [(row.before_most, row.after_most) for row in other.rows] == [("1", "2")]
    theirs = html.partition('id="event-T2"')[2].partition("</section>")[0]
    assert "“开证明”也跟着变" in theirs
    assert "新增材料“购房发票”" in theirs
    assert "没有写法律依据" in theirs

    for paper in ("goufangfapiao", "marriage"):
        shared.save("basis", matter="T2-A", requirement=paper, law="契税法", article="10")
    act(editor, shared, "submit", **WHY)
    in_review = look(reviewer, shared).context["events"]
    publish(reviewer, shared)
    published = look(reviewer, shared).context["events"]
    for events in (in_review, published):
        assert [(each.code, len(each.lines.adds)) for each in events] == [("T1", 2), ("T2", 1)]
    changes = PublicChange.objects.order_by("life_event__code")
    assert [(each.name, each.along_with and each.along_with.code) for each in changes] == [
        ("卖旧房", None),
        ("开证明", "T1"),
    ]


def test_a_matter_that_was_on_its_own_is_shown_with_its_burden(page, editor, reviewer):
    own = MatterSpec("T9-A", "单独的事项", "甲局", name_en="Alone", promised_days=3)
    with transaction.atomic():
        publish_catalogue(CatalogueSpec("事项", matters=(own,)), actor=SYSTEM, region="330100")
    page.save("bring", words="T9-A", code="T9-A")
    assert [each.code for each in look(editor, page).context["events"]] == ["T1"]
    page.save("requirement", matter="T9-A", **PAPER)
    page.save("basis", matter="T9-A", requirement="goufangfapiao", law="契税法", article="10")
    act(editor, page, "submit", **WHY)
    html = look(reviewer, page).content.decode()
    section = html.partition('id="matter-T9-A"')[2].partition("</section>")[0]
    assert "事项“单独的事项”也跟着变" in section
    assert "单独办的人也按新的要求办" in section
    assert "新增材料“购房发票”" in section
    assert '<a href="#matter-T9-A">单独的事项</a>' in html
    publish(reviewer, page)
    html = editor.browser.get(reverse("public_changes")).content.decode()
    assert "这个事项并进了“卖旧房”，同时改了" in html


def test_a_conflict_is_said_in_names_and_not_in_codes(heavier, editor, reviewer):
    theirs = reviewer.browser.post(reverse("revision_start", args=["T1"])).url
    other = Page(reviewer, int(theirs.rstrip("/").rpartition("/")[2]))
    other.save("requirement", matter="T1-A", key="a_contract", name="合同", **PAPER)
    act(editor, heavier, "submit", **WHY)
    publish(reviewer, heavier)
    refused = act(reviewer, other, "submit", **WHY)
    assert refused.context["refusal"].code == "base_not_in_force"
    refusal = refused.content.decode().partition('class="errors"')[2].partition("</form>")[0]
    assert "<li>" not in refusal
    assert "换成在新版上修改" in refusal
    refused = act(reviewer, other, "rebase")
    assert refused.context["refusal"].code == "revision_overlaps"
    refusal = refused.content.decode().partition('class="errors"')[2].partition("</div>")[0]
    assert "<li>事项“T1-A事项”</li>" in refusal
    assert "请撤回这份修订稿" in refusal


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


def test_replay_comes_by_itself_as_a_fragment(heavier, editor):
    address = reverse("revision_review", args=[heavier.pk])
    response = editor.browser.get(address, {"last": "20"}, headers={"HX-Request": "true"})
    html = response.content.decode()
    assert "<html" not in html
    assert "没有办件可以试" in html


def test_replay_is_asked_for(heavier, editor):
    assert look(editor, heavier).context["replay"] is None
    assert look(editor, heavier, last="20").context["replay"] is not None
    assert look(editor, heavier, last="7").context["replay"] is None
