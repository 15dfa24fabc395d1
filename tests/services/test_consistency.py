"""Each rule of consistency with a matter that breaks it and one that keeps it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.catalogue.elements import Charge, Faq, FlowStep, MatterElements, Remedy
from services.catalogue.spec import (
    Condition,
    Handling,
    IncludedMatter,
    LifeEventSpec,
    MatterSpec,
    Necessity,
    OutputSpec,
    ProcedureSpec,
    RequirementSpec,
)
from services.checks.consistency import (
    RULES,
    check_audience,
    check_codes,
    check_consistency,
)
from services.checks.findings import Severity
from services.checks.registry import Coverage
from services.checks.wenzhou.complete import REQUIRED, complete

ERROR, WARNING = Severity.ERROR, Severity.WARNING
STEPS = tuple(FlowStep(name) for name in ("受理", "审核", "审批", "办结", "送达"))
GOOD_ELEMENTS = MatterElements(
    catalog_code="000131003000",
    task_code="1133010000249502173000131003000",
    power_source="own_level",
    use_level="city",
    dept_type="authority",
    anticipate_explain="见依据",
    accept_condition="年满十八周岁",
    handle_flow=STEPS,
    is_fee=False,
    server_type=("person",),
    project_type="staged",
    handle_type=("computer",),
    limit_scene_num=0,
    is_entry_center=True,
    result_type="licence",
    result_guid="https://example.gov.cn/sample.pdf",
    is_schedule=False,
    is_pay_online=False,
    is_express=True,
    is_online=True,
    online_handle_depth="result",
    user_topic_type=("准营准办",),
    handle_place="市民中心 2 楼 3 号窗口",
    handle_time="工作日 9:00—17:00",
    consult_phone="0571-12345678",
    complain_phone="0571-12345",
    administrative_review=Remedy("市人民政府"),
    litigation=Remedy("区人民法院"),
    questions=(Faq("要多久？", "五个工作日。"),),
    task_state="in_use",
)
GOOD = MatterSpec(
    "M1",
    "某项许可",
    "某局",
    type="行政许可",
    promised_days=5,
    statutory_days=20,
    outputs=(OutputSpec("permit", "许可证"),),
    elements=GOOD_ELEMENTS,
)
ORIGINAL = RequirementSpec("id", "id", "身份证", original_at_window=True)
SOMETIMES = Condition(((("q", ("yes",)),),))


def matter(elements=None, **keys):
    return replace(GOOD, elements=replace(GOOD_ELEMENTS, **(elements or {})), **keys)


def found(spec):
    return {(each.rule, each.severity) for each in check_consistency(spec)}


def test_a_matter_in_order_has_nothing_to_say():
    assert found(GOOD) == set()


BREAKS = [
    ("wenzhou.handling", ERROR, {"project_type": ""}, {"handling": Handling.INSTANT}),
    ("wenzhou.handling", ERROR, {}, {"promised_days": 0}),
    ("wenzhou.review_form", ERROR, {"project_type": "at_once"}, {}),
    (
        "wenzhou.review_form",
        ERROR,
        {"project_type": "staged"},
        {"handling": Handling.INSTANT, "promised_days": 0},
    ),
    ("wenzhou.promise", ERROR, {}, {"statutory_days": 4}),
    (
        "wenzhou.promise",
        ERROR,
        {},
        {"type": "行政许可", "statutory_days": None, "promised_days": 21},
    ),
    ("wenzhou.flow", WARNING, {"handle_flow": STEPS[:4]}, {}),
    ("wenzhou.flow", WARNING, {"handle_flow": ()}, {}),
    ("wenzhou.flow_days", ERROR, {"handle_flow": (*STEPS, FlowStep("补", handle_day=6))}, {}),
    ("wenzhou.questions", WARNING, {"questions": ()}, {}),
    (
        "wenzhou.visit_reason",
        WARNING,
        {"limit_scene_num": 1, "online_handle_depth": "accept"},
        {},
    ),
    ("wenzhou.visits", ERROR, {}, {"requirements": (ORIGINAL,)}),
    ("wenzhou.visits", ERROR, {}, {"procedures": (ProcedureSpec("核查", attended=True),)}),
    ("wenzhou.visits", ERROR, {}, {"outputs": (replace(GOOD.outputs[0], window_only=True),)}),
    (
        "wenzhou.visits",
        ERROR,
        {"online_handle_depth": "accept"},
        {"visit_reason": "须当面签字"},
    ),
    ("wenzhou.post", ERROR, {"is_online": False, "online_handle_depth": ""}, {}),
    (
        "wenzhou.online_depth",
        ERROR,
        {"limit_scene_num": 1, "limit_scene_explain": "领证", "online_handle_depth": "licence"},
        {},
    ),
    ("wenzhou.online", ERROR, {"is_online": False, "handle_type": ("post",)}, {}),
    ("wenzhou.fee", ERROR, {}, {"fee": "80 元"}),
    ("wenzhou.fee", ERROR, {"charges": (Charge("费", fee_stand="80 元"),)}, {}),
    (
        "wenzhou.fee",
        ERROR,
        {"is_fee": True, "fee_basis": "某文", "charges": (Charge("费", fee_stand="80 元"),)},
        {},
    ),
    ("wenzhou.pay_online", ERROR, {"is_pay_online": True}, {}),
    (
        "wenzhou.fee_details",
        WARNING,
        {"is_fee": True, "fee_basis": "某文", "charges": (Charge("费"),)},
        {"fee": "80 元"},
    ),
    ("wenzhou.phones", ERROR, {"complain_phone": "0571-12345678"}, {}),
    ("wenzhou.area_code", WARNING, {"consult_phone": "0571-12345、87654321"}, {}),
    ("wenzhou.hours", WARNING, {"handle_time": "9:00—17:00"}, {}),
    ("wenzhou.place", WARNING, {"handle_place": "市民中心"}, {}),
    ("wenzhou.result_type", ERROR, {"result_type": "approval"}, {}),
    (
        "wenzhou.result_type",
        ERROR,
        {"result_type": "document"},
        {"outputs": (OutputSpec("x", "关于某项目的批文"),)},
    ),
    (
        "wenzhou.result_licence",
        ERROR,
        {},
        {"outputs": (OutputSpec("x", "登记证书", is_licence=False),)},
    ),
    ("wenzhou.result_sample", WARNING, {"result_guid": ""}, {}),
    ("wenzhou.result_sample", WARNING, {"result_type": ""}, {}),
    ("wenzhou.result_name", WARNING, {}, {"outputs": ()}),
    ("wenzhou.theme", ERROR, {"server_type": ("enterprise",)}, {}),
    ("wenzhou.theme", ERROR, {"corp_topic_type": ("资质认证",)}, {}),
    ("wenzhou.entrusted", WARNING, {"dept_type": "entrusted"}, {}),
    ("wenzhou.entrusted", ERROR, {"entrust_name": "某厅"}, {}),
    ("clock.extension", ERROR, {"extension_days": 30}, {}),
    ("clock.extension_days", WARNING, {"extension_basis": "某条例第九条"}, {}),
    ("clock.service", ERROR, {"service_basis": "某条例第八条"}, {}),
    ("clock.renewal", ERROR, {"renews": "another", "valid_years": 5}, {}),
    ("clock.renewal_years", WARNING, {"renews": "permit"}, {}),
    ("wenzhou.missing", WARNING, {"handle_place": "", "handle_time": ""}, {}),
    ("wenzhou.missing", WARNING, {"litigation": Remedy()}, {}),
    ("wenzhou.missing", WARNING, {"anticipate_explain": ""}, {"statutory_days": None}),
]


@pytest.mark.parametrize(("rule", "severity", "elements", "keys"), BREAKS)
def test_what_breaks_a_rule_is_found_by_that_rule_alone(rule, severity, elements, keys):
    assert found(matter(elements, **keys)) == {(rule, severity)}


@pytest.mark.parametrize(
    ("elements", "keys"),
    [
        ({"project_type": "at_once"}, {"handling": Handling.INSTANT, "promised_days": 0}),
        ({"project_type": "staged"}, {"handling": Handling.OTHER, "promised_days": 0}),
        ({}, {"promised_days": 0, "procedures": (ProcedureSpec("公示", days=20),)}),
        ({}, {"promised_days": 20}),
        ({}, {"statutory_days": None}),
        ({"handle_flow": (*STEPS[:2], FlowStep("决定", handle_day=5), *STEPS[3:])}, {}),
        ({"handle_flow": (), "questions": (), "litigation": Remedy()}, {"type": "公共服务"}),
        (
            {"limit_scene_num": 1, "limit_scene_explain": "领证", "online_handle_depth": "accept"},
            {},
        ),
        ({}, {"requirements": (replace(ORIGINAL, condition=SOMETIMES),)}),
        ({}, {"requirements": (replace(ORIGINAL, necessity=Necessity.OPTIONAL),)}),
        ({}, {"procedures": (ProcedureSpec("核查", condition=SOMETIMES, attended=True),)}),
        ({"is_online": False, "online_handle_depth": "", "handle_type": ("window", "post")}, {}),
        (
            {
                "is_fee": True,
                "fee_basis": "某文",
                "charges": (Charge("费", fee_stand="80 元"),),
                "is_pay_online": False,
            },
            {"fee": "80 元"},
        ),
        ({}, {"fee": "不收费"}),
        ({"consult_phone": "020-12345、0571-87654321转1"}, {}),
        ({"consult_phone": "400-800-1234"}, {}),
        ({"handle_time": "24小时"}, {}),
        ({"handle_place": "某路 1 号 1516 室"}, {}),
        ({"result_type": "approval"}, {"outputs": (OutputSpec("x", "批复", is_licence=False),)}),
        ({"result_type": "other"}, {"outputs": (OutputSpec("x", "查询结果", is_licence=False),)}),
        ({}, {"outputs": (*GOOD.outputs, OutputSpec("x", "契税完税凭证", is_licence=False))}),
        ({"server_type": ("person", "other"), "corp_topic_type": ("资质认证",)}, {}),
        ({"dept_type": "entrusted", "entrust_name": "某厅"}, {}),
        ({"extension_days": 30, "extension_basis": "某条例第九条"}, {}),
        ({"service_type": "测绘", "service_basis": "某条例第八条"}, {}),
        ({"renews": "permit", "valid_years": 5}, {}),
    ],
)
def test_what_keeps_the_rules_is_let_alone(elements, keys):
    assert found(matter(elements, **keys)) == set()


def test_a_matter_without_elements_has_one_finding_that_names_them():
    spec = MatterSpec("M2", "某项服务", "某局", type="公共服务", promised_days=1)
    (finding,) = check_consistency(spec)
    assert (finding.rule, finding.severity, str(finding.spot)) == ("wenzhou.missing", WARNING, "M2")
    assert finding.message.zh.startswith(f"没有写明 {len(REQUIRED) + 1} 个要素：基本编码、实施编码")
    assert finding.message.en.startswith(f"{len(REQUIRED) + 1} elements not stated: basic code")


def test_every_rule_is_broken_in_this_table():
    broken = {
        rule
        for rule in RULES
        for _name, _severity, elements, keys in BREAKS
        if list(rule(matter(elements, **keys)))
    }
    assert broken == set(RULES)
    assert complete in broken


def test_findings_name_their_place_and_the_way_out():
    (finding,) = check_consistency(matter({"is_pay_online": True}))
    assert str(finding.spot) == "M1 / is_pay_online"
    assert finding.way_out.zh == "把网上支付改为否"
    assert finding.way_out.en == "Say that it is not paid online"


def test_wrong_codes_are_errors():
    spec = matter({"catalog_code": "1", "task_code": "2", "task_handle_item": "3"})
    assert [(each.rule, each.severity) for each in check_codes(spec)] == [
        ("codes.catalog_code", ERROR),
        ("codes.task_code", ERROR),
        ("codes.task_handle_item", ERROR),
    ]
    assert list(check_codes(matter({"catalog_code": "", "task_code": ""}))) == []


@pytest.mark.parametrize(
    ("audience", "targets", "is_found"),
    [
        ("person", ("person", "enterprise"), False),
        ("person", ("enterprise",), True),
        ("organisation", ("person",), True),
        ("organisation", ("person", "other"), False),
        ("organisation", (), False),
    ],
)
def test_a_life_event_and_its_matters_serve_the_same_people(audience, targets, is_found):
    spec = matter({"server_type": targets})
    event = LifeEventSpec("X1", "一件事", audience=audience, matters=(IncludedMatter(spec),))
    places = [str(each.spot) for each in check_audience(event, Coverage())]
    assert places == (["X1 / M1 / server_type"] if is_found else [])
