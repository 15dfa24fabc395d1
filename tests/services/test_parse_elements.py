"""The elements of the field tables in a file: read under their names, faults with their place."""

from __future__ import annotations

import pytest

from services.catalogue.elements import (
    Charge,
    Faq,
    FlowStep,
    MaterialElements,
    MatterElements,
    Remedy,
)
from services.catalogue.parse import parse
from services.catalogue.spec import Condition, LegalBasisSpec, Necessity

MATTER = "onethings[0].matters[0]"
ELEMENTS = {
    "catalog_code": "000131003000",
    "power_source": "法定本级行使",
    "server_type": ["自然人", "enterprise", "person"],
    "handle_type": "window",
    "online_handle_depth": "result",
    "limit_scene_num": 0,
    "is_fee": False,
    "is_express": True,
    "anticipate_explain": "见依据",
    "anticipate_explain_en": "See the basis",
    "handle_flow": [
        {"link_name": "受理", "link_name_en": "Acceptance", "handle_day": 1, "person": "甲"},
        {"link_name": "送达"},
    ],
    "charges": [{"fee_name": "登记费", "fee_stand": "80 元/件", "cents": 8_000_000}],
    "questions": [{"question": "要带什么？", "answer": "不用带。"}],
    "administrative_review": {"body": "市人民政府", "phone": "0571-12345"},
    "extra": [{"field": "URL", "value": "http://x"}, {"field": "URL", "value": "http://y"}],
}


@pytest.fixture
def unseen():
    """One life event with one question and one matter."""
    options = [{"value": "own", "label": "自有"}, {"value": "rent", "label": "租赁"}]
    matter = {"id": "X01-01", "name": "许可", "department": "文旅局", "promised_days": 3}
    event = {
        "code": "X01",
        "name": "开店",
        "object": "法人",
        "situations": [{"id": "base", "question": "场所是谁的？", "options": options}],
        "matters": [matter],
    }
    return {"onethings": [event, event | {"code": "X02", "matters": [matter | {"id": "X02-01"}]}]}


@pytest.fixture
def matter(write, unseen):
    """Reads the file with one matter as it is given."""

    def _matter(**keys):
        unseen["onethings"][0]["matters"][0] |= keys
        parsed = parse(write(unseen))
        assert parsed.faults == ()
        return parsed.spec.life_events[0].matters[0].matter

    return _matter


@pytest.fixture
def faults(write, unseen):
    def _faults(**keys):
        unseen["onethings"][0]["matters"][0] |= keys
        parsed = parse(write(unseen))
        assert parsed.spec is None
        return {each.place.path: str(each) for each in parsed.faults}

    return _faults


def test_the_elements_of_a_matter(matter):
    assert matter(elements=ELEMENTS).elements == MatterElements(
        catalog_code="000131003000",
        power_source="own_level",
        server_type=("person", "enterprise"),
        handle_type=("window",),
        online_handle_depth="result",
        limit_scene_num=0,
        is_fee=False,
        is_express=True,
        anticipate_explain="见依据",
        anticipate_explain_en="See the basis",
        handle_flow=(
            FlowStep("受理", "Acceptance", handle_day=1, person="甲"),
            FlowStep("送达"),
        ),
        charges=(Charge("登记费", fee_stand="80 元/件", cents=8_000_000),),
        questions=(Faq("要带什么？", "不用带。"),),
        administrative_review=Remedy("市人民政府", phone="0571-12345"),
        extra=(("URL", "http://x"), ("URL", "http://y")),
    )


def test_what_is_not_stated_stays_unknown(matter):
    elements = matter().elements
    assert elements == MatterElements()
    assert (elements.is_fee, elements.limit_scene_num) == (None, None)


def test_the_elements_of_a_requirement_and_its_own_basis(matter):
    row = {
        "name": "申请书",
        "required": "optional",
        "legal_basis": [{"law": "行政许可法", "article": 29, "text": "公民从事特定活动"}],
        "elements": {
            "material_type": "form",
            "material_format": "纸质",
            "original_num": 1,
            "collection": ["upload", "scan"],
            "fill_explain": "如实填写",
        },
    }
    (found,) = matter(materials=[row]).requirements
    assert found.elements == MaterialElements(
        material_type="form",
        material_format="paper",
        original_num=1,
        collection=("upload", "scan"),
        fill_explain="如实填写",
    )
    assert found.legal_bases == (LegalBasisSpec("行政许可法", "29", text="公民从事特定活动"),)
    assert found.necessity is Necessity.OPTIONAL


def test_a_requirement_may_say_that_it_has_no_basis_of_its_own(matter):
    row = {"name": "申请书"}
    basis = [{"law": "行政许可法", "article": 29}]
    (inherits,) = matter(legal_basis=basis, materials=[row]).requirements
    (none,) = matter(legal_basis=basis, materials=[row | {"legal_basis": []}]).requirements
    assert inherits.legal_bases == (LegalBasisSpec("行政许可法", "29"),)
    assert none.legal_bases == ()


