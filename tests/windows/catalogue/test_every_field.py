"""Whatever is changed in a life event is a line of the burden, and the table says which way adds.

A field that is added to the catalogue and forgotten here fails the first test.
"""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from services.catalogue.elements import (
    Charge,
    Faq,
    FlowStep,
    MaterialElements,
    MatterElements,
    Remedy,
)
from services.catalogue.spec import (
    Condition,
    DayUnit,
    FieldSpec,
    Handling,
    IncludedMatter,
    LegalBasisSpec,
    LifeEventSpec,
    MatterSpec,
    Necessity,
    OnDenial,
    OptionSpec,
    OutcomeKind,
    OutputSpec,
    PartySpec,
    ProcedureSpec,
    QuestionSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from windows.catalogue.changes import lines

LAW = LegalBasisSpec("某法", "3")
BY_HAND = SourceSpec(SourceKind.APPLICANT)
READ = SourceSpec(SourceKind.RESOURCE, resource="DS13")
ONE = Condition(((("who", ("me",)),),))
BOTH = "both"
"""It adds there and back: neither way can be compared."""
THERE, BACK, NEVER = "there", "back", "never"

SPECS = {
    LifeEventSpec: LifeEventSpec("T", "一件事", audience="person"),
    PartySpec: PartySpec("seller", "卖方"),
    QuestionSpec: QuestionSpec("who", "谁来办？", (OptionSpec("me", "本人"),)),
    OptionSpec: OptionSpec("me", "本人"),
    IncludedMatter: IncludedMatter(MatterSpec("M", "事项", "甲局")),
    MatterSpec: MatterSpec("M", "事项", "甲局", statutory_days=20, promised_days=5),
    RequirementSpec: RequirementSpec("paper", "m_paper", "合同", sources=(READ, BY_HAND)),
    FieldSpec: FieldSpec("name", "姓名"),
    ProcedureSpec: ProcedureSpec("公示", days=5),
    OutputSpec: OutputSpec("m_out", "证书"),
    MatterElements: MatterElements(),
    MaterialElements: MaterialElements(),
}

# (field, another value, which way adds)
TABLE = {
    LifeEventSpec: [
        ("code", None, None),  # a life event is compared with an edition of itself
        ("name", "另一件事", NEVER),
        ("name_en", "Another", NEVER),
        ("audience", "organisation", BOTH),
        ("theme", "住房", NEVER),
        ("theme_en", "Homes", NEVER),
        ("summary", "一句话", NEVER),
        ("summary_en", "A sentence", NEVER),
        ("keywords", None, None),  # search alone reads them
        ("lead", "甲局", NEVER),
        ("conditions", (("房屋无争议。", "Undisputed."),), THERE),
        ("condition_bases", None, None),  # go with a condition: a test of their own below
        ("walked_visits", 4, NEVER),
        ("on_denial", OnDenial.STOP, THERE),
        ("parties", (PartySpec("seller", "卖方"),), THERE),
        ("questions", (QuestionSpec("who", "谁来办？", ()),), THERE),
        ("matters", (IncludedMatter(MatterSpec("M", "事项", "甲局")),), THERE),
        ("provenance", None, None),  # where the editors have it from
        ("warnings", None, None),  # to the editors
    ],
    PartySpec: [
        ("role", "buyer", BOTH),
        ("label", "买方", NEVER),
        ("label_en", "Seller", NEVER),
        ("legal_bases", (LAW,), NEVER),
    ],
    QuestionSpec: [
        ("id", "whom", BOTH),
        ("text", "谁来办，年满 18 岁吗？", BOTH),
        ("options", (OptionSpec("me", "本人"), OptionSpec("agent", "代理人")), BACK),
        ("text_en", "Who comes?", NEVER),
        ("multiple", True, BACK),
        ("required", False, BACK),
        ("why", "看要不要委托书", NEVER),
        ("why_en", "For the power of attorney", NEVER),
        ("legal_bases", (LAW,), NEVER),
    ],
    OptionSpec: [
        ("value", "self", BOTH),
        ("label", "本人，不满 60 岁", BOTH),
        ("label_en", "Myself", NEVER),
        ("outcome", OutcomeKind.INELIGIBLE, THERE),
        ("reason", "因为", NEVER),
        ("reason_en", "Because", NEVER),
        ("hands_to", "T2", NEVER),  # only where it hands over: below
        ("proved_by", "DS13", BACK),
        ("legal_bases", (LAW,), NEVER),
    ],
    IncludedMatter: [
        ("matter", MatterSpec("N", "别的事项", "甲局"), BOTH),
        ("condition", ONE, BACK),
        ("starts_after", ("N",), THERE),
        ("legal_bases", (LAW,), NEVER),
    ],
    MatterSpec: [
        ("code", "N", BOTH),
        ("name", "别名", NEVER),
        ("department", "乙局", NEVER),
        ("name_en", "Matter", NEVER),
        ("type", "行政许可", NEVER),
        ("handling", Handling.INSTANT, BACK),
        ("statutory_days", 30, THERE),
        ("promised_days", 6, THERE),
        ("day_unit", DayUnit.NATURAL, BACK),
        ("fee", "按面积收", THERE),
        ("fee_en", None, None),  # the English of `fee`: a test of its own below
        ("visit_reason", "面签", THERE),
        ("visit_reason_en", None, None),  # the English of `visit_reason`: below
        ("procedures", (ProcedureSpec("公示"),), THERE),
        ("requirements", (RequirementSpec("paper", "m_paper", "合同"),), THERE),
        ("fields", (FieldSpec("name", "姓名", required=False),), THERE),
        ("outputs", (OutputSpec("m_out", "证书"),), BACK),
        ("legal_bases", (LAW,), NEVER),
        ("note", "说明", NEVER),
        ("note_en", "Note", NEVER),
        ("provenance", None, None),  # where the editors have it from
        ("elements", MatterElements(accept_condition="成年"), THERE),
    ],
    RequirementSpec: [
        ("key", "other", BOTH),
        ("material", "m_other", BOTH),
        ("name", "合同和流水", THERE),
        ("name_en", "Contract", NEVER),
        ("necessity", Necessity.OPTIONAL, BACK),
        ("sources", (BY_HAND,), THERE),
        ("condition", ONE, BACK),
        ("about", ("applicant", "seller"), THERE),
        ("original_at_window", True, THERE),
        ("generated_form", True, BACK),
        ("note", "要公证", THERE),
        ("note_en", None, None),  # the English of `note`: below
        ("legal_bases", (LAW,), NEVER),
        ("provenance", None, None),  # where the editors have it from
        ("elements", MaterialElements(copies_num=2), THERE),
    ],
    FieldSpec: [
        ("element", "other", BOTH),
        ("label", "姓名和曾用名", THERE),
        ("label_en", "Name", NEVER),
        ("kind", "number", THERE),
        ("required", False, BACK),
        ("hint", "照身份证", NEVER),
        ("hint_en", "As on the card", NEVER),
        ("choices", (("a", "甲", "A"),), THERE),
        ("prefill", ("DS13.name",), BACK),
        ("condition", ONE, BACK),
    ],
    ProcedureSpec: [
        ("name", "听证", BOTH),
        ("name_en", "Notice", NEVER),
        ("days", 6, THERE),
        ("unit", DayUnit.NATURAL, BACK),
        ("condition", ONE, BACK),
        ("attended", True, THERE),
    ],
    OutputSpec: [
        ("material", "m_other", BOTH),
        ("name", "文书", NEVER),
        ("name_en", "Paper", NEVER),
        ("is_licence", False, THERE),
        ("window_only", True, THERE),
    ],
    MatterElements: [
        ("catalog_code", "330101001000", NEVER),
        ("local_catalog_code", "1", NEVER),
        ("task_code", "1", NEVER),
        ("task_handle_item", "1", NEVER),
        ("power_source", "own_level", NEVER),
        ("use_level", "city", NEVER),
        ("use_content", "市级受理", NEVER),
        ("dept_type", "authority", NEVER),
        ("entrust_name", "乙局", NEVER),
        ("other_dept", ("乙局",), NEVER),
        ("anticipate_explain", "不含公示", THERE),
        ("anticipate_explain_en", "Without notice", NEVER),
        ("promise_explain", "不含公示", THERE),
        ("promise_explain_en", "Without notice", NEVER),
        ("accept_condition", "成年", THERE),
        ("accept_condition_en", "Of age", NEVER),
        ("prohibition", "欠税的不办", THERE),
        ("prohibition_en", "No tax debts", NEVER),
        ("count_limit", "每年 100 件", THERE),
        ("count_limit_en", "100 a year", NEVER),
        ("handle_flow", (FlowStep("受理"),), NEVER),
        ("is_fee", True, THERE),
        ("fee_basis", "某收费办法", NEVER),
        ("charges", (Charge("工本费"),), THERE),
        ("server_type", ("person",), THERE),
        ("project_type", "at_once", BACK),
        ("handle_type", ("computer",), BACK),
        ("limit_scene_num", 1, THERE),
        ("limit_scene_explain", "要面签", THERE),
        ("limit_scene_explain_en", "To sign", NEVER),
        ("is_entry_center", True, BACK),
        ("handle_area", ("nationwide",), BACK),
        ("limit_explain", "限本市", THERE),
        ("result_type", "licence", NEVER),
        ("result_guid", "/a", NEVER),
        ("is_schedule", True, BACK),
        ("is_pay_online", True, BACK),
        ("is_express", True, BACK),
        ("is_online", True, BACK),
        ("online_handle_depth", "handle", BACK),
        ("online_handle_url", "/a", NEVER),
        ("user_topic_type", ("住房",), NEVER),
        ("corp_topic_type", ("开办",), NEVER),
        ("service_type", "评估", THERE),
        ("service_basis", "某条例第八条", THERE),
        ("extension_days", 5, THERE),
        ("extension_basis", "某条例第九条", NEVER),
        ("renews", "m_licence", NEVER),
        ("valid_years", 3, THERE),
        ("handle_place", "1 号窗口", NEVER),
        ("handle_place_en", "Window 1", NEVER),
        ("handle_time", "工作日", NEVER),
        ("handle_time_en", "Working days", NEVER),
        ("consult_phone", "1", NEVER),
        ("complain_phone", "1", NEVER),
        ("right_enjoy_by_law", "可以听证", BACK),
        ("right_enjoy_by_law_en", "A hearing", NEVER),
        ("duty_perform_by_law", "如实申报", THERE),
        ("duty_perform_by_law_en", "Be honest", NEVER),
        ("administrative_review", Remedy("市政府"), NEVER),
        ("litigation", Remedy("法院"), NEVER),
        ("questions", (Faq("问", "答"),), NEVER),
        ("run_system", "某系统", NEVER),
        ("run_level", "city", NEVER),
        ("task_state", "paused", THERE),
        ("extra", (("X", "1"),), NEVER),
    ],
    MaterialElements: [
        ("material_code", "1", NEVER),
        ("material_type", "form", NEVER),
        ("material_format", "paper", THERE),
        ("source_type", "government", NEVER),
        ("source_explain", "到街道开", THERE),
        ("issuing_body", "街道", THERE),
        ("issuing_place", "街道办", NEVER),
        ("issuing_place_en", "At the subdistrict", NEVER),
        ("issuing_time", "三个月内", THERE),
        ("issuing_time_en", "Within three months", NEVER),
        ("collection", ("upload",), BACK),
        ("spared", "licence", BACK),
        ("original_num", 1, THERE),
        ("copies_num", 1, THERE),
        ("page_format", "A4", THERE),
        ("form_guid", "/a", NEVER),
        ("example_guid", "/a", NEVER),
        ("fill_explain", "手写", THERE),
        ("fill_explain_en", "By hand", NEVER),
        ("accept_stand", "六个月内", THERE),
        ("accept_stand_en", "Six months", NEVER),
        ("handle_case", "委托办理的", BACK),
        ("deferred_days", 10, THERE),
        ("trust_level", "B", THERE),
    ],
}


BESIDE = IncludedMatter(MatterSpec("Z", "旁边的事项", "甲局"))
HOLDERS = {
    PartySpec: (LifeEventSpec, lambda spec: {"parties": (spec,)}),
    QuestionSpec: (LifeEventSpec, lambda spec: {"questions": (spec,)}),
    OptionSpec: (QuestionSpec, lambda spec: {"options": (spec,)}),
    IncludedMatter: (LifeEventSpec, lambda spec: {"matters": (spec, BESIDE)}),
    MatterSpec: (IncludedMatter, lambda spec: {"matter": spec}),
    RequirementSpec: (MatterSpec, lambda spec: {"requirements": (spec,)}),
    FieldSpec: (MatterSpec, lambda spec: {"fields": (spec,)}),
    ProcedureSpec: (MatterSpec, lambda spec: {"procedures": (spec,)}),
    OutputSpec: (MatterSpec, lambda spec: {"outputs": (spec,)}),
    MatterElements: (MatterSpec, lambda spec: {"elements": spec}),
    MaterialElements: (RequirementSpec, lambda spec: {"elements": spec}),
}


def within(spec) -> LifeEventSpec:
    """A life event that has `spec` in it."""
    while not isinstance(spec, LifeEventSpec):
        holder, place = HOLDERS[type(spec)]
        spec = replace(SPECS[holder], **place(spec))
    return spec


def adds(before, after) -> bool:
    found = list(lines(within(before), within(after)))
    assert found, "not a line"
    return any(line.adds for line in found)


@pytest.mark.parametrize("spec", TABLE, ids=lambda spec: spec.__name__)
def test_every_field_stands_in_the_table(spec):
    assert [name for name, _other, _adds in TABLE[spec]] == [each.name for each in fields(spec)]


@pytest.mark.parametrize(
    ("spec", "field", "other", "expected"),
    [
        pytest.param(spec, name, other, expected, id=f"{spec.__name__}.{name}")
        for spec, rows in TABLE.items()
        for name, other, expected in rows
        if expected
    ],
)
def test_a_changed_field_is_a_line(spec, field, other, expected):
    was = SPECS[spec]
    now = replace(was, **{field: other})
    assert (adds(was, now), adds(now, was)) == (
        expected in (THERE, BOTH),
        expected in (BACK, BOTH),
    )


@pytest.mark.parametrize(
    ("was", "field", "other"),
    [
        (replace(SPECS[MatterSpec], fee="按面积收"), "fee_en", "By area"),
        (replace(SPECS[MatterSpec], visit_reason="面签"), "visit_reason_en", "To sign"),
        (replace(SPECS[MatterSpec], visit_reason="面签"), "visit_reason", "面谈"),
        (replace(SPECS[RequirementSpec], note="要公证"), "note_en", "Notarised"),
        (
            replace(SPECS[LifeEventSpec], conditions=(("房屋无争议", ""),)),
            "condition_bases",
            (("房屋无争议", (LAW,)),),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_goes_with_another_text_is_a_line_that_adds_nothing(was, field, other):
    now = replace(was, **{field: other})
    assert (adds(was, now), adds(now, was)) == (False, False)


@pytest.mark.parametrize(
    ("was", "field", "other"),
    [
        (MatterElements(accept_condition="成年"), "accept_condition", "成年，无犯罪记录"),
        (MatterElements(prohibition="欠税的不办"), "prohibition", "欠费的不办"),
        (MatterElements(count_limit="100 件"), "count_limit", "50 件"),
        (MatterElements(right_enjoy_by_law="可以听证"), "right_enjoy_by_law", "可以陈述"),
        (MatterElements(server_type=("person", "enterprise")), "server_type", ("person",)),
        (MatterElements(handle_type=("window", "computer")), "handle_type", ("window",)),
        (MatterElements(online_handle_depth="handle"), "online_handle_depth", "consult"),
        (MatterElements(project_type="at_once"), "project_type", "staged"),
        (MaterialElements(material_format="either"), "material_format", "paper"),
        (MaterialElements(handle_case="委托办理的"), "handle_case", "都要"),
        (replace(SPECS[OptionSpec], outcome=OutcomeKind.HANDED_OVER), "hands_to", "T2"),
        (replace(SPECS[ProcedureSpec], days=None), "days", 3),
        (SPECS[ProcedureSpec], "days", None),
        (SPECS[MatterSpec], "statutory_days", None),
        (SPECS[MatterSpec], "handling", Handling.OTHER),
        (replace(SPECS[OutputSpec], material="m_gone"), "window_only", True),
        (
            replace(SPECS[FieldSpec], choices=(("a", "甲", ""), ("b", "乙", ""))),
            "choices",
            (("a", "甲", ""), ("c", "丙", "")),
        ),
        (replace(SPECS[FieldSpec], choices=(("a", "甲", ""),)), "choices", (("a", "甲和乙", ""),)),
        (replace(SPECS[RequirementSpec], condition=ONE), "condition", Condition()),
        (replace(SPECS[RequirementSpec], sources=(READ,)), "sources", (READ, BY_HAND)),
        (SPECS[LifeEventSpec], "parties", (PartySpec("seller", "卖方"),)),
        (
            SPECS[QuestionSpec],
            "options",
            (OptionSpec("me", "本人"), OptionSpec("far", "外地", outcome=OutcomeKind.INELIGIBLE)),
        ),
    ],
)
def test_what_is_worse_adds(was, field, other):
    assert adds(was, replace(was, **{field: other})) is True
