"""A small catalogue of our own: five matters of five departments, and one that proves itself."""

from __future__ import annotations

from services.catalogue.spec import (
    CatalogueSpec,
    Condition,
    DayUnit,
    DepartmentSpec,
    FieldSpec,
    IncludedMatter,
    LifeEventSpec,
    MaterialTypeSpec,
    MatterSpec,
    OptionSpec,
    OutcomeKind,
    OutputSpec,
    PartySpec,
    QuestionSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)

REGION = "330100"
DEPARTMENTS = ("甲局", "乙局", "丙局", "丁局", "戊局")
APPLICANT_ONLY = (SourceSpec(SourceKind.APPLICANT),)


def output_of(matter: str) -> tuple[SourceSpec, ...]:
    return (SourceSpec(SourceKind.OUTPUT, matter=matter),)


def read_at(resource: str, *more: SourceSpec) -> tuple[SourceSpec, ...]:
    return (SourceSpec(SourceKind.RESOURCE, resource=resource), *more)


def matter(code: str, department: str, **more: object) -> MatterSpec:
    return MatterSpec(
        code=code, name=f"{code}事项", name_en=f"Matter {code}", department=department, **more
    )


HAND_IN = SourceSpec(SourceKind.APPLICANT)
PROMISE = SourceSpec(SourceKind.COMMITMENT)

FIRST = matter(
    "T1-A",
    "甲局",
    requirements=(
        RequirementSpec(
            "a_home",
            "t_home",
            "产权信息",
            "Home",
            sources=read_at("DS13", HAND_IN),
            about=("seller",),
        ),
        RequirementSpec(
            "a_marriage",
            "t_marriage",
            "婚姻信息",
            "Marriage",
            sources=read_at("DS07", PROMISE, HAND_IN),
        ),
        RequirementSpec("a_contract", "t_contract", "买卖合同", "Contract", sources=APPLICANT_ONLY),
    ),
    fields=(
        FieldSpec("phone", "联系电话", "Phone", kind="phone"),
        FieldSpec("price", "成交价", "Price", kind="money"),
        FieldSpec(
            "address",
            "房屋坐落",
            "Address",
            kind="address",
            required=False,
            prefill=("DS13.address",),
        ),
    ),
    outputs=(OutputSpec("t_first", "甲证", "First licence"),),
)
SECOND = matter(
    "T1-B",
    "乙局",
    promised_days=1,
    statutory_days=10,
    requirements=(
        RequirementSpec("b_first", "t_first", "甲证", "First licence", sources=output_of("T1-A")),
        RequirementSpec("b_only", "t_only", "唯一住房声明", "Only home", sources=(PROMISE,)),
    ),
    outputs=(OutputSpec("t_second", "乙证", "Second licence"),),
)
THIRD = matter(
    "T1-C",
    "丙局",
    promised_days=3,
    requirements=(
        RequirementSpec(
            "c_second", "t_second", "乙证", "Second licence", sources=output_of("T1-B")
        ),
    ),
    outputs=(OutputSpec("t_third", "过户结果", "Transfer notice", is_licence=False),),
)
AFTER_FIRST = matter("T1-D", "丁局", promised_days=2, day_unit=DayUnit.NATURAL)
ALONE = matter(
    "T1-E",
    "戊局",
    promised_days=1,
    requirements=(RequirementSpec("e_form", "t_form", "申请书", "Form", generated_form=True),),
)
WHO = QuestionSpec(
    "who",
    "谁来办？",
    text_en="Who applies?",
    options=(
        OptionSpec("me", "本人", "Myself"),
        OptionSpec(
            "sealed",
            "房屋被查封",
            "Seized",
            outcome=OutcomeKind.INELIGIBLE,
            reason="查封期间不能过户",
        ),
        OptionSpec(
            "body", "须本人到场", "In person", outcome=OutcomeKind.IN_PERSON, reason="要当面核对"
        ),
        OptionSpec(
            "other",
            "继承",
            "Inherited",
            outcome=OutcomeKind.HANDED_OVER,
            reason="走继承",
            hands_to="T2",
        ),
    ),
)
SALE = LifeEventSpec(
    "T1",
    "卖旧房",
    "Sell a home",
    lead="甲局",
    parties=(PartySpec("seller", "卖方", "Seller"),),
    questions=(WHO,),
    matters=(
        IncludedMatter(FIRST),
        IncludedMatter(SECOND),
        IncludedMatter(THIRD),
        IncludedMatter(AFTER_FIRST, starts_after=("T1-A",)),
        IncludedMatter(ALONE),
    ),
)
PROVEN = LifeEventSpec(
    "T2",
    "开证明",
    "Get a certificate",
    lead="甲局",
    matters=(
        IncludedMatter(
            matter(
                "T2-A",
                "甲局",
                requirements=(
                    RequirementSpec(
                        "marriage",
                        "t_marriage",
                        "婚姻信息",
                        "Marriage",
                        sources=read_at("DS07", HAND_IN),
                    ),
                ),
                outputs=(OutputSpec("t_proof", "证明", "Certificate"),),
            ),
            Condition(),
        ),
    ),
)
MATERIALS = (
    "t_home", "t_marriage", "t_contract", "t_first", "t_only",
    "t_second", "t_third", "t_form", "t_proof",
)  # fmt: skip
CATALOGUE = CatalogueSpec(
    "测试目录",
    departments=tuple(DepartmentSpec(name, f"Bureau {name}") for name in DEPARTMENTS),
    materials=tuple(MaterialTypeSpec(code, code) for code in MATERIALS),
    life_events=(SALE, PROVEN),
)
