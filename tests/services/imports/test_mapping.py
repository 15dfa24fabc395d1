"""A record becomes a matter, and nothing that it says is lost."""

from __future__ import annotations

import pytest

from services.catalogue.spec import DayUnit, LegalBasisSpec, Necessity
from services.imports.citations import cited, in_figures, quoted
from services.imports.readers.built import Known, RawRecord
from services.imports.readers.mapping import build, fates
from tests.services.imports.conftest import AUTHORITY, record


def built(raw: dict, known: Known | None = None):
    return build(RawRecord(1, raw, raw.get("TASK_CODE", "T1"), ""), known or Known())


def said(result) -> dict[str, set[str]]:
    """Rule → the fields it was found about."""
    found: dict[str, set[str]] = {}
    for each in result.findings:
        found.setdefault(each.rule, set()).update(each.field.split(", "))
    return found


def test_a_provincial_record():
    matter = built(record()).matter
    assert (matter.name, matter.department, matter.type) == (
        "云上茶园登记1",
        "云山省茶业局",
        "行政许可",
    )
    assert (matter.statutory_days, matter.promised_days, matter.day_unit) == (
        30,
        7,
        DayUnit.WORKING,
    )
    assert [(each.name, each.necessity) for each in matter.requirements] == [
        ("茶园登记申请表", Necessity.REQUIRED),
        ("土地使用证", Necessity.REQUIRED),
    ]
    assert matter.legal_bases == (
        LegalBasisSpec("云山茶园条例", "29"),
        LegalBasisSpec("行政许可法", "32"),
    )
    elements = matter.elements
    assert elements.server_type == ("person", "enterprise")
    assert elements.user_topic_type == elements.corp_topic_type == ("准营准办",)
    assert elements.other_dept == ("省级茶业（受理,审核）", "市级茶业（受理）")
    assert elements.handle_place == "云山市茶香路1号2号窗口"
    assert (elements.use_level, elements.limit_scene_num) == ("province", 0)
    assert (elements.is_express, elements.is_schedule, elements.is_online) == (True, False, True)
    assert dict(elements.extra) == {
        "_id": '{"$oid": "000000000000000000000001"}',
        "AREA_CODE_TEXT": "云山省",
        "URL": "https://example.org/apply",
        "matter_short": "茶园登记",
    }


CHANGES = [
    {},
    {"unheard_of": "留着我", "nested": {"a": [1, None]}},
    {"visit_number": "2"},
    {"matter_name": "另一个名称", "CATANAME": "目录名", "parentCatalogId": "X"},
    {"handle_time": "三个月", "courier_service": "看情况", "LIMIT_SCENE_NUM": "一"},
    {"service_object_name": ["自然人", "外星人"], "TASK_TYPE": "77"},
    {"ORGCODE": "000000000", "district": "市级"},
]


@pytest.mark.parametrize("changes", CHANGES, ids=str)
def test_every_field_is_taken_or_redundant_or_empty_or_kept(changes):
    raw = record(**changes)
    fate = fates(raw, raw["TASK_CODE"])
    assert fate.keys() == raw.keys()
    assert set(fate.values()) <= {"taken", "redundant", "empty", "extra"}
    extra = dict(built(raw).matter.elements.extra)
    for name, what in fate.items():
        if what == "extra":
            assert name in extra
        elif what == "empty":
            assert raw[name] in (None, "无", "", [])
        elif what == "redundant":
            others = [str(value) for other, value in raw.items() if other != name]
            assert str(raw[name]) in [*others, raw["TASK_CODE"][8:17]]


def test_what_no_element_holds_is_counted():
    result = built(record(unheard_of="留着我"))
    assert ("unheard_of", "留着我") in result.matter.elements.extra
    (finding,) = [each for each in result.findings if each.rule == "extra.kept"]
    assert finding.zh.startswith("5 个字段")
    assert "unheard_of" in finding.zh


def test_taken_values_that_could_not_be_used_are_kept():
    raw = record(
        handle_time="三个月", service_object_name=["自然人", "外星人"], courier_service="看情况"
    )
    result = built(raw)
    extra = dict(result.matter.elements.extra)
    assert (extra["ANTICIPATE_DAY"], extra["SERVER_TYPE"], extra["IS_EXPRESS"]) == (
        "三个月",
        "外星人",
        "看情况",
    )
    assert said(result)["value.unreadable"] == {"ANTICIPATE_DAY", "IS_EXPRESS"}
    assert said(result)["list.unknown"] == {"SERVER_TYPE"}


