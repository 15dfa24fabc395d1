"""A life event that wants an original seen and a trusted copy, and cases of it."""

from __future__ import annotations

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
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from tests.windows import builders as b
from tests.windows.small_catalogue import APPLICANT_ONLY, HAND_IN, matter
from windows.cases import actions
from windows.cases.models import Case

OR_KEPT = (SourceSpec(SourceKind.DOCUMENT), HAND_IN)
TRANSFER = matter(
    "T7-A",
    "甲局",
    promised_days=5,
    requirements=(
        RequirementSpec(
            "deed",
            "t_deed",
            "房产证",
            "Deed",
            sources=OR_KEPT,
            original_at_window=True,
            elements=MaterialElements(trust_level="B"),
        ),
        RequirementSpec("earlier", "t_first", "以前的甲证", "Earlier A", sources=APPLICANT_ONLY),
    ),
)
OTHER = matter(
    "T8-A",
    "乙局",
    promised_days=5,
    requirements=(
        RequirementSpec(
            "deed", "t_deed", "房产证", "Deed", sources=OR_KEPT, original_at_window=True
        ),
    ),
)
CATALOGUE = CatalogueSpec(
    "看原件目录",
    departments=b.CATALOGUE.departments,
    materials=(MaterialTypeSpec("t_deed", "房产证", "Deed", "licence"),),
    life_events=(
        LifeEventSpec("T7", "过户", "Transfer", lead="甲局", matters=(IncludedMatter(TRANSFER),)),
        LifeEventSpec("T8", "落户", "Register", lead="乙局", matters=(IncludedMatter(OTHER),)),
    ),
)


def publish() -> None:
    with transaction.atomic():
        publish_catalogue(CATALOGUE, actor=SYSTEM, region=b.REGION)
        suppose_agreed(actor=SYSTEM)


def handed_in(town) -> Case:
    """Online, with copies of both papers; nobody has seen an original."""
    case = b.draft(town, code="T7")
    for material in ("t_deed", "t_first"):
        scan = b.pdf(f"{material}.pdf")
        b.do(actions.attach_upload, b.slot(case, material), upload=scan, actor=town.me)
    case = b.do(actions.submit, case, actor=town.me)
    drain()
    case.refresh_from_db()
    return case
