"""The one page: everything of the life event, the plan for any answers, checks, who may see it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.roles import Role
from services.catalogue.read import as_json
from services.models import Revision
from services.revisions.queries import catalogue_of
from tests.windows.web.editor.conftest import Page, appointed


def html_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_everything_is_on_the_page(page):
    html = html_of(page.get(m="*"))
    for said in ("谁来办？", "房屋被查封", "T1-A事项", "婚姻信息", "联系电话", "甲证", "卖方"):
        assert said in html
    for anchor in (
        'id="question-who"',
        'id="option-who-sealed"',
        'id="matter-T1-A"',
        'id="requirement-T1-A-a_marriage"',
        'id="field-T1-A-phone"',
        'id="output-T1-A-t_first"',
    ):
        assert anchor in html
    assert "共享数据 · " in html


def test_the_open_form_stands_in_its_row(page):
    html = html_of(page.get(edit="requirement", matter="T1-A", key="a_contract"))
    row = html.partition('id="requirement-T1-A-a_contract"')[2].partition("</li>")[0]
    assert 'id="edit"' in row
    assert 'name="name" value="买卖合同"' in row
    assert html.count('id="edit"') == 1


def test_open_form_of_nothing_is_not_found(page):
    assert page.get(edit="requirement", matter="T1-A", key="none").status_code == 404
    assert page.get(edit="requirement", matter="none").status_code == 404
    assert page.get(edit="none", key="x").status_code == 404


@pytest.mark.parametrize(
    ("part", "where"),
    [
        ("event", {"key": "event"}),
        ("party", {"key": "seller"}),
        ("sentence", {}),
        ("question", {"key": "who"}),
        ("question", {}),
        ("option", {"question": "who", "key": "sealed"}),
        ("matter", {"key": "T1-D"}),
        ("matter", {}),
        ("bring", {}),
        ("requirement", {"matter": "T1-A", "key": "a_home"}),
        ("requirement", {"matter": "T1-A"}),
        ("field", {"matter": "T1-A", "key": "address"}),
        ("output", {"matter": "T1-A", "key": "t_first"}),
        ("guide", {"matter": "T1-A", "key": "guide"}),
        ("procedure", {"matter": "T1-A"}),
        ("basis", {"matter": "T1-A"}),
        ("basis", {"matter": "T1-A", "requirement": "a_home"}),
    ],
)
def test_every_form_opens_and_saved_untouched_changes_nothing(page, part, where):
    response = page.get(edit=part, **where)
    assert html_of(response).count('id="edit"') == 1
    form = response.context["form"]
    if form.held is None:
        return
    typed = {
        name: value
        for name in form.fields
        if (value := form[name].value()) not in (None, False, [])
    }
    before = page.spec
    assert page.save(part, **where, **typed).status_code == 302
    assert page.spec == before


def test_plan_for_the_usual_answers(page):
    live = page.get().context["live"]
    assert live.answers == {"who": ("me",)}
    assert [(figure.now, figure.before) for figure in live.figures] == [
        (4, 4),
        (3, 3),
        (0, 0),
        (4, 4),
        (5, 5),
    ]


def test_plan_is_a_fragment_for_htmx(page, editor):
    address = reverse("revision", args=[page.pk])
    query = {"asked": "1", "a-who": "sealed"}
    html = html_of(editor.browser.get(address, query, headers={"HX-Request": "true"}))
    assert "<html" not in html
    assert "查封期间不能过户" in html
    assert "比现行" not in html


def test_plan_shows_what_is_more_than_in_force(page):
    typed = {"material": "购房发票", "necessity": "required", "sources": ["applicant:"]}
    page.save("requirement", matter="T1-A", about=["applicant"], **typed)
    response = page.get()
    figure = response.context["live"].figures[0]
    assert (figure.now, figure.before) == (5, 4)
    assert "比现行多 1" in html_of(response)


def test_answers_stay_while_other_parts_are_edited(page):
    page.get(asked="1", **{"a-who": "body"})
    assert page.get().context["live"].answers == {"who": ("body",)}


def test_answers_nobody_offered_are_left_out(page):
    live = page.get(asked="1", **{"a-who": "nothing", "a-none": "x"}).context["live"]
    assert live.answers == {"who": ("me",)}


def test_a_circle_of_matters_is_said_and_not_a_fault(page):
    page.save(
        "matter",
        key="T1-A",
        name="T1-A事项",
        department="甲局",
        handling="promised",
        promised_days="0",
        day_unit="working",
        starts_after=["T1-D"],
    )
    response = page.get()
    live = response.context["live"]
    assert live.plan is None
    (circle,) = live.troubles
    assert circle.message.zh in html_of(response)
    assert "改好之后，这里会算出方案" in html_of(response)


def test_what_is_wrong_stands_beside_the_plan(page):
    """The answer that ends the case says no reason: the plan is there, and what is missing too."""
    spec = page.spec
    who = spec.questions[0]
    silent = replace(who.options[1], reason="", reason_en="")
    options = (who.options[0], silent, *who.options[2:])
    changed = replace(spec, questions=(replace(who, options=options),))
    row = page.row
    row.content = as_json(replace(catalogue_of(row), life_events=(changed,)))
    row.save()
    live = page.get().context["live"]
    assert [each.message.zh for each in live.troubles] == ["选了它就不能继续，却没有写原因。"]
    assert live.plan.can_apply
    html = html_of(page.get(asked="1", **{"a-who": "sealed"}))
    plan = html.partition('id="live-plan"')[2].partition("</aside>")[0]
    assert "草稿里还有 1 处不对" in plan
    assert 'href="' + reverse("revision", args=[page.pk]) + "?#option-who-sealed" in plan
    assert "您选了“房屋被查封”" in plan


def test_two_of_one_code_cannot_be_planned_and_it_is_said(page):
    spec = page.spec
    row = page.row
    twice = replace(spec, matters=(*spec.matters, spec.matters[0]))
    row.content = as_json(replace(catalogue_of(row), life_events=(twice,)))
    row.save()
    live = page.get().context["live"]
    assert live.plan is None
    assert live.troubles[0].message.zh == "事项“T1-A事项”出现了 2 次。"


def test_where_an_answer_leads_is_a_name(page):
    html = html_of(page.get())
    assert "转到“开证明”" in html
    assert "转到 T2" not in html


def test_findings_come_by_themselves_and_lead_to_the_row(page, editor):
    address = reverse("revision", args=[page.pk])
    assert "正在检查" in html_of(page.get())
    page.save(
        "requirement",
        matter="T1-A",
        material="合同复印件",
        necessity="required",
        sources=["applicant:"],
        about=["applicant"],
    )
    html = html_of(editor.browser.get(address, {"findings": "1"}, headers={"HX-Request": "true"}))
    assert "<html" not in html
    assert "复印件可以不要" in html
    assert "请去掉它" in html
    assert "查过全部 4 种回答" in html
    assert "T1-A事项 · 合同复印件 · test.copy" in html
    assert f"{address}?m=T1-A#requirement-T1-A-hetongfuyinjian" in html
    assert "例如 当“谁来办”是“本人”时" in html


def test_a_draft_with_nothing_in_it(editor):
    sent = {"code": "T9", "name": "领养", "audience": "person"}
    response = editor.browser.post(reverse("revision_new"), sent)
    made = Revision.objects.get(code="T9")
    assert response.url == reverse("revision", args=[made.pk])
    html = html_of(editor.browser.get(response.url))
    assert "还没有事项" in html
    assert "草稿里还有 1 处不对" in html
    new = Page(editor, made.pk)
    new.save("question", text="几岁？", required="on", options="满十四周岁")
    assert new.get().status_code == 200
    option = new.spec.questions[0].options[0].value
    question = new.spec.questions[0].id
    new.change("option", "remove", question=question, key=option)
    assert "还没有回答可选" in html_of(new.get())


def test_bring_searches(page):
    html = html_of(page.get(edit="bring", words="T2-A"))
    assert 'value="T2-A"' in html
    form = html.partition('id="edit"')[2].partition("</section>")[0]
    assert 'value="T1-A"' not in form
    search = form.partition("</form>")[0]
    assert 'method="get"' in search
    assert "csrf" not in search
    assert "没有找到这样的事项" in html_of(page.get(edit="bring", words="没有的"))
    assert "没有找到" not in html_of(page.get(edit="bring"))


def test_strangers(page):
    address = reverse("revision", args=[page.pk])
    assert Client().get(address).url.startswith(reverse("login"))
    clerk = appointed("窗口", "", Role.CLERK)
    assert clerk.browser.get(address).status_code == 403
    for name in ("revision_save", "revision_change", "revision_undo"):
        sent = {"part": "event", "key": "event", "name": "改", "version": 1}
        assert clerk.browser.post(reverse(name, args=[page.pk]), sent).status_code == 403
    assert page.row.version == 1


def test_revision_that_is_not_there(editor):
    assert editor.browser.get(reverse("revision", args=[987654])).status_code == 404
