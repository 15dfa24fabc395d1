"""A matter that states every element, in a thing with questions; and one that states nothing."""

from __future__ import annotations

import pytest
from django.db import transaction

from portal.accounts.actor import SYSTEM
from services.catalogue.elements import (
    Charge,
    Faq,
    FlowStep,
    MaterialElements,
    MatterElements,
    Remedy,
)
from services.catalogue.load import publish_catalogue
from services.catalogue.spec import (
    CatalogueSpec,
    Condition,
    DepartmentSpec,
    IncludedMatter,
    LegalBasisSpec,
    LifeEventSpec,
    MaterialTypeSpec,
    MatterSpec,
    OptionSpec,
    OutcomeKind,
    OutputSpec,
    QuestionSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.models import StatuteArticle
from tests import own_cache
from tests.windows import builders as b
from windows.centres.models import ServiceCentre

HAND_IN = SourceSpec(SourceKind.APPLICANT)
ELEMENTS = MatterElements(
    catalog_code="330100000001",
    task_code="11330000MB1234567A3330100000001",
    server_type=("person",),
    accept_condition="年满十八周岁",
    accept_condition_en="At least eighteen years old",
    prohibition="被吊销未满三年的不予许可",
    prohibition_en="Not within three years of a revocation",
    local_catalog_code="ZJ-0001",
    limit_explain="本市任何一个窗口都能办",
    service_type="测绘单位出具测绘报告",
    online_handle_url="https://example.org/apply",
    count_limit="每人限一件",
    count_limit_en="One for each person",
    handle_flow=(
        FlowStep("受理", "Acceptance", handle_day=1),
        FlowStep("现场核查", "Site check", handle_dept="子局", handle_day=2, is_special=True),
    ),
    is_fee=True,
    fee_basis="价费〔2020〕1号",
    charges=(Charge("工本费", "Booklet", fee_stand="10 元/本"),),
    handle_type=("window", "computer"),
    handle_place="演示路1号2号窗口",
    handle_place_en="Window 2, 1 Demonstration Road",
    handle_time="工作日 9:00–17:00",
    handle_time_en="Working days 9:00 to 17:00",
    consult_phone="0571-11111111",
    complain_phone="0571-22222222",
    right_enjoy_by_law="有权陈述申辩",
    duty_perform_by_law="如实提供材料",
    administrative_review=Remedy("市人民政府", "Municipal government", "府前路1号"),
    litigation=Remedy("市中级人民法院", "Intermediate court"),
    questions=(Faq("多久能拿到？", "当天。", "How soon?", "The same day."),),
)
RICH = MatterSpec(
    "G-RICH",
    "办证",
    "子局",
    "Getting the licence",
    statutory_days=20,
    promised_days=3,
    requirements=(
        RequirementSpec(
            "loan",
            "g_loan",
            "贷款合同",
            "Loan contract",
            sources=(HAND_IN,),
            condition=Condition(((("pay", ("bank", "fund")),),)),
            original_at_window=True,
            elements=MaterialElements(
                original_num=1,
                copies_num=2,
                issuing_body="银行",
                issuing_place="开户网点",
                issuing_time="三个月内开具",
                issuing_time_en="not older than three months",
                spared="own_library",
                form_guid="https://example.org/blank.pdf",
                example_guid="javascript:alert(1)",
            ),
        ),
        RequirementSpec(
            "marriage",
            "g_marriage",
            "婚姻信息",
            "Marriage",
            sources=(SourceSpec(SourceKind.RESOURCE, resource="DS07"), HAND_IN),
        ),
    ),
    outputs=(OutputSpec("g_licence", "许可证", "The licence"),),
    legal_bases=(LegalBasisSpec("演示法", "12"), LegalBasisSpec("演示条例", "3")),
    elements=ELEMENTS,
)
BARE = MatterSpec("G-BARE", "备案", "丑局", "Recording")
PAY = QuestionSpec(
    "pay",
    "怎么付款？",
    text_en="How will you pay?",
    options=(
        OptionSpec("cash", "一次付清", "At once"),
        OptionSpec("bank", "商业贷款", "Bank loan"),
        OptionSpec("fund", "公积金贷款", "Fund loan"),
        OptionSpec(
            "never",
            "不付",
            "Not at all",
            OutcomeKind.INELIGIBLE,
            "不付款不能办",
            "Not without paying",
        ),
    ),
)
MORE = QuestionSpec(
    "more",
    "还要办什么？",
    text_en="What else?",
    multiple=True,
    required=False,
    options=(OptionSpec("record", "备案", "Recording"), OptionSpec("seal", "刻章", "A seal")),
)
THING = LifeEventSpec(
    "G1",
    "开小店",
    "Open a shop",
    lead="子局",
    conditions=(("有固定店面", "A fixed shop"),),
    questions=(PAY, MORE),
    matters=(
        IncludedMatter(RICH),
        IncludedMatter(BARE, Condition(((("more", ("record",)),),)), ("G-RICH",)),
    ),
)


@pytest.fixture
def guides(town: b.Town) -> b.Town:
    codes = ("g_loan", "g_marriage", "g_licence")
    catalogue = CatalogueSpec(
        "指南目录",
        departments=(
            DepartmentSpec("子局", "Bureau Zi"),
            DepartmentSpec("丑局", "Water works", kind="utility"),
        ),
        materials=tuple(MaterialTypeSpec(code, code) for code in codes),
        life_events=(THING,),
    )
    with transaction.atomic():
        publish_catalogue(catalogue, actor=SYSTEM, region=b.REGION)
    StatuteArticle.objects.create(
        law="演示法", article="12", label="第十二条", text="子局应当自受理之日起二十日内决定。"
    )
    ServiceCentre.objects.filter(code="test-hall").update(
        address="市民路 8 号", address_en="8 Citizen Road", hours="工作日", hours_en="Working days"
    )
    own_cache.forget()
    return town
