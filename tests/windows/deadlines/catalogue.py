"""Matters whose editions say something of their own to the clock."""

from __future__ import annotations

from dataclasses import replace

from services.catalogue.elements import MatterElements
from services.catalogue.spec import (
    DayUnit,
    IncludedMatter,
    LegalBasisSpec,
    LifeEventSpec,
    MaterialTypeSpec,
    Necessity,
    OutputSpec,
    ProcedureSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from tests.windows.small_catalogue import CATALOGUE, matter

PLAIN = matter(
    "T9-A",
    "甲局",
    promised_days=10,
    statutory_days=20,
    procedures=(ProcedureSpec("公示", "Public notice"),),
    legal_bases=(LegalBasisSpec("测试条例", "8"),),
)
"""Ten working days promised of twenty; its guide names one procedure of unknown length."""
OWN_LAW = matter(
    "T9-B",
    "乙局",
    promised_days=15,
    statutory_days=15,
    day_unit=DayUnit.NATURAL,
    elements=MatterElements(
        service_type="测绘",
        service_basis="《测绘条例》第九条",
        extension_days=30,
        extension_basis="《另行条例》第十条",
    ),
)
"""Calendar days, an extension of its own, and an intermediary that a law wants."""
LATER = matter("T9-C", "丙局", promised_days=3, elements=MatterElements(service_type="评估"))
"""After T9-A; an intermediary that no law wants."""
RENEWAL = matter(
    "T9-R",
    "丁局",
    promised_days=20,
    statutory_days=20,
    requirements=(
        RequirementSpec(
            "old",
            "t_permit",
            "原许可证",
            "The old permit",
            necessity=Necessity.OPTIONAL,
            sources=(SourceSpec(SourceKind.LICENCE), SourceSpec(SourceKind.APPLICANT)),
        ),
    ),
    outputs=(OutputSpec("t_permit", "许可证", "Permit"),),
    elements=MatterElements(renews="t_permit", valid_years=5),
)
ALL = LifeEventSpec(
    "T9",
    "时限测试",
    "Time",
    lead="甲局",
    matters=(
        IncludedMatter(PLAIN),
        IncludedMatter(OWN_LAW),
        IncludedMatter(LATER, starts_after=("T9-A",)),
        IncludedMatter(RENEWAL),
    ),
)
ALONE = LifeEventSpec(
    "T8",
    "一个部门",
    "One department",
    lead="甲局",
    matters=(IncludedMatter(matter("T8-A", "甲局", promised_days=10, statutory_days=20)),),
)
OF_KNOWN_LENGTH = LifeEventSpec(
    "T7",
    "定长程序",
    "A procedure of known length",
    lead="甲局",
    matters=(
        IncludedMatter(
            matter(
                "T7-A",
                "甲局",
                promised_days=10,
                procedures=(ProcedureSpec("现场核查", "Site visit", days=5),),
                legal_bases=(LegalBasisSpec("测试条例", "8"),),
            )
        ),
    ),
)
EXTENDED = replace(
    CATALOGUE,
    materials=(*CATALOGUE.materials, MaterialTypeSpec("t_permit", "许可证")),
    life_events=(*CATALOGUE.life_events, ALL, ALONE, OF_KNOWN_LENGTH),
)