def test_optional_stays_optional_under_a_condition(matter):
    row = {"name": "申请书", "required": "optional", "when": {"base": "own"}}
    (found,) = matter(materials=[row]).requirements
    assert found.necessity is Necessity.OPTIONAL
    assert found.condition == Condition(((("base", ("own",)),),))


def test_procedures_attended_and_outputs_at_the_window_only(matter):
    found = matter(
        special_procedures=[{"name": "现场核查", "days": 5, "attended": True}],
        outputs=[{"name": "许可证", "window_only": True}],
    )
    assert [(each.days, each.attended) for each in found.procedures] == [(5, True)]
    assert [(each.name, each.window_only) for each in found.outputs] == [("许可证", True)]


@pytest.mark.parametrize(
    ("elements", "place", "said"),
    [
        ({"power_source": "天授"}, "elements.power_source", "own_level（法定本级行使）"),
        ({"server_type": ["person", "外星人"]}, "elements.server_type", "外星人"),
        ({"is_fee": "no"}, "elements.is_fee", "true 或 false"),
        ({"limit_scene_num": -1}, "elements.limit_scene_num", "不在 0 到"),
        ({"handle_flow": [{"person": "甲"}]}, "elements.handle_flow[0].link_name", "缺少"),
        ({"handle_flow": ["受理"]}, "elements.handle_flow[0]", "映射"),
        ({"litigation": "法院"}, "elements.litigation", "映射"),
        ({"task_code": "9" * 65}, "elements.task_code", "64"),
        ({"questions": [{"question": "要带什么？"}]}, "elements.questions[0].answer", "缺少"),
        ("无", "elements", "映射"),
    ],
)
def test_wrong_elements_are_faults_with_their_place(faults, elements, place, said):
    assert said in faults(elements=elements)[f"{MATTER}.{place}"]


def test_a_wrong_code_is_a_fault_but_not_for_an_import_of_real_data(write):
    codes = {"catalog_code": "000131003000", "task_code": "TE440000GD030003VV"}
    row = {"id": "A-1", "name": "记录", "department": "某局", "promised_days": 1}
    path = write({"matters": [row | {"elements": codes}]})
    (fault,) = parse(path).faults
    assert fault.place.path == "matters[0].elements.task_code"
    assert "应为 31 位" in fault.message
    spec = parse(path, takes_wrong_codes=True).spec
    assert spec.matters[0].elements.task_code == "TE440000GD030003VV"


def test_an_element_nobody_knows_is_a_warning(write, unseen):
    unseen["onethings"][0]["matters"][0]["elements"] = {"task_version": "1"}
    warnings = [str(each) for each in parse(write(unseen)).warnings]
    assert any("elements.task_version" in each and "不认识的键" in each for each in warnings)


LONE = {"id": "L1", "name": "单独的事项", "department": "文旅局", "promised_days": 3}


def test_matters_stand_alone_in_a_file(write):
    parsed = parse(write({"matters": [LONE | {"materials": ["申请书"]}]}))
    assert parsed.faults == ()
    assert parsed.spec.life_events == ()
    (matter,) = parsed.spec.matters
    assert (matter.code, matter.department, matter.promised_days) == ("L1", "文旅局", 3)
    assert [each.name for each in matter.requirements] == ["申请书"]
    assert [each.name for each in parsed.spec.departments] == ["文旅局"]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([LONE, LONE], "matters[1].id"),
        ([LONE | {"when": {"a": "b"}}], "matters[0].when"),
        ([LONE | {"depends_on": ["L1"]}], "matters[0].depends_on"),
        ([LONE | {"id": "L.1"}], "matters[0].id"),
        ([{"id": "L1", "name": "甲", "promised_days": 3}], "matters[0].department"),
    ],
)
def test_faults_of_matters_that_stand_alone(write, rows, place):
    parsed = parse(write({"matters": rows}))
    assert place in [each.place.path for each in parsed.faults]


def test_one_matter_stands_in_two_life_events_with_the_same_content(write, unseen):
    shared = LONE | {"outputs": ["通知书"]}
    for event in unseen["onethings"]:
        event["matters"].append(dict(shared))
    parsed = parse(write(unseen))
    assert parsed.faults == ()
    first, second = (event.matters[-1].matter for event in parsed.spec.life_events[:2])
    assert first == second
    unseen["onethings"][1]["matters"][-1]["fee"] = "10 元"
    (fault,) = parse(write(unseen)).faults
    assert fault.place.path.startswith("onethings[1].matters[")
    assert "写得不一样" in fault.message
