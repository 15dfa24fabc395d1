"""Cases of the clock's own catalogue, and people with names and levels."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from materials.licences.actions import issue_licence
from materials.models import Licence, MaterialType
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import SignLevel, User
from portal.accounts.roles import Role
from portal.outbox.drain import drain
from services.catalogue.text import Text
from services.models import Department, Matter
from tests.windows import builders as b
from windows.approvals.models import Approval
from windows.cases import actions
from windows.cases.models import Case

SHANGHAI = ZoneInfo("Asia/Shanghai")
PERMIT_ENDS = dt.date(2026, 4, 10)


def at(month: int, day: int, hour: int = 9) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def permit(town: b.Town, ends: dt.date = PERMIT_ENDS) -> Licence:
    """What the applicant holds, until `ends`."""
    return b.do(
        issue_licence,
        town.buyer,
        matter=Matter.objects.get(code="T9-R"),
        material_type=MaterialType.objects.get(code="t_permit"),
        department=Department.objects.get(name="丁局"),
        case_number=f"OLD-{ends:%Y%m%d}",
        name=Text("许可证"),
        content={},
        actor=SYSTEM,
        valid_until=ends,
    )


def accepted(town: b.Town, code: str = "T9") -> Case:
    """Nothing has to be handed in, so the clockwork accepts it on the same day."""
    case = b.do(actions.submit, b.draft(town, code=code), actor=town.me)
    drain()
    case.refresh_from_db()
    assert case.state == "accepted"
    return case


def part(case: Case, code: str) -> Approval:
    return b.approval(case, code)


def officer(approval: Approval, name: str = "经办", level: int = SignLevel.EXAMINER) -> Actor:
    user, _ = User.objects.get_or_create(username=name, defaults={"display_name": name})
    code = approval.department.code
    return Actor(Role.OFFICER, user.pk, name, department_code=code, level=level)


def head(approval: Approval) -> Actor:
    return officer(approval, "局长", SignLevel.HEAD)


def mayor(region: str = "330100", level: int = SignLevel.HEAD) -> Actor:
    user, _ = User.objects.get_or_create(username=f"市长{region}{level}")
    return Actor(Role.SUPERVISOR, user.pk, "市长", region_code=region, level=level)


def fresh(approval: Approval) -> Approval:
    return Approval.objects.get(pk=approval.pk)
