"""How many levels sign: set by the head of the department, for all its matters or for one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from portal.accounts.actor import Actor
from portal.accounts.models import SignLevel, Staff
from portal.accounts.roles import Role
from portal.journal.actions import record
from services.models import Department, Matter
from windows.assignments.errors import LevelTooLow, NobodySignsThere, NotTheDepartmentsMatter
from windows.assignments.models import SignOffRule
from windows.errors import ApprovalNotFound


@dataclass(frozen=True, slots=True)
class MatterRule:
    """`levels` is None where the matter follows its department."""

    matter: Matter
    levels: int | None


def department_of(actor: Actor) -> Department:
    """The officer's own. Raises ApprovalNotFound for whoever has none."""
    found = None
    if actor.kind == Role.OFFICER and actor.department_code:
        found = Department.objects.filter(code=actor.department_code).first()
    if found is None:
        raise ApprovalNotFound
    return found


def rules_of(department: Department) -> tuple[int, list[MatterRule]]:
    """(levels of the department, those of each of its matters by code)."""
    found = SignOffRule.objects.filter(department=department)
    rows = {rule.matter_id: rule.levels for rule in found}
    matters = Matter.objects.filter(_theirs(department)).distinct().order_by("code")
    own = rows.get(None, SignLevel.EXAMINER.value)
    return own, [MatterRule(matter, rows.get(matter.pk)) for matter in matters]


@transaction.atomic(savepoint=False)
def set_levels(*, matter_code: str, levels: int | None, actor: Actor) -> None:
    """For one matter, or with no code for all that have no rule of their own; None takes the rule
    away. What is signed already stays signed; the next signature follows the new rule.

    By the head of the department. Raises LevelTooLow, NotTheDepartmentsMatter, NobodySignsThere
    where nobody could sign the last level.
    """
    department = department_of(actor)
    if not actor.is_head:
        raise LevelTooLow(level=SignLevel.HEAD.label)
    matter = _matter(department, matter_code) if matter_code else None
    if levels is None:
        SignOffRule.objects.filter(department=department, matter=matter).delete()
    else:
        level = SignLevel(levels)
        _check_somebody_signs(department, level)
        SignOffRule.objects.update_or_create(
            department=department, matter=matter, defaults={"levels": level.value}
        )
    record(
        f"department:{department.code}",
        "department.levels_set",
        actor=actor,
        matter=matter.name if matter else "",
        department=department.name,
        department_en=department.name_en or department.name,
        levels=levels or 0,
    )


def _theirs(department: Department) -> Q:
    """Its own, and those that it does in place of another in its region."""
    return Q(department=department) | Q(editions__department=department)


def _matter(department: Department, code: str) -> Matter:
    matter = Matter.objects.filter(_theirs(department), code=code).distinct().first()
    if matter is None:
        raise NotTheDepartmentsMatter(field="matter")
    return matter


def _check_somebody_signs(department: Department, level: SignLevel) -> None:
    """As many people as levels, each of its level or above."""
    people = Staff.objects.filter(
        role=Role.OFFICER, department_code=department.code, is_active=True, user__is_active=True
    )
    for needed in range(level, 0, -1):
        if people.filter(level__gte=needed).count() < level - needed + 1:
            raise NobodySignsThere(field="levels", level=SignLevel(needed).label)
