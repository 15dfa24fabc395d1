"""The plain form of a file nobody has seen, and the shipped file, as they are understood."""

from __future__ import annotations

import json

import pytest

from services.catalogue.parse import Known, parse
from services.catalogue.read import as_json, fingerprint, from_json
from services.catalogue.spec import (
    CatalogueSpec,
    Condition,
    DayUnit,
    Handling,
    LegalBasisSpec,
    Necessity,
    OutcomeKind,
    SourceKind,
    SourceSpec,
)
from tests.services.conftest import SHIPPED, UNSEEN

APPLICANT = SourceSpec(SourceKind.APPLICANT)


@pytest.fixture(scope="module")
def events():
    parsed = parse(UNSEEN)
    assert parsed.faults == ()
    return {event.code: event for event in parsed.spec.life_events}


@pytest.fixture(scope="module")
def options(events):
    return {
        (question.id, option.value): option
        for question in events["X01"].questions
        for option in question.options
    }


@pytest.fixture(scope="module")
def matters(events):
    return {each.matter.code: each for each in events["X01"].matters}


def requirement(matters, code, name):
    (found,) = (each for each in matters[code].matter.requirements if each.name == name)
    return found


def only(question, *values):
    return Condition((((question, values),),))


def test_pick_one_base_matters_and_what_starts_after_whichever_is_chosen(matters):
    assert matters["X01-01"].condition == only("base", "own")
    assert matters["X01-02"].condition == only("base", "rent")
    assert matters["X01-03"].condition == only("extra", "police")
    assert matters["X01-03"].starts_after == ("X01-01", "X01-02")


def test_when_with_several_keys_and_a_further_answer_are_alternatives(matters):
    assert matters["X01-04"].condition == Condition(
        (
            (("base", ("own", "rent")), ("extra", ("fire",))),
            (("extra", ("again",)),),
        )
    )


def test_pick_many_may_be_left_empty(events):
    base, extra, size = events["X01"].questions
    assert (base.multiple, base.required) == (False, True)
    assert (extra.multiple, extra.required) == (True, False)
    assert [option.value for option in size.options] == ["no", "yes"]


def test_reject_is_ineligible(options):
    option = options["base", "illegal"]
    assert (option.outcome, option.reason) == (OutcomeKind.INELIGIBLE, "违法建筑不能开办民宿")


def test_offline_is_in_person(options):
    option = options["base", "public"]
    assert (option.outcome, option.reason) == (OutcomeKind.IN_PERSON, "该情形需到窗口办理。")


def test_a_matter_nobody_defines_is_in_person(options):
    option = options["extra", "sign"]
    assert option.outcome is OutcomeKind.IN_PERSON
    assert "户外招牌设置审批" in option.reason


def test_a_matter_added_by_name_is_included(options):
    assert options["extra", "again"].outcome is OutcomeKind.PROCEED


def test_link_to_a_life_event_of_the_file_hands_over(events):
    (question,) = events["X02"].questions
    option = question.options[0]
    assert (option.outcome, option.hands_to) == (OutcomeKind.HANDED_OVER, "X01")
    assert option.reason == "这种情形请办理“开办民宿”。"


def test_link_to_nothing_says_that_it_is_not_online_yet(options):
    option = options["size", "yes"]
    assert (option.outcome, option.hands_to) == (OutcomeKind.HANDED_OVER, "E77")
    assert option.reason.endswith("它还没有上线，请到窗口咨询。")


def test_link_to_a_life_event_of_the_database_hands_over():
    parsed = parse(UNSEEN, known=Known(life_events={"E77": "开办酒店"}))
    option = parsed.spec.life_events[0].questions[2].options[1]
    assert option.reason == "这种情形请办理“开办酒店”。"
    assert not [each for each in parsed.warnings if each.place.path.endswith(".link")]


def test_effect_proceeds_with_its_reason(options):
    option = options["size", "no"]
    assert (option.outcome, option.reason) == (OutcomeKind.PROCEED, "按简易程序办理")


def test_auto_is_proved_by_the_interface(options):
    assert options["base", "own"].proved_by == "DS13"


