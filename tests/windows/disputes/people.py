"""Departments that keep registers, and their officers."""

from __future__ import annotations

from datasharing.lists.catalogue.owners import assign_owners
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import Department
from tests.windows import builders as b
from windows.cases import actions
from windows.cases.models import Case
from windows.disputes.queries import registered_for


def keeper(name: str = "杭州市民政局", code: str = "mz") -> Actor:
    """An officer of the authority that keeps the register of marriages (or another one)."""
    Department.objects.get_or_create(
        code=code, defaults={"name": name, "region_id": b.REGION, "name_en": "Civil Affairs"}
    )
    assign_owners()
    return Actor(Role.OFFICER, None, "登记员", department_code=code, region_code="330100")


def read_draft(town: b.Town) -> Case:
    """A certificate for which the register of marriages has answered."""
    case = b.draft(town, code="T2")
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    b.drain()
    case.refresh_from_db()
    return case


def exchange_of(case: Case, actor: Actor, resource: str):
    return next(
        each.exchange
        for each in registered_for(case, actor)
        if each.exchange.resource.code == resource
    )
