"""A spec written as YAML is the same spec when it is read."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.catalogue.elements import (
    Charge,
    Faq,
    FlowStep,
    MaterialElements,
    MatterElements,
    Remedy,
)
from services.catalogue.parse import parse
from services.catalogue.parsing.elements import LISTS
from services.catalogue.spec import (
    CatalogueSpec,
    Condition,
    DayUnit,
    DepartmentSpec,
    FieldSpec,
    Handling,
    LegalBasisSpec,
    MaterialTypeSpec,
    MatterSpec,
    Necessity,
    OptionSpec,
    OutcomeKind,
    OutputSpec,
    PartySpec,
    ProcedureSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.catalogue.write import write_yaml
from tests.services.conftest import SHIPPED, UNSEEN


def read_back(spec, folder):
    path = folder / "written.yaml"
    path.write_text(write_yaml(spec), encoding="utf-8")
    parsed = parse(path, takes_wrong_codes=True)
    assert [str(each) for each in parsed.faults] == []
    return replace(parsed.spec, warnings=())


def same(first, second, where="spec"):
    """Asserts equality, naming the first place that differs."""
    if hasattr(first, "__dataclass_fields__") and type(first) is type(second):
        for each in fields(first):
            same(getattr(first, each.name), getattr(second, each.name), f"{where}.{each.name}")
    elif isinstance(first, tuple) and isinstance(second, tuple) and len(first) == len(second):
        for index, pair in enumerate(zip(first, second, strict=True)):
            same(*pair, f"{where}[{index}]")
    else:
        assert first == second, where


@pytest.fixture(scope="module")
def shipped():
    return replace(parse(SHIPPED).spec, warnings=())


def test_all_22_shipped_life_events_come_back_as_they_were(shipped, tmp_path):
    assert len(shipped.life_events) == 22
    same(read_back(shipped, tmp_path), shipped)


def test_the_plain_form_comes_back_too(tmp_path):
    spec = replace(parse(UNSEEN).spec, warnings=())
    same(read_back(spec, tmp_path), spec)


def test_writing_twice_gives_the_same_text(shipped, tmp_path):
    assert write_yaml(read_back(shipped, tmp_path)) == write_yaml(shipped)


def test_what_a_file_in_full_can_hold_comes_back(tmp_path):
    basis = LegalBasisSpec("行政许可法", "17-1", checked=True, text="第一款\n第二款：“引文”")
    ask = FieldSpec("note", "备注", "Note", hint="写清楚", hint_en="Be clear", prefill=("DS13.a",))
    choose = FieldSpec("how", "方式", "How", kind="choice", choices=(("yes", "是", "Yes"),))
    matter = MatterSpec(
        code="L1",
        name="单独的事项",
        department="文旅局",
        handling=Handling.OTHER,
        statutory_days=0,
        day_unit=DayUnit.NATURAL,
        visit_reason="须到场",
        procedures=(
            ProcedureSpec("公示20日"),
            ProcedureSpec("核查", "Check", 5, DayUnit.NATURAL, attended=True),
        ),
        requirements=(
            RequirementSpec("form", "form", "申请表", generated_form=True),
            RequirementSpec(
                "form_2",
                "form",
                "表",
                necessity=Necessity.OPTIONAL,
                sources=(SourceSpec(SourceKind.LICENCE), SourceSpec(SourceKind.COMMITMENT)),
                original_at_window=True,
                legal_bases=(basis,),
                elements=MaterialElements(original_num=0, collection=("paper",)),
            ),
        ),
        fields=(ask, choose),
        outputs=(OutputSpec("permit", "许可证", "", is_licence=False, window_only=True),),
        legal_bases=(basis, LegalBasisSpec("省条例", "")),
        note="no",
        provenance=(("promised", "A"), ("statutory", "none")),
        elements=MatterElements(
            is_fee=False,
            is_express=True,
            limit_scene_num=0,
            server_type=("person", "other"),
            handle_flow=(FlowStep("受理", handle_day=0), FlowStep("送达", person="甲")),
            charges=(Charge("登记费", cents=0),),
            questions=(Faq("1", "010"),),
            litigation=Remedy(phone="0571-1"),
            extra=(("URL", ""), ("URL", "=SUM(A1)")),
        ),
    )
    other = replace(
        matter,
        code="L2",
        fields=(replace(ask, label="说明", hint="", hint_en="", prefill=(), required=False),),
    )
    spec = CatalogueSpec(
        title="目录: 1",
        region="330100",
        departments=(DepartmentSpec("文旅局", kind="utility", credit_code="1"),),
        materials=(
            MaterialTypeSpec("form", "申请表", "Form", "form"),
            MaterialTypeSpec("permit", "许可证", "Permit", "licence"),
        ),
        matters=(matter, replace(other, legal_bases=())),
    )
    requirements = tuple(
        replace(each, legal_bases=each.legal_bases or matter.legal_bases)
        for each in matter.requirements
    )
    spec = replace(
        spec,
        matters=(
            replace(matter, requirements=(requirements[0], requirements[1])),
            spec.matters[1],
        ),
    )
    same(read_back(spec, tmp_path), spec)


def test_every_outcome_of_an_answer_comes_back(shipped, tmp_path):
    event = shipped.life_events[0]
    question = event.questions[0]
    options = (
        OptionSpec("yes", "是", outcome=OutcomeKind.INELIGIBLE, reason=""),
        OptionSpec("1", "否", "No", OutcomeKind.IN_PERSON, "请到窗口", "Please come"),
        OptionSpec("on", "都", "", OutcomeKind.HANDED_OVER, "请办这件", "", hands_to="P02"),
        OptionSpec(
            "~", "无", "", OutcomeKind.HANDED_OVER, "它还没有上线，请到窗口咨询。", "", "Z99"
        ),
        OptionSpec("null", "空", "", reason="仅供参考", proved_by="DS13"),
    )
    question = replace(question, id="anew", options=options, multiple=True, required=True)
    condition = Condition(((("anew", ("yes", "1")),), (("anew", ("null",)),)))
    included = replace(event.matters[1], condition=condition)
    event = replace(
        event,
        questions=(question, *event.questions),
        matters=(event.matters[0], included, *event.matters[2:]),
    )
    spec = replace(shipped, life_events=(event, *shipped.life_events[1:]))
    same(read_back(spec, tmp_path), spec)


def test_what_parts_of_a_life_event_rest_on_comes_back(shipped, tmp_path):
    first = LegalBasisSpec("行政许可法", "32", checked=True, text="“引文”\n第二款")
    second = LegalBasisSpec("省条例", "")
    event = shipped.life_events[0]
    question = event.questions[0]
    question = replace(
        question,
        legal_bases=(first,),
        options=(replace(question.options[0], legal_bases=(second, first)), *question.options[1:]),
    )
    event = replace(
        event,
        conditions=(("甲", "A"), ("乙", ""), ("丙", "C")),
        condition_bases=(("甲", (first,)), ("丙", (second, first))),
        parties=(PartySpec("seller", "卖方", legal_bases=(second,)), *event.parties),
        questions=(question, *event.questions[1:]),
        matters=(replace(event.matters[0], legal_bases=(first,)), *event.matters[1:]),
    )
    assert set(event.own_bases()) == {first, second}
    spec = replace(shipped, life_events=(event, *shipped.life_events[1:]))
    same(read_back(spec, tmp_path), spec)


@pytest.mark.parametrize(
    "odd", ["\x85", "\u2028", "\u2029", "\r", "\t", "\n\n", "\ufeff", "\x07", "😀"]
)
def test_odd_characters_inside_a_text_come_back(tmp_path, odd):
    matter = MatterSpec("L1", "事项", "文旅局", note=f"前{odd}后 #: - '\"")
    spec = CatalogueSpec("目录", departments=(DepartmentSpec("文旅局"),), matters=(matter,))
    same(read_back(spec, tmp_path), spec)


words = (
    st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=("Cs",)))
    .map(str.strip)
    .filter(lambda each: len(each) <= 60)
)
counts = st.none() | st.integers(0, 10_000)


def record(kind):
    """Any value of a dataclass of elements, with words of its lists."""
    held = {}
    for each in fields(kind):
        if each.name in LISTS:
            member = st.sampled_from([one.value for one in LISTS[each.name]])
            many = st.lists(member, unique=True, max_size=3).map(tuple)
            held[each.name] = many if "tuple" in str(each.type) else st.just("") | member
        elif each.type == "str":
            is_key = each.name in ("link_name", "fee_name", "question", "answer")
            held[each.name] = words.filter(bool) if is_key else words
        elif each.type == "bool | None":
            held[each.name] = st.none() | st.booleans()
        elif each.type == "int | None":
            held[each.name] = counts
        elif each.type == "tuple[str, ...]":
            held[each.name] = st.lists(words.filter(bool), max_size=2).map(tuple)
    return st.builds(kind, **held)


def rows(kind):
    return st.lists(record(kind), max_size=2).map(tuple)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    elements=record(MatterElements).filter(
        lambda one: max(one.valid_years or 0, one.extension_days or 0) <= 3650
    ),
    flow=rows(FlowStep),
    charges=rows(Charge),
    questions=rows(Faq),
    remedy=record(Remedy),
    material=record(MaterialElements),
    note=words,
)
def test_any_elements_come_back(
    tmp_path, elements, flow, charges, questions, remedy, material, note
):
    elements = replace(
        elements,
        handle_flow=flow,
        charges=charges,
        questions=questions,
        administrative_review=remedy,
    )
    requirement = RequirementSpec("form", "form", "申请表", elements=material)
    matter = MatterSpec(
        "L1", "事项", "文旅局", note=note, requirements=(requirement,), elements=elements
    )
    spec = CatalogueSpec(
        "目录",
        departments=(DepartmentSpec("文旅局"),),
        materials=(MaterialTypeSpec("form", "申请表", kind="form"),),
        matters=(matter,),
    )
    same(read_back(spec, tmp_path), spec)
