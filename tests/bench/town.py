"""People, staff, and one case in each state, made by the portal's own actions."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from datasharing.lists.permissions.carrying import suppose_agreed
from portal.accounts.actor import SYSTEM, Actor, actor_of
from portal.accounts.models import Applicant, Staff, User
from portal.accounts.roles import Role
from portal.outbox.drain import drain
from services.catalogue.load import publish_catalogue
from services.models import Department, LifeEventEdition, Region
from tests.bench.catalogue import CATALOGUE, DEPARTMENTS, FORM, REGION
from windows.cases import actions
from windows.cases.models import Case, MaterialSlot


def build() -> None:
    """Catalogue, an officer for each department, a clerk; does nothing when they are there."""
    if LifeEventEdition.objects.filter(life_event__code="B5").exists():
        return
    parent = None
    for level, code, name in ((1, "330000", "浙江省"), (2, "330100", "杭州市")):
        parent, _ = Region.objects.get_or_create(
            code=code, defaults={"name": name, "level": level, "parent": parent}
        )
    with transaction.atomic():
        publish_catalogue(CATALOGUE, actor=SYSTEM, region=REGION)
        suppose_agreed(actor=SYSTEM)
    for place, name in enumerate(DEPARTMENTS):
        staff(f"officer{place}", Role.OFFICER, department_code=code_of(name))
    staff("clerk", Role.CLERK)


def code_of(department: str) -> str:
    return str(Department.objects.get(name=department).code)


def staff(username: str, role: Role, **more: str) -> User:
    user = User.objects.create(username=username, display_name=username)
    Staff.objects.create(user=user, role=role.value, region_code=REGION, **more)
    return user


def officer(place: int) -> Actor:
    return actor_of(User.objects.get(username=f"officer{place}"))


def person(number: int) -> Applicant:
    """The invented person of this number, with an account."""
    user, _ = User.objects.get_or_create(username=f"person{number}")
    found, _ = Applicant.objects.get_or_create(
        id_type="passport",
        id_number=f"BENCH{number:06d}",
        defaults={
            "kind": "person",
            "name": f"测试{number}",
            "user": user,
            "verified_at": timezone.now(),
            "verified_how": "imported",
        },
    )
    return found


def draft(code: str, applicant: Applicant) -> Case:
    """Everything done but the hand-in."""
    me = Actor(Role.APPLICANT, None, applicant.name, applicant_ids=frozenset({applicant.pk}))
    edition = LifeEventEdition.objects.get(life_event__code=code, state="published")
    with transaction.atomic():
        case = actions.start_draft(
            edition, answers={}, applicant=applicant, channel="online", actor=me
        )
        if code == "B3":
            actions.save_form(case, values=FORM, actor=me)
            for slot in MaterialSlot.objects.filter(case=case, source_kind="commitment"):
                actions.sign_slot_commitment(slot, actor=me)
    return case


def accepted(code: str, applicant: Applicant) -> Case:
    """Handed in; accepted and dispatched by the clockwork, as nobody needs to look at it."""
    case = draft(code, applicant)
    me = Actor(Role.APPLICANT, None, applicant.name, applicant_ids=frozenset({applicant.pk}))
    with transaction.atomic():
        actions.submit(case, actor=me)
    drain()
    case.refresh_from_db()
    return case
