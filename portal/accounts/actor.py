"""Who is acting: everything an action needs to know about the person behind a call, and no more."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import Applicant, Representation, SignLevel, Staff, User
from portal.accounts.roles import Role
from portal.worded import Worded


@dataclass(frozen=True, slots=True)
class Actor:
    """One person in one role. `applicant_ids` are those for whom an applicant may act.

    Empty codes match nothing: a policy must never read "" as "everywhere".
    """

    kind: Role
    user_id: int | None
    name: str
    department_code: str = ""
    region_code: str = ""
    centre_code: str = ""
    applicant_ids: frozenset[int] = frozenset()
    level: int = SignLevel.EXAMINER
    """Of staff: `SignLevel`."""

    @property
    def is_head(self) -> bool:
        """负责人 of a department, or for supervisors of the government of their region."""
        return self.is_staff and self.level >= SignLevel.HEAD

    @property
    def is_staff(self) -> bool:
        return self.kind not in (Role.APPLICANT, Role.SYSTEM)

    def acts_for(self, applicant_id: int | None) -> bool:
        return applicant_id is not None and applicant_id in self.applicant_ids


SYSTEM = Actor(kind=Role.SYSTEM, user_id=None, name="系统")
"""The clockwork: background work that nobody asked for just now."""


def actor_of(user: User | AnonymousUser) -> Actor:
    """The actor behind a logged-in account: staff in their role, everyone else as applicant.

    A nobody is an applicant who may act for no one.
    """
    if not isinstance(user, User) or not user.is_active:
        return Actor(kind=Role.APPLICANT, user_id=None, name="")
    name = user.display_name or user.get_username()
    staff = _STAFF.first(user.pk)
    if staff is not None:
        return Actor(
            kind=Role(staff.role),
            user_id=user.pk,
            name=name,
            department_code=staff.department_code,
            region_code=staff.region_code,
            centre_code=staff.centre_code,
            level=staff.level,
        )
    if user.is_superuser:
        return Actor(kind=Role.ADMIN, user_id=user.pk, name=name)
    return Actor(
        kind=Role.APPLICANT, user_id=user.pk, name=name, applicant_ids=_applicants_of(user)
    )


def _applicants_of(user: User) -> frozenset[int]:
    """The person, and the organisations that the person stands for today.

    Only a verified identity opens anything: an account that merely claims a number acts for no one.
    """
    person = _PERSON.first(user.pk)
    return frozenset() if person is None else frozenset({person, *_REPRESENTED(person)})


_STAFF: Worded[Staff] = Worded(
    lambda user: Staff.objects.filter(user_id=user, is_active=True).order_by("pk")
)
_PERSON: Worded[int] = Worded(
    lambda user: (
        Applicant.objects.filter(user_id=user, verified_at__isnull=False)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
)
_REPRESENTED: Worded[int] = Worded(
    lambda person: (
        Representation.objects.filter(person_id=person, ended_at=None)
        .order_by()
        .values_list("organisation_id", flat=True)
    )
)
