"""One thing of four matters: three departments look at the same time, a fourth after the first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import time_machine
from django.db import transaction

from datasharing.lists.permissions.carrying import suppose_agreed
from portal.accounts.actor import SYSTEM
from portal.errors import DomainError
from portal.outbox.drain import drain
from services.catalogue.load import publish_catalogue
from services.catalogue.spec import (
    CatalogueSpec,
    DepartmentSpec,
    FieldSpec,
    IncludedMatter,
    LifeEventSpec,
    MaterialTypeSpec,
    OutputSpec,
    RequirementSpec,
)
from services.catalogue.text import Text
from tests.windows import builders as b
from tests.windows.small_catalogue import APPLICANT_ONLY, matter, output_of
from windows.approvals.actions import take_up
from windows.approvals.models import Approval
from windows.cases import actions
from windows.cases.models import Case
from windows.clock import today
from windows.corrections.models import Correction, MissingReport
from windows.corrections.reporting import Finding, counted, report_all
from windows.intake.actions import accept

BAD = Text("合同缺第 3 页", "Page 3 of the contract is missing")
FORM = {"phone": "13800138000", "price": "1680000.50"}


def paper(key: str, code: str, name: str) -> RequirementSpec:
    return RequirementSpec(key, code, name, f"Paper {code}", sources=APPLICANT_ONLY)


THING = LifeEventSpec(
    "N1",
    "开店",
    "Open a shop",
    lead="甲局",
    matters=(
        IncludedMatter(
            matter(
                "N1-A",
                "甲局",
                promised_days=5,
                requirements=(paper("a", "n_contract", "租赁合同"),),
                fields=(
                    FieldSpec("phone", "联系电话", "Phone", kind="phone"),
                    FieldSpec("price", "租金", "Rent", kind="money"),
                ),
                outputs=(OutputSpec("n_first", "甲证", "First licence"),),
            )
        ),
        IncludedMatter(
            matter(
                "N1-B",
                "乙局",
                promised_days=5,
                requirements=(
                    paper("b", "n_contract", "租赁合同"),
                    paper("c", "n_plan", "平面图"),
                ),
            )
        ),
        IncludedMatter(
            matter(
                "N1-C",
                "丙局",
                promised_days=3,
                requirements=(
                    RequirementSpec(
                        "d", "n_first", "甲证", "First licence", sources=output_of("N1-A")
                    ),
                    paper("e", "n_staff", "健康证明"),
                ),
            )
        ),
        IncludedMatter(
            matter(
                "N1-E", "戊局", promised_days=5, requirements=(paper("f", "n_fire", "消防承诺"),)
            )
        ),
    ),
)
MATERIALS = ("n_contract", "n_plan", "n_first", "n_staff", "n_fire")
BY_HAND = ("n_contract", "n_plan", "n_staff", "n_fire")


def publish() -> None:
    catalogue = CatalogueSpec(
        "补正目录",
        departments=tuple(DepartmentSpec(name, f"Bureau {name}") for name in b.DEPARTMENTS),
        materials=tuple(MaterialTypeSpec(code, code) for code in MATERIALS),
        life_events=(THING,),
    )
    with transaction.atomic():
        publish_catalogue(catalogue, actor=SYSTEM, region=b.REGION)
        suppose_agreed(actor=SYSTEM)


def submitted(town: b.Town) -> Case:
    case = b.draft(town, code="N1")
    b.do(actions.save_form, case, values=FORM, actor=town.me)
    for code in BY_HAND:
        b.do(actions.attach_upload, b.slot(case, code), upload=b.pdf(), actor=town.me)
    case = b.do(actions.submit, case, actor=town.me)
    drain()
    return case


def accepted(town: b.Town) -> Case:
    case = b.do(accept, submitted(town), actor=town.clerk)
    drain()
    case.refresh_from_db()
    return case


def finding(case: Case, where: str, what: Text = BAD) -> Finding:
    """`where` is the code of a material, or of a field."""
    if where in MATERIALS:
        return Finding(what, slot_id=b.slot(case, where).pk)
    return Finding(what, element=where)


def report(
    town: b.Town, case: Case, code: str, *where: str, what: Text = BAD
) -> list[MissingReport]:
    """As a door does it: one transaction, and what goes too far is counted."""
    part = b.approval(case, code)
    actor = town.officer(part)
    with counted(part, actor=actor), transaction.atomic():
        findings = [finding(case, each, what) for each in where]
        return report_all(part, findings=findings, actor=actor)


@contextmanager
def too_far(code: str) -> Iterator[pytest.ExceptionInfo[DomainError]]:
    """Refused, with what counts written down afterwards: no transaction stands around it."""
    with pytest.raises(DomainError) as caught:
        yield caught
    assert caught.value.code == code


def take(town: b.Town, case: Case, *codes: str) -> None:
    for code in codes:
        part = b.approval(case, code)
        b.do(take_up, part, actor=town.officer(part))


def states(case: Case) -> dict[str, str]:
    rows = Approval.objects.filter(case=case)
    return dict(rows.values_list("matter_edition__matter__code", "state"))


def told(town: b.Town, case: Case) -> Correction:
    """甲局 misses the contract and the rent, 乙局 and 戊局 have looked and miss nothing."""
    report(town, case, "N1-A", "n_contract", "price")
    take(town, case, "N1-B", "N1-E")
    drain()
    return Correction.objects.get(case=case, is_of_departments=True)


def put_right(town: b.Town, case: Case, *where: str) -> None:
    for each in where:
        if each in MATERIALS:
            slot = b.slot(case, each)
            b.do(actions.attach_upload, slot, upload=b.pdf("新.pdf"), actor=town.me)
        else:
            b.do(actions.save_form, case, values={each: "1700000"}, actor=town.me)


def later(days: int) -> time_machine.travel:
    return time_machine.travel(today() + dt.timedelta(days=days, hours=12), tick=False)