@pytest.mark.parametrize(
    ("code", "words", "name"),
    [
        ("20", "其他行政权力", "其他行政权力"),
        ("21", "公共服务", "公共服务"),
        ("08", "行政奖励", "行政奖励"),
    ],
)
def test_types_as_this_province_numbers_them(code, words, name):
    result = built(record(TASK_TYPE=code, TASK_TYPE_TEXT=words, matter_type=words))
    assert result.matter.type == name
    assert "list.disagree" not in said(result)


def test_the_national_list_numbers_public_service_20():
    result = built({"TASK_NAME": "甲", "TASK_CODE": "T1", "TASK_TYPE": "20", "DEPT_NAME": "局"})
    assert result.matter.type == "公共服务"


def test_code_and_words_that_disagree():
    result = built(record(TASK_TYPE="21"))
    assert result.matter.type == "行政许可"
    assert said(result)["list.disagree"] == {"TASK_TYPE"}
    assert ("TASK_TYPE", "21") in result.matter.elements.extra


@pytest.mark.parametrize(
    ("statutory", "promised", "days", "rule"),
    [
        ("无", "5(工作日)", (None, 5, DayUnit.WORKING), "limit.no_statutory"),
        ("20(工作日)", "无", (20, 20, DayUnit.WORKING), "limit.no_promise"),
        ("10(工作日)", "15(工作日)", (10, 10, DayUnit.WORKING), "limit.promise_longer"),
        ("90(自然日)", "20(工作日)", (None, 20, DayUnit.WORKING), "limit.unit"),
        ("90（自然日）", "30(自然日)", (90, 30, DayUnit.NATURAL), None),
    ],
)
def test_limits(statutory, promised, days, rule):
    result = built(record(handle_time=statutory, handle_time_limit=promised))
    matter = result.matter
    assert (matter.statutory_days, matter.promised_days, matter.day_unit) == days
    limits = {each for each in said(result) if each.startswith("limit.")}
    assert limits == ({rule} if rule else set())
    words = matter.elements.anticipate_explain + matter.elements.promise_explain
    assert words == {
        "limit.unit": "90(自然日)",
        "limit.promise_longer": "15(工作日)",
        "limit.no_promise": "无",
    }.get(rule, "")


def test_a_visit_without_a_reason():
    result = built(record(LIMIT_SCENE_NUM="1", visit_number="1"))
    assert result.matter.visit_reason == "原清单写明须到现场 1 次，没有说明原因"
    assert said(result)["visits.unexplained"] == {"LIMIT_SCENE_NUM"}


def test_wrong_codes_warn_and_never_refuse():
    wrong = record(TASK_CODE="TE330000GD030003VV2330101001000")
    result = built(wrong)
    assert said(result)["code.form"] == {"TASK_CODE"}
    assert not any(each.is_error for each in result.findings)
    assert result.department.credit_code == ""


def test_a_handling_item():
    code = f"{AUTHORITY}233010100100001"
    result = built(record(TASK_CODE=code, subTaskName="（变更）"))
    assert result.matter.name == "云上茶园登记1（变更）"
    assert result.matter.elements.task_code == code[:31]
    assert result.matter.elements.task_handle_item == code
    assert "code.form" not in said(result)


def test_only_numbers_that_have_a_source_are_read():
    raw = {
        "TASK_NAME": "一个事项",
        "DEPT_NAME": "某局",
        "TASK_STATE": "2",
        "HANDLE_AREA": ["1", "全国通办"],
        "RUN_LEVEL": "省级",
        "LINKS": [{"LINK_NAME": "现场核查", "IS_SPECIAL": "1"}],
        "MATERIALS": [
            {"MATERIAL_NAME": "甲证", "mtjfs": "2", "materialCode": "L1", "ISSUING_TIME": "三月内"},
            {"MATERIAL_NAME": "乙表", "mtjfs": "3"},
        ],
    }
    result = built(raw)
    elements = result.matter.elements
    first, second = (each.elements for each in result.matter.requirements)
    assert (elements.task_state, elements.run_level) == ("paused", "省级")
    assert elements.handle_area == ("nationwide",)
    assert elements.handle_flow[0].is_special is True
    assert (first.spared, first.material_code, first.issuing_time) == ("licence", "L1", "三月内")
    assert second.spared == ""
    assert said(result)["list.unknown"] == {"HANDLE_AREA", "mtjfs"}
    assert dict(elements.extra) == {"HANDLE_AREA": "1", "MATERIALS[1].mtjfs": "3"}


def test_a_known_material_keeps_its_canonical_code():
    result = built(record(), Known(materials={"土地使用证": "land_certificate"}))
    form, certificate = (each.material for each in result.matter.requirements)
    assert (form[:2], len(form), certificate) == ("m_", 14, "land_certificate")
    assert [each.name for each in result.materials] == ["茶园登记申请表"]


