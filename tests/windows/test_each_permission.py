"""The permission of one department does not open the register to the others of the case."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from datasharing.lists.permissions.carrying import suppose_agreed
from datasharing.models import Exchange, SharingPermission
from portal.accounts.actor import SYSTEM
from portal.outbox.drain import drain
from services.catalogue.load import publish_catalogue
from services.catalogue.spec import (
    CatalogueSpec,
    DepartmentSpec,
    FieldSpec,
    IncludedMatter,
    LifeEventSpec,
    MaterialTypeSpec,
    RequirementSpec,
)
from tests.windows import builders as b
from tests.windows.small_catalogue import HAND_IN, REGION, matter, read_at
from windows.cases import actions
from windows.cases.queries import prefill

PAPERS = {"甲局": "t_marriage", "乙局": "t_proof"}


def office(code: str, department: str, paper: str, field: str):
    return matter(
        code,
        department,
        requirements=(
            RequirementSpec(
                f"need_{paper}", paper, f"{department}要的", "P", sources=read_at("DS07", HAND_IN)
            ),
        ),
        fields=(FieldSpec(field, field, field, required=False, prefill=(f"DS07.{field}",)),),
    )


@pytest.fixture
def two(town):
    """甲局 and 乙局 each need a paper and a field out of the register of marriages."""
    event = LifeEventSpec(
        "T3",
        "两家都要查",
        "Two need it",
        lead="甲局",
        matters=(
            IncludedMatter(office("T3-A", "甲局", "t_marriage", "registered_by")),
            IncludedMatter(office("T3-B", "乙局", "t_proof", "registered_on")),
        ),
    )
    spec = CatalogueSpec(
        "两家",
        departments=tuple(DepartmentSpec(name, f"Bureau {name}") for name in PAPERS),
        materials=tuple(MaterialTypeSpec(code, code) for code in PAPERS.values()),
        life_events=(event,),
    )
    with transaction.atomic():
        publish_catalogue(spec, actor=SYSTEM, region=REGION)
        suppose_agreed(actor=SYSTEM)
    return town


def only(department: str) -> None:
    SharingPermission.objects.exclude(asker__name=department).update(
        state="withdrawn", ended_at=timezone.now(), ended_by_name="提供部门", ended_why="停用"
    )


def read(town):
    case = b.draft(town, code="T3")
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    drain()
    return case


@pytest.mark.parametrize(
    ("permitted", "other", "matter_code", "field"),
    [
        ("甲局", "乙局", "T3-A", "registered_by"),
        ("乙局", "甲局", "T3-B", "registered_on"),
    ],
)
def test_only_what_the_permitted_department_needs_is_read(
    two, permitted, other, matter_code, field
):
    only(permitted)
    case = read(two)
    exchange = Exchange.objects.get()
    assert (exchange.department_name, exchange.matter_code) == (permitted, matter_code)
    assert exchange.permission.asker.name == permitted
    assert {pair[0] for pair in exchange.needs} == {matter_code}
    served, barred = b.slot(case, PAPERS[permitted]), b.slot(case, PAPERS[other])
    assert (served.state, served.exchange_id) == ("fetched", exchange.pk)
    assert (barred.state, barred.exchange_id) == ("missing", None)
    assert other in str(barred.tried)
    assert set(prefill(case)) & {"registered_by", "registered_on"} == {field}


def test_with_both_permissions_one_read_serves_both(two):
    case = read(two)
    exchange = Exchange.objects.get()
    assert {pair[0] for pair in exchange.needs} == {"T3-A", "T3-B"}
    assert {b.slot(case, paper).state for paper in PAPERS.values()} == {"fetched"}
    assert {"registered_by", "registered_on"} <= set(prefill(case))


def test_with_none_nothing_is_read(two):
    only("谁也不是")
    case = read(two)
    assert Exchange.objects.count() == 0
    assert {b.slot(case, paper).state for paper in PAPERS.values()} == {"missing"}
