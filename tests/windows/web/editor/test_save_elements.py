"""The standard elements of matters and materials are edited like everything else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.catalogue.elements import (
    Charge,
    Faq,
    FlowStep,
    MaterialElements,
    MatterElements,
    Remedy,
)
from services.checks.findings import Spot
from windows.web.editor.place import place_of

SAVED = 302


def test_guide(page):
    typed = {"handle_place": "3 楼 12 号窗口", "is_express": "yes", "server_type": ["person"]}
    response = page.save("guide", matter="T1-B", key="guide", suit_body="西湖区法院", **typed)
    elements = page.matter("T1-B").matter.elements
    assert response.status_code == SAVED
    assert (elements.handle_place, elements.is_express, elements.is_fee) == (
        "3 楼 12 号窗口",
        True,
        None,
    )
    assert (elements.server_type, elements.litigation.body) == (("person",), "西湖区法院")


def test_every_element_of_a_guide_that_is_a_text_comes_back(page):
    typed = {
        "prohibition_en": "Nobody banned",
        "limit_scene_num": "0",
        "user_topic_type": "社会保障、医疗卫生",
        "other_dept": "甲局，乙局",
        "review_phone": "0571-1",
        "is_online": "no",
    }
    page.save("guide", matter="T1-B", key="guide", **typed)
    elements = page.matter("T1-B").matter.elements
    assert elements == MatterElements(
        prohibition_en="Nobody banned",
        limit_scene_num=0,
        user_topic_type=("社会保障", "医疗卫生"),
        other_dept=("甲局", "乙局"),
        administrative_review=Remedy(phone="0571-1"),
        is_online=False,
    )
    page.save("guide", matter="T1-B", key="guide", user_topic_type="社会保障")
    assert page.matter("T1-B").matter.elements == MatterElements(user_topic_type=("社会保障",))


def test_register(page):
    typed = {"type": "行政确认", "use_level": "city", "task_state": "in_use", "run_level": "省级"}
    response = page.save("register", matter="T1-B", key="register", catalog_code="12", **typed)
    matter = page.matter("T1-B").matter
    assert response.status_code == SAVED
    assert matter.type == "行政确认"
    assert matter.elements == MatterElements(
        catalog_code="12", use_level="city", task_state="in_use", run_level="省级"
    )
    html = page.get(m="T1-B").content.decode()
    assert "基本编码 12；行使层级 市级；运行层级 省级；事项状态 在用" in html
    page.save("guide", matter="T1-B", key="guide", handle_place="1 号窗口")
    assert page.matter("T1-B").matter.elements.catalog_code == "12"


def test_what_only_the_clock_of_a_case_reads(page):
    typed = {
        "service_basis": "《测绘条例》第九条",
        "extension_days": "30",
        "extension_basis": "《另行条例》第十条",
        "renews": "t_permit",
        "valid_years": "5",
    }
    page.save("register", matter="T1-B", key="register", **typed)
    assert page.matter("T1-B").matter.elements == MatterElements(
        service_basis="《测绘条例》第九条",
        extension_days=30,
        extension_basis="《另行条例》第十条",
        renews="t_permit",
        valid_years=5,
    )
    html = page.get(m="T1-B").content.decode()
    assert "可以延长（日） 30；延长依据 《另行条例》第十条；延续的证照 t_permit" in html


def test_elements_of_a_material(page):
    where = {"matter": "T1-A", "requirement": "a_contract", "key": "paper"}
    typed = {
        "material_type": "certificate",
        "collection": ["upload", "paper"],
        "spared": "licence",
        "original_num": "1",
        "issuing_body": "公安局",
        "issuing_time": "三个月内开具",
        "issuing_time_en": "Not older than three months",
    }
    before = page.matter("T1-A").matter.requirements[2]
    response = page.save("paper", **where, **typed)
    after = page.matter("T1-A").matter.requirements[2]
    assert response.status_code == SAVED
    assert after == replace(
        before,
        elements=MaterialElements(
            material_type="certificate",
            collection=("paper", "upload"),
            spared="licence",
            original_num=1,
            issuing_body="公安局",
            issuing_time="三个月内开具",
            issuing_time_en="Not older than three months",
        ),
    )
    html = page.get(m="T1-A").content.decode()
    assert "免提交方式 电子证照；出具机构 公安局；时间要求 三个月内开具" in html
    form = page.get(edit="paper", **where).content.decode()
    assert 'value="Not older than three months"' in form
    assert 'value="remove"' not in form


def test_steps_charges_and_questions_are_rows(page):
    where = {"matter": "T1-B"}
    page.save("step", **where, link_name="受理", handle_day="1")
    page.save("step", **where, link_name="现场核查", is_special="yes", standard="看场所")
    page.save("charge", **where, fee_name="工本费", fee_stand="10 元/本", yuan="10.50")
    page.save("faq", **where, asked="多久？", answer="当天。", answer_en="The same day.")
    elements = page.matter("T1-B").matter.elements
    assert elements == MatterElements(
        handle_flow=(
            FlowStep("受理", handle_day=1),
            FlowStep("现场核查", standard="看场所", is_special=True),
        ),
        charges=(Charge("工本费", fee_stand="10 元/本", cents=1050),),
        questions=(Faq("多久？", "当天。", answer_en="The same day."),),
    )
    page.change("step", "up", **where, key="1")
    page.change("faq", "remove", **where, key="0")
    page.save("charge", **where, key="0", fee_name="工本费", yuan="")
    elements = page.matter("T1-B").matter.elements
    assert [step.link_name for step in elements.handle_flow] == ["现场核查", "受理"]
    assert (elements.questions, elements.charges[0].cents) == ((), None)
    assert "现场核查" in page.get(m="T1-B").content.decode()
    assert page.get(edit="step", **where, key="7").status_code == 404


@pytest.mark.parametrize("kind", ["paper", "register", "guide"])
def test_elements_are_always_there_and_nobody_takes_them_out(page, kind):
    where = {"matter": "T1-A", "key": kind}
    where |= {"requirement": "a_contract"} if kind == "paper" else {}
    before = page.row.content
    assert page.change(kind, "remove", **where).status_code == 404
    assert page.save(kind, **(where | {"key": ""})).status_code == 404
    assert page.row.content == before


@pytest.mark.parametrize(
    ("element", "kind"),
    [("catalog_code", "register"), ("handle_place", "guide"), ("handle_flow", "guide")],
)
def test_a_finding_about_an_element_leads_to_its_form(element, kind):
    place = place_of(Spot("T1", "T1-B", element=element))
    assert (place.kind, place.matter, place.key) == (kind, "T1-B", kind)
    assert place_of(Spot("T1", "T1-B", element="house_address")).kind == "field"
