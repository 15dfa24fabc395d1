"""A small catalogue of our own, people, staff, and cases named after the state they are in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from datasharing.lists.permissions.carrying import suppose_agreed
from datasharing.sandbox.population import Person, population
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.errors import DomainError
from portal.outbox.drain import drain
from services.catalogue.load import publish_catalogue
from services.models import LifeEventEdition, Region
from tests.materials.files import PDF
from tests.windows.small_catalogue import CATALOGUE, DEPARTMENTS, REGION
from windows.approvals.actions import decide
from windows.approvals.models import Approval
from windows.cases import actions
from windows.cases.models import Case, MaterialSlot
from windows.centres.models import ServiceCentre
from windows.corrections.actions import Defect, ask_for_correction
from windows.intake.actions import accept
from windows.pickup.actions import collect

__all__ = ["CATALOGUE", "DEPARTMENTS", "REGION"]

ANSWERS = {"who": ("me",)}
FORM = {"phone": "13800138000", "price": "1680000.50"}


def build_catalogue() -> None:
    """Published through the loader, in a city of the province."""
    parent = None
    for level, code, name in ((1, "330000", "浙江省"), (2, "330100", "杭州市")):
        parent, _ = Region.objects.get_or_create(
            code=code, defaults={"name": name, "level": level, "parent": parent}
        )
    with transaction.atomic():
        publish_catalogue(CATALOGUE, actor=SYSTEM, region=REGION)
        suppose_agreed(actor=SYSTEM)


def edition(code: str) -> LifeEventEdition:
    return LifeEventEdition.objects.get(life_event__code=code, state="published")


def applicant_of(person: Person) -> Applicant:
    found, _ = Applicant.objects.get_or_create(
        id_type="resident_id",
        id_number=person.id_number,
        defaults={
            "kind": "person",
            "name": person.name,
            "verified_at": timezone.now(),
            "verified_how": "demo_registry",
        },
    )
    return found


def acting_for(*applicants: Applicant) -> Actor:
    return Actor(
        kind=Role.APPLICANT,
        user_id=None,
        name=applicants[0].name,
        applicant_ids=frozenset(each.pk for each in applicants),
    )


@dataclass
class Town:
    """Everybody who plays in a test."""

    buyer: Applicant
    seller: Applicant
    stranger: Applicant

    @classmethod
    def build(cls) -> Town:
        people = population().by_username
        return cls(
            applicant_of(people["wangxiaoming"]),
            applicant_of(people["chenguoqiang"]),
            applicant_of(people["zhaomin"]),
        )

    @property
    def me(self) -> Actor:
        return acting_for(self.buyer)

    @property
    def other(self) -> Actor:
        return acting_for(self.seller)

    @property
    def nobody(self) -> Actor:
        return acting_for(self.stranger)

    @property
    def clerk(self) -> Actor:
        return Actor(Role.CLERK, None, "窗口甲", region_code="330100", centre_code="test-hall")

    @property
    def clerk_elsewhere(self) -> Actor:
        return Actor(Role.CLERK, None, "外市窗口", region_code="330200")

    @property
    def supervisor(self) -> Actor:
        return Actor(Role.SUPERVISOR, None, "督查", region_code="330100")

    def officer(self, approval: Approval) -> Actor:
        code = approval.department.code
        return Actor(Role.OFFICER, None, "审批员", department_code=code, region_code="330100")


def centre() -> ServiceCentre:
    found, _ = ServiceCentre.objects.get_or_create(
        code="test-hall", defaults={"name": "市民中心", "region_id": REGION}
    )
    return found


def do(function, *args, **kwargs):
    """One act in a transaction of its own, as a door opens it."""
    with transaction.atomic():
        return function(*args, **kwargs)


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[DomainError]]:
    """The block is refused with exactly this code, and what it had written is taken back."""
    with pytest.raises(DomainError) as caught, transaction.atomic():
        yield caught
    assert caught.value.code == code


def snapshot(case: Case) -> dict[str, object]:
    """Everything about a case that an action could change."""
    return {
        "case": Case.objects.filter(pk=case.pk).values().get(),
        "slots": list(MaterialSlot.objects.filter(case=case).order_by("pk").values()),
        "approvals": list(Approval.objects.filter(case=case).order_by("pk").values()),
        "parties": list(case.parties.order_by("pk").values()),
        "corrections": list(case.corrections.order_by("pk").values()),
        "entries": _entries(case),
    }


def unchanged(case: Case, before: dict[str, object], *told: str) -> bool:
    """Nothing but these entries more in the journal: a refusal that is on record."""
    now = snapshot(case)
    return now == before | {"entries": [*before["entries"], *told]}


def _entries(case: Case) -> list[str]:
    from portal.journal.queries import entries_for

    return [entry.verb for entry in entries_for(case.stream)]


def slot(case: Case, material: str) -> MaterialSlot:
    return MaterialSlot.objects.get(case=case, material_type__code=material)


def approval(case: Case, matter_code: str) -> Approval:
    return Approval.objects.select_related("department").get(
        case=case, matter_edition__matter__code=matter_code
    )


def pdf(name: str = "合同.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, "application/pdf")


def draft(town: Town, *, channel: str = "online", code: str = "T1") -> Case:
    return do(
        actions.start_draft,
        edition(code),
        answers=ANSWERS if code == "T1" else {},
        applicant=town.buyer,
        channel=channel,
        actor=town.me if channel == "online" else town.clerk,
        centre=centre() if channel == "window" else None,
    )


def complete_draft(town: Town) -> Case:
    """Form filled, contract uploaded, promise signed, seller confirmed, every read answered."""
    case = draft(town)
    seller = town.seller
    do(
        actions.name_party,
        case,
        role="seller",
        name=seller.name,
        id_number=seller.id_number,
        actor=town.me,
    )
    do(actions.confirm_party, case, resources=["DS13"], actor=town.other)
    do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    do(actions.save_form, case, values=FORM, actor=town.me)
    do(actions.attach_upload, slot(case, "t_contract"), upload=pdf(), actor=town.me)
    do(actions.sign_slot_commitment, slot(case, "t_only"), actor=town.me)
    drain()
    case.refresh_from_db()
    return case


def submitted_case(town: Town) -> Case:
    case = do(actions.submit, complete_draft(town), actor=town.me)
    drain()
    case.refresh_from_db()
    return case


def case_under_correction(town: Town) -> Case:
    case = submitted_case(town)
    from services.catalogue.text import Text

    defect = Defect(Text("合同缺页", "A page is missing"), slot=slot(case, "t_contract"))
    do(ask_for_correction, case, defects=[defect], actor=town.clerk)
    case.refresh_from_db()
    return case


def accepted_case(town: Town) -> Case:
    case = do(accept, submitted_case(town), actor=town.clerk)
    drain()
    case.refresh_from_db()
    return case


def grant(town: Town, case: Case, *codes: str) -> None:
    for code in codes:
        one = approval(case, code)
        do(decide, one, granted=True, actor=town.officer(one))
        drain()


def finished_case(town: Town) -> Case:
    case = accepted_case(town)
    grant(town, case, "T1-A", "T1-B", "T1-C", "T1-D", "T1-E")
    case.refresh_from_db()
    return case


def collected_case(town: Town) -> Case:
    case = do(collect, finished_case(town), actor=town.me)
    drain()
    case.refresh_from_db()
    return case
