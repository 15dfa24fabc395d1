"""Two life events: five matters side by side, and three of which one waits for another."""

from __future__ import annotations

from services.catalogue.spec import (
    CatalogueSpec,
    DepartmentSpec,
    FieldSpec,
    IncludedMatter,
    LifeEventSpec,
    MaterialTypeSpec,
    MatterSpec,
    OutputSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)

REGION = "330100"
DEPARTMENTS = tuple(f"{name}局" for name in "甲乙丙丁戊")
PROMISE = (SourceSpec(SourceKind.COMMITMENT),)


def _matter(code: str, place: int, **more: object) -> MatterSpec:
    return MatterSpec(
        code=code,
        name=f"{code}事项",
        name_en=f"Matter {code}",
        department=DEPARTMENTS[place],
        promised_days=3,
        statutory_days=20,
        outputs=(OutputSpec(f"m_{code}", f"{code}证", f"Licence {code}"),),
        **more,
    )


FIVE = LifeEventSpec(
    "B5",
    "五件并联",
    "Five side by side",
    lead=DEPARTMENTS[0],
    matters=tuple(IncludedMatter(_matter(f"B5-{place + 1}", place)) for place in range(5)),
)
NEEDS_FIRST = RequirementSpec(
    "first", "m_B3-1", "B3-1证", "Licence", sources=(SourceSpec(SourceKind.OUTPUT, matter="B3-1"),)
)
THREE = LifeEventSpec(
    "B3",
    "三件联办",
    "Three together",
    lead=DEPARTMENTS[0],
    matters=(
        IncludedMatter(
            _matter(
                "B3-1",
                0,
                requirements=(
                    RequirementSpec("only", "m_only", "声明", "Statement", sources=PROMISE),
                    RequirementSpec("form", "m_form", "申请书", "Form", generated_form=True),
                ),
                fields=(
                    FieldSpec("phone", "联系电话", "Phone", kind="phone"),
                    FieldSpec("price", "金额", "Amount", kind="money"),
                    FieldSpec("address", "地址", "Address", kind="address"),
                ),
            )
        ),
        IncludedMatter(
            _matter(
                "B3-2",
                1,
                requirements=(
                    RequirementSpec("safe", "m_safe", "承诺书", "Promise", sources=PROMISE),
                ),
                fields=(FieldSpec("phone", "联系电话", "Phone", kind="phone"),),
            )
        ),
        IncludedMatter(_matter("B3-3", 2, requirements=(NEEDS_FIRST,))),
    ),
)
FORM = {"phone": "13800138000", "price": "1680000.50", "address": "杭州市西湖区文三路1号"}
MATERIALS = (
    *(f"m_B5-{place + 1}" for place in range(5)),
    *(f"m_B3-{place + 1}" for place in range(3)),
    "m_only",
    "m_form",
    "m_safe",
)
CATALOGUE = CatalogueSpec(
    "压测目录",
    departments=tuple(DepartmentSpec(name, f"Bureau {name}") for name in DEPARTMENTS),
    materials=tuple(MaterialTypeSpec(code, code) for code in MATERIALS),
    life_events=(FIVE, THREE),
)
