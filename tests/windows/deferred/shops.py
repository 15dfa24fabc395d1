"""A life event of which some papers may follow after acceptance, and cases of it."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from datasharing.lists.permissions.carrying import suppose_agreed
from portal.accounts.actor import SYSTEM
from portal.outbox.drain import drain
from services.catalogue.elements import MaterialElements
from services.catalogue.load import publish_catalogue
from services.catalogue.spec import (
    CatalogueSpec,
    IncludedMatter,
    LifeEventSpec,
    MaterialTypeSpec,
    Necessity,
    OutputSpec,
    RequirementSpec,
)
from tests.windows import builders as b
from tests.windows.small_catalogue import APPLICANT_ONLY, matter, output_of
from windows.cases import actions
from windows.cases.models import Case
from windows.intake.actions import accept


def may_follow(key: str, material: str, name: str, days: int | None = None) -> RequirementSpec:
    return RequirementSpec(
        key,
        material,
        name,
        f"The {key}",
        necessity=Necessity.DEFERRABLE,
        sources=APPLICANT_ONLY,
        elements=MaterialElements(deferred_days=days),
    )


FIRE = matter(
    "T3-A",
    "甲局",
    promised_days=20,
    requirements=(
        RequirementSpec("lease", "t_lease", "租赁合同", "Lease", sources=APPLICANT_ONLY),
        may_follow("drawing", "t_drawing", "平面图"),
    ),
    outputs=(OutputSpec("t_fire", "消防证", "Fire licence"),),
)
FOOD = matter(
    "T3-B",
    "乙局",
    promised_days=5,
    requirements=(
        RequirementSpec("fire", "t_fire", "消防证", "Fire licence", sources=output_of("T3-A")),
    ),
)
SIGN = matter(
    "T3-C",
    "丙局",
    promised_days=20,
    requirements=(may_follow("photo", "t_photo", "效果图", days=3),),
)
SHOP = LifeEventSpec(
    "T3",
    "开店",
    "Open a shop",
    lead="甲局",
    matters=(IncludedMatter(FIRE), IncludedMatter(FOOD), IncludedMatter(SIGN)),
)
ALONE = LifeEventSpec(
    "T4",
    "办消防",
    "Fire only",
    lead="甲局",
    matters=(IncludedMatter(replace(FIRE, code="T4-A", name="T4-A事项", name_en="Matter T4-A")),),
)
CODES = ("t_lease", "t_drawing", "t_fire", "t_photo")
SHOPS = CatalogueSpec(
    "开店目录",
    departments=b.CATALOGUE.departments,
    materials=tuple(MaterialTypeSpec(code, code) for code in CODES),
    life_events=(SHOP, ALONE),
)


def publish_shops() -> None:
    with transaction.atomic():
        publish_catalogue(SHOPS, actor=SYSTEM, region=b.REGION)
        suppose_agreed(actor=SYSTEM)


def submitted(town, code: str = "T3") -> Case:
    """The lease is there; what may follow is not."""
    case = b.draft(town, code=code)
    b.do(actions.attach_upload, b.slot(case, "t_lease"), upload=b.pdf("租赁.pdf"), actor=town.me)
    case = b.do(actions.submit, case, actor=town.me)
    drain()
    return case


def accepted(town, code: str = "T3") -> Case:
    case = b.do(accept, submitted(town, code), actor=town.clerk)
    drain()
    case.refresh_from_db()
    return case
