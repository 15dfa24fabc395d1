"""Matters whose editions say something of their own to the clock."""

from __future__ import annotations

from dataclasses import replace

from services.catalogue.elements import MatterElements
from services.catalogue.spec import (
    DayUnit,
    Handling,
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
LICENCE = "行政许可"
LONG = matter(
    "T6-A",
    "甲局",
    type=LICENCE,
    promised_days=40,
    statutory_days=60,
    procedures=(ProcedureSpec("公示", "Public notice"),),
    legal_bases=(LegalBasisSpec("测试条例", "8"),),
    elements=MatterElements(extension_days=30, extension_basis="《另行条例》第十条"),
)
"""Its own statute gives sixty working days and an extension of thirty."""
TOGETHER = LifeEventSpec(
    "T6",
    "一起办理",
    "Handled together",
    lead="甲局",
    matters=(
        IncludedMatter(LONG),
        IncludedMatter(matter("T6-B", "乙局", type=LICENCE, promised_days=25)),
        IncludedMatter(matter("T6-C", "丙局", promised_days=50, statutory_days=60)),
        IncludedMatter(
            matter("T6-D", "丁局", type=LICENCE, promised_days=5, statutory_days=60),
            starts_after=("T6-B",),
        ),
        IncludedMatter(matter("T6-E", "戊局", type=LICENCE, handling=Handling.INSTANT)),
        IncludedMatter(
            matter(
                "T6-F",
                "丙局",
                type=LICENCE,
                promised_days=5,
                statutory_days=60,
                procedures=(ProcedureSpec("现场核查", "Site visit", days=5),),
            )
        ),
    ),
)
"""Licences of three departments on one receipt: one names no limit; one comes later, one at once;
and what is no licence.
"""
SAME_OFFICE = LifeEventSpec(
    "T5",
    "一个部门的两个许可",
    "Two licences of one department",
    lead="甲局",
    matters=(
        IncludedMatter(matter("T5-A", "甲局", type=LICENCE, promised_days=40, statutory_days=60)),
        IncludedMatter(
            matter("T5-B", "甲局", type=LICENCE, promised_days=25, day_unit=DayUnit.NATURAL)
        ),
        IncludedMatter(matter("T5-C", "乙局", promised_days=5)),
    ),
)
FULL = LifeEventSpec(
    "T4",
    "一起办理到头",
    "All the days in common",
    lead="甲局",
    matters=(
        IncludedMatter(matter("T4-A", "甲局", type=LICENCE, promised_days=45, statutory_days=60)),
        IncludedMatter(matter("T4-B", "乙局", type=LICENCE, promised_days=5)),
    ),
)
"""Promised for the last day that licences of several departments have."""
SHORT = LifeEventSpec(
    "T3",
    "短承诺",
    "A short promise",
    lead="甲局",
    matters=(
        IncludedMatter(matter("T3-A", "甲局", type=LICENCE, promised_days=5, statutory_days=60)),
    ),
)
"""The promise ends long before the law's days."""
EXTENDED = replace(
    CATALOGUE,
    materials=(*CATALOGUE.materials, MaterialTypeSpec("t_permit", "许可证")),
    life_events=(
        *CATALOGUE.life_events,
        ALL,
        ALONE,
        OF_KNOWN_LENGTH,
        TOGETHER,
        SAME_OFFICE,
        FULL,
        SHORT,
    ),
)