def test_added_material_makes_its_requirement_required_under_that_answer(matters):
    report = requirement(matters, "X01-01", "房屋安全鉴定报告")
    assert (report.condition, report.necessity) == (only("extra", "fire"), Necessity.REQUIRED)


def test_added_material_without_a_place_goes_to_every_base_matter(matters):
    for code in ("X01-01", "X01-02"):
        added = requirement(matters, code, "环评批复")
        assert (added.condition, added.necessity) == (only("size", "yes"), Necessity.REQUIRED)
        assert added.sources == (APPLICANT,)
    assert "环评批复" not in {each.name for each in matters["X01-03"].matter.requirements}


def test_procedures_of_sentences(matters):
    notice, visit, review = matters["X01-01"].matter.procedures
    assert (notice.name, notice.days, notice.unit) == ("公示7日", 7, DayUnit.NATURAL)
    assert (visit.days, visit.condition) == (None, Condition())
    assert (review.days, review.unit, review.condition) == (5, DayUnit.WORKING, only("size", "yes"))


def test_a_procedure_that_is_the_promise_itself_adds_no_days(matters):
    (procedure,) = matters["X01-04"].matter.procedures
    assert (procedure.name, procedure.days) == ("公示10日", None)


def test_sources_least_burdensome_first_and_the_applicant_last(matters):
    identity = requirement(matters, "X01-01", "居民身份证")
    assert identity.sources == (SourceSpec(SourceKind.LICENCE, resource="DS03"), APPLICANT)
    promise = requirement(matters, "X01-04", "消防承诺书")
    assert promise.sources == (SourceSpec(SourceKind.COMMITMENT), APPLICANT)
    assert promise.necessity is Necessity.DEFERRABLE


def test_a_form_that_the_portal_writes(matters):
    form = requirement(matters, "X01-03", "登记申请表")
    assert (form.generated_form, form.sources) == (True, (APPLICANT,))


def test_the_output_of_a_matter_nobody_defines_keeps_its_code(matters):
    licence = requirement(matters, "X01-04", "营业执照")
    assert licence.sources == (
        SourceSpec(SourceKind.OUTPUT, matter="E77-01"),
        SourceSpec(SourceKind.LICENCE, resource="DS11"),
        APPLICANT,
    )


def test_the_output_of_another_life_event_is_the_same_material(events, matters):
    (needed,) = events["X02"].matters[0].matter.requirements
    (produced,) = matters["X01-01"].matter.outputs
    assert needed.material == produced.material
    assert needed.sources == (SourceSpec(SourceKind.OUTPUT, matter="X01-01"), APPLICANT)


def test_instant_matters_take_no_days(matters):
    police = matters["X01-03"].matter
    assert (police.handling, police.promised_days) == (Handling.INSTANT, 0)


def test_articles_and_the_provenance_of_conditions(events, matters):
    assert matters["X01-01"].matter.legal_bases == (
        LegalBasisSpec("旅游法", "46", checked=True),
        LegalBasisSpec("山海县民宿办法", "", checked=False),
    )
    assert events["X01"].conditions == (("房屋合法且安全", ""),)


def test_every_loose_end_is_a_warning_with_its_place():
    told = {
        (each.place.path.rpartition(".")[2], each.place.line) for each in parse(UNSEEN).warnings
    }
    assert {key for key, _line in told} == {
        "promised_days",
        "source",
        "adds_matter",
        "link",
        "adds_material",
    }
    assert all(line > 0 for _key, line in told)


def test_the_shipped_catalogue_has_no_faults_and_no_warnings():
    parsed = parse(SHIPPED)
    assert parsed.faults == ()
    assert [str(each) for each in parsed.warnings] == []
    assert len(parsed.spec.life_events) == 22


def test_a_spec_survives_json():
    spec = parse(UNSEEN).spec
    again = from_json(CatalogueSpec, json.loads(json.dumps(as_json(spec))))
    assert again == spec
    assert fingerprint(again) == fingerprint(spec)


def test_from_json_refuses_other_shapes():
    with pytest.raises(TypeError):
        from_json(LegalBasisSpec, {"law": 3, "article": ""})
    with pytest.raises(TypeError):
        from_json(LegalBasisSpec, ["law"])
