"""A small catalogue of our own, people, staff, and cases named after the state they are in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from datasharing.sandbox.population import Person, population
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.errors import DomainError
from portal.outbox.drain import drain
from services.catalogue.load import load_catalogue
from services.catalogue.spec import (
    CatalogueSpec,
    Condition,
    DayUnit,
    DepartmentSpec,
    FieldSpec,
    IncludedMatter,
    LifeEventSpec,
    MaterialTypeSpec,
    MatterSpec,
    OptionSpec,
    OutcomeKind,
    OutputSpec,
    PartySpec,
    QuestionSpec,
    RequirementSpec,
    SourceKind,
    SourceSpec,
)
from services.models import LifeEventEdition, Region
from windows.approvals.actions import decide
from windows.approvals.models import Approval
from windows.cases import actions
from windows.cases.models import Case, MaterialSlot
from windows.centres.models import ServiceCentre
from windows.corrections.actions import Defect, ask_for_correction
from windows.intake.actions import accept
from windows.pickup.actions import collect

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
REGION = "330100"
DEPARTMENTS = ("甲局", "乙局", "丙局", "丁局", "戊局")
APPLICANT_ONLY = (SourceSpec(SourceKind.APPLICANT),)
ANSWERS = {"who": ("me",)}
FORM = {"phone": "13800138000", "price": "1680000.50"}


def output_of(matter: str) -> tuple[SourceSpec, ...]:
    return (SourceSpec(SourceKind.OUTPUT, matter=matter),)


def read_at(resource: str, *more: SourceSpec) -> tuple[SourceSpec, ...]:
    return (SourceSpec(SourceKind.RESOURCE, resource=resource), *more)


def matter(code: str, department: str, **more: object) -> MatterSpec:
    return MatterSpec(
        code=code, name=f"{code}事项", name_en=f"Matter {code}", department=department, **more
    )


HAND_IN = SourceSpec(SourceKind.APPLICANT)
PROMISE = SourceSpec(SourceKind.COMMITMENT)

FIRST = matter(
    "T1-A",
    "甲局",
    requirements=(
        RequirementSpec(
            "a_home",
            "t_home",
            "产权信息",
            "Home",
            sources=read_at("DS13", HAND_IN),
            about=("seller",),
        ),
        RequirementSpec(
            "a_marriage",
            "t_marriage",
            "婚姻信息",
            "Marriage",
            sources=read_at("DS07", PROMISE, HAND_IN),
        ),
        RequirementSpec("a_contract", "t_contract", "买卖合同", "Contract", sources=APPLICANT_ONLY),
    ),
    fields=(
        FieldSpec("phone", "联系电话", "Phone", kind="phone"),
        FieldSpec("price", "成交价", "Price", kind="money"),
        FieldSpec(
            "address",
            "房屋坐落",
            "Address",
            kind="address",
            required=False,
            prefill=("DS13.address",),
        ),
    ),
    outputs=(OutputSpec("t_first", "甲证", "First licence"),),
)
SECOND = matter(
    "T1-B",
    "乙局",
    promised_days=1,
    statutory_days=10,
    requirements=(
        RequirementSpec("b_first", "t_first", "甲证", "First licence", sources=output_of("T1-A")),
        RequirementSpec("b_only", "t_only", "唯一住房声明", "Only home", sources=(PROMISE,)),
    ),
    outputs=(OutputSpec("t_second", "乙证", "Second licence"),),
)
THIRD = matter(
    "T1-C",
    "丙局",
    promised_days=3,
    requirements=(
        RequirementSpec(
            "c_second", "t_second", "乙证", "Second licence", sources=output_of("T1-B")
        ),
    ),
    outputs=(OutputSpec("t_third", "过户结果", "Transfer notice", is_licence=False),),
)
AFTER_FIRST = matter("T1-D", "丁局", promised_days=2, day_unit=DayUnit.NATURAL)
ALONE = matter(
    "T1-E",
    "戊局",
    promised_days=1,
    requirements=(RequirementSpec("e_form", "t_form", "申请书", "Form", generated_form=True),),
)
WHO = QuestionSpec(
    "who",
    "谁来办？",
    text_en="Who applies?",
    options=(
        OptionSpec("me", "本人", "Myself"),
        OptionSpec(
            "sealed",
            "房屋被查封",
            "Seized",
            outcome=OutcomeKind.INELIGIBLE,
            reason="查封期间不能过户",
        ),
        OptionSpec(
            "body", "须本人到场", "In person", outcome=OutcomeKind.IN_PERSON, reason="要当面核对"
        ),
        OptionSpec(
            "other",
            "继承",
            "Inherited",
            outcome=OutcomeKind.HANDED_OVER,
            reason="走继承",
            hands_to="T2",
        ),
    ),
)
SALE = LifeEventSpec(
    "T1",
    "卖旧房",
    "Sell a home",
    lead="甲局",
    parties=(PartySpec("seller", "卖方", "Seller"),),
    questions=(WHO,),
    matters=(
        IncludedMatter(FIRST),
        IncludedMatter(SECOND),
        IncludedMatter(THIRD),
        IncludedMatter(AFTER_FIRST, starts_after=("T1-A",)),
        IncludedMatter(ALONE),
    ),
)
PROVEN = LifeEventSpec(
    "T2",
    "开证明",
    "Get a certificate",
    lead="甲局",
    matters=(
        IncludedMatter(
            matter(
                "T2-A",
                "甲局",
                requirements=(
                    RequirementSpec(
                        "marriage",
                        "t_marriage",
                        "婚姻信息",
                        "Marriage",
                        sources=read_at("DS07", HAND_IN),
                    ),
                ),
                outputs=(OutputSpec("t_proof", "证明", "Certificate"),),
            ),
            Condition(),
        ),
    ),
)
MATERIALS = (
    "t_home", "t_marriage", "t_contract", "t_first", "t_only",
    "t_second", "t_third", "t_form", "t_proof",
)  # fmt: skip
CATALOGUE = CatalogueSpec(
    "测试目录",
    departments=tuple(DepartmentSpec(name, f"Bureau {name}") for name in DEPARTMENTS),
    materials=tuple(MaterialTypeSpec(code, code) for code in MATERIALS),
    life_events=(SALE, PROVEN),
)


def build_catalogue() -> None:
    """Published through the loader, in a city of the province."""
    parent = None
    for level, code, name in ((1, "330000", "浙江省"), (2, "330100", "杭州市")):
        parent, _ = Region.objects.get_or_create(
            code=code, defaults={"name": name, "level": level, "parent": parent}
        )
    with transaction.atomic():
        load_catalogue(CATALOGUE, actor=SYSTEM, region=REGION)


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