def test_the_same_material_twice():
    result = built(record(material_intro=["身份证", "身份证"]))
    first, second = result.matter.requirements
    assert first.material == second.material
    assert second.key == f"{first.key}-2"
    assert "material.twice" in said(result)


def test_upper_case_tables():
    result = built(
        {
            "TASK_NAME": "茶叶经营许可",
            "TASK_CODE": f"{AUTHORITY}2000131003000",
            "CATALOG_CODE": "000131003000",
            "TASK_TYPE": "01",
            "DEPT_NAME": "茶业局",
            "DEPT_TYPE": "1",
            "BY_LAW": "《茶叶法》第十二条之一 应当取得许可。《茶叶条例》第8条 为期三年。",
            "POWER_SOURCE": "1",
            "USE_LEVEL": "2",
            "ANTICIPATE_DAY": "20",
            "ANTICIPATE_TYPE": "工作日",
            "PROMISE_DAY": "5",
            "PROMISE_TYPE": "工作日",
            "ACCEPT_CONDITION": "有固定的茶园。",
            "IS_FEE": "1",
            "CHARGES": [{"FEE_NAME": "工本费", "FEE_STAND": "每件10元", "UNIT": "件"}],
            "SERVER_TYPE": "1,5",
            "PROJECT_TYPE": "2",
            "HANDLE_TYPE": "1,2",
            "LIMIT_SCENE_NUM": "1",
            "LIMIT_SCENE_EXPLAIN": "要看茶园",
            "IS_ENTRY_CENTER": "1",
            "RESULT_NAME": "茶叶经营许可证",
            "RESULT_TYPE": "10",
            "LINKS": [{"LINK_NAME": "受理", "HANDLE_DAY": "1"}],
            "QUESTIONS": [{"QUESTION": "要多久？", "ANSWER": "五天。"}],
            "MATERIALS": [
                {
                    "MATERIAL_NAME": "申请书",
                    "IS_NEED": "3",
                    "MATERIAL_TYPE": "2",
                    "SOURCE_TYPE": "10",
                    "ORIGINALNUM": "1",
                    "BY_LAW": "《茶叶条例》第9条",
                    "COLOUR": "白",
                }
            ],
        }
    )
    matter = result.matter
    assert [(each.law, each.article) for each in matter.legal_bases] == [
        ("茶叶法", "12之1"),
        ("茶叶条例", "8"),
    ]
    assert matter.legal_bases[0].text == "《茶叶法》第十二条之一 应当取得许可。"
    assert (matter.statutory_days, matter.promised_days) == (20, 5)
    assert matter.visit_reason == "要看茶园"
    assert matter.fee == "每件10元"
    assert [(each.name, each.is_licence) for each in matter.outputs] == [("茶叶经营许可证", True)]
    elements = matter.elements
    assert elements.server_type == ("person", "unincorporated")
    assert elements.handle_type == ("window", "computer")
    assert (elements.power_source, elements.use_level) == ("own_level", "province")
    assert [each.link_name for each in elements.handle_flow] == ["受理"]
    assert [each.answer for each in elements.questions] == ["五天。"]
    (requirement,) = matter.requirements
    assert requirement.necessity is Necessity.DEFERRABLE
    assert requirement.elements.material_type == "form"
    assert requirement.elements.original_num == 1
    assert [str(each.article) for each in requirement.legal_bases] == ["9"]
    assert dict(elements.extra) == {"CHARGES[0].UNIT": "件", "MATERIALS[0].COLOUR": "白"}
    assert said(result).get("element.missing", set()) <= {
        "IS_SCHEDULE",
        "IS_EXPRESS",
        "IS_ONLINE",
        "HANDLE_PLACE",
        "CONSULT_PHONE",
        "COMPLAIN_PHONE",
    }


@pytest.mark.parametrize(
    ("number", "figure"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十九", 29),
        ("一百零三", 103),
        ("一百二十", 120),
        ("一千零一", 1001),
        ("46", 46),
    ],
)
def test_chinese_numbers(number, figure):
    assert in_figures(number) == figure


def test_citations():
    assert cited("见《甲〈乙〉办法》第三条、《甲〈乙〉办法》第三条，《丙法》。") == (
        LegalBasisSpec("甲〈乙〉办法", "3"),
    )
    assert quoted("依据《丙法》办理") == (
        (LegalBasisSpec("丙法", "", text="《丙法》办理"),),
        "依据",
    )
    assert quoted("按规定") == ((), "按规定")
