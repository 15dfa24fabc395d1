"""Everybody with an account, and one case for each stage: what the matrix is walked on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.client import ClientHandler
from rest_framework.authtoken.models import Token

from datasharing.models import Consent, LedgerEntry, LedgerQuestion
from datasharing.sandbox.population import population
from materials.models import Licence
from portal.accounts.account_actions import create_staff
from portal.accounts.actions import register_applicant, start_representation
from portal.accounts.actor import SYSTEM, actor_of
from portal.accounts.identity import credit_check_character
from portal.accounts.models import Applicant, IdType, Representation, Staff, User
from portal.accounts.roles import Role
from services.catalogue.lookups import matter_specs
from services.catalogue.spec import LegalBasisSpec, RequirementSpec
from services.catalogue.text import Text
from services.models import (
    Department,
    ImportRow,
    ImportRun,
    ImportState,
    OverlayProposal,
    Region,
    Revision,
    Verdict,
)
from services.overlays.actions import propose_overlay, publish_overlay
from services.overlays.queries import standard_of
from services.revisions.actions import start_revision
from services.revisions.edits.event import with_sentence
from services.revisions.queries import spec_of
from services.revisions.saving import save_step
from tests.services.overlays.reviewed import AUTHOR
from tests.windows import builders as b
from tests.windows.deferred.shops import accepted, publish_shops
from windows.cases import actions
from windows.cases.models import Case
from windows.clock import today
from windows.corrections.reporting import report_missing
from windows.models import CommitmentCheck, Rating
from windows.notices.models import Notice
from windows.ratings.actions import rate

ROLES = (
    "anonymous",
    "stranger",
    "owner",
    "party",
    "clerk",
    "clerk_elsewhere",
    "officer",
    "officer_elsewhere",
    "data_officer",
    "supervisor",
    "editor",
    "department_system",
    "admin",
)
"""A stranger has no part in the case; the officer elsewhere decides another matter of it."""

STAFF: Mapping[str, dict[str, str]] = {
    "clerk": {"role": Role.CLERK, "region_code": "330100", "centre_code": "test-hall"},
    "clerk_elsewhere": {"role": Role.CLERK, "region_code": "330200", "centre_code": "far-hall"},
    "officer": {"role": Role.OFFICER, "region_code": "330100", "department": "甲局"},
    "officer_elsewhere": {"role": Role.OFFICER, "region_code": "330100", "department": "戊局"},
    "data_officer": {"role": Role.DATA_OFFICER, "region_code": "330100", "department": "甲局"},
    "supervisor": {"role": Role.SUPERVISOR, "region_code": "330100"},
    "editor": {"role": Role.EDITOR, "region_code": "330100", "department": "甲局"},
    "department_system": {"role": Role.DEPARTMENT_SYSTEM, "department": "甲局"},
}
PASSWORD = "walnut-tree-57"
LOCAL_LAW = LegalBasisSpec("杭州市某条例", "12")
FRESH_ID = "330102199103071238"
"""A well-formed number that nobody here has."""


def open_account(username: str, applicant: Applicant) -> User:
    user = User.objects.create_user(username, password=PASSWORD, display_name=applicant.name)
    applicant.user = user
    applicant.save(update_fields=["user"])
    return user


def appoint(username: str, **post: str) -> User:
    name = post.pop("department", "")
    if name:
        post["department_code"] = Department.objects.get(name=name).code
    made: Staff = create_staff(
        username=username, display_name=username, password=PASSWORD, actor=SYSTEM, **post
    )
    return made.user


def begin_import() -> ImportRun:
    """A file with one new matter, read and waiting for somebody to submit it."""
    run = ImportRun.objects.create(
        name="一批.jsonl",
        digest="0" * 64,
        format="c0109",
        region_id="330100",
        state=ImportState.READY,
        position=1,
        author_name="系统",
    )
    ImportRow.objects.create(run=run, number=1, code="N1", name="新事项", verdict=Verdict.NEW)
    return run


def named_draft(town: b.Town) -> Case:
    """The seller is named and has not answered; nothing is handed in or agreed to."""
    case = b.draft(town)
    who = {"name": town.seller.name, "id_number": town.seller.id_number}
    b.do(actions.name_party, case, role="seller", actor=town.me, **who)
    return case


def asked_draft(town: b.Town) -> Case:
    """The applicant has agreed, and no register has answered yet."""
    case = named_draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    return case


def corrected_case(town: b.Town) -> Case:
    """All that the notice asked for has been handed in again."""
    case = b.case_under_correction(town)
    b.do(actions.attach_upload, b.slot(case, "t_contract"), upload=b.pdf(), actor=town.me)
    return case


def reported_case(town: b.Town) -> Case:
    """One department has noted what it misses; another has not looked yet."""
    case = b.accepted_case(town)
    part = b.approval(case, "T1-A")
    b.do(
        report_missing,
        part,
        what=Text("合同缺页"),
        slot_id=b.slot(case, "t_contract").pk,
        actor=town.officer(part),
    )
    return case


@dataclass(eq=False)
class Scenes:
    """The accounts by role; the cases by stage."""

    town: b.Town
    users: dict[str, User] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    token: str = ""
    walk_in: Applicant = field(init=False)
    firm: Applicant = field(init=False)
    stands_for_it: Representation = field(init=False)
    revision: Revision = field(init=False)
    proposal: OverlayProposal = field(init=False)
    check: CommitmentCheck = field(init=False)
    _handler: ClientHandler | None = None
    """Shared by all browsers: to load the middleware takes longer than most pages."""

    @classmethod
    def build(cls) -> Scenes:
        scenes = cls(b.Town.build())
        begin_import()
        people = {"stranger": "stranger", "owner": "buyer", "party": "seller"}
        for role, person in people.items():
            scenes.users[role] = open_account(role, getattr(scenes.town, person))
        for role, post in STAFF.items():
            scenes.users[role] = appoint(role, **post)
        scenes.users["admin"] = User.objects.create_superuser("admin", password=PASSWORD)
        scenes.token = Token.objects.create(user=scenes.users["department_system"]).key
        scenes._tell_who_came_to_the_desk()
        scenes._tell_the_stages()
        scenes._tell_who_asked_about_a_read()
        scenes._tell_what_is_edited()
        scenes._ease_in_the_city()
        for role, user in scenes.users.items():
            client = Client()
            client.force_login(user)
            scenes.sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return scenes

    def _tell_the_stages(self) -> None:
        town = self.town
        stages = {
            "open": b.draft,
            "named": named_draft,
            "draft": b.complete_draft,
            "submitted": b.submitted_case,
            "correction": b.case_under_correction,
            "corrected": corrected_case,
            "accepted": b.accepted_case,
            "reported": reported_case,
            "results": b.finished_case,
            "collected": b.collected_case,
            "rated": b.collected_case,
        }
        for stage, build in stages.items():
            self.cases[stage] = build(town)
        publish_shops()
        self.cases["following"] = accepted(town, "T4")
        self._tell_what_was_promised()
        self.cases["asked"] = asked_draft(town)  # last: every other one lets the worker work
        self.cases["desk"] = b.draft(town, channel="window")
        b.do(rate, self.cases["rated"], grade=1, options=[], comment="等太久", actor=town.me)

    def _tell_what_was_promised(self) -> None:
        """甲's decision rests on a promise that nobody has checked yet."""
        case = self.cases["results"]
        slot = b.slot(case, "t_only")
        self.check = CommitmentCheck.objects.create(
            approval=b.approval(case, "T1-A"),
            commitment=slot.commitment,
            slot=slot,
            due_on=today() + timedelta(days=60),
        )

    def _ease_in_the_city(self) -> None:
        """One matter has an edition of the city's own; for another one more paper is proposed."""
        standard = standard_of("T2-A")
        spec = replace(matter_specs([standard])[standard.pk], requirements=())
        city = Region.objects.get(code="330100")
        how = {"region": city, "spec": spec, "why": "当地试行", "actor": SYSTEM}
        b.do(publish_overlay, "T2-A", **how)
        extra = RequirementSpec("local", "t_local", "社区证明", legal_bases=(LOCAL_LAW,))
        rule = matter_specs([standard_of("T1-B")]).popitem()[1]
        more = replace(rule, requirements=(*rule.requirements, extra))
        how |= {"spec": more, "actor": AUTHOR}
        self.proposal = b.do(propose_overlay, "T1-B", **how)

    def _tell_who_came_to_the_desk(self) -> None:
        """Somebody without an account, who stands for a firm; and an account that is nobody's."""
        first = "91330106MA2ABCD12"
        self.walk_in = b.applicant_of(population().by_username["hejie"])
        self.firm = register_applicant(
            name="甲公司",
            id_number=first + credit_check_character(first),
            id_type=IdType.CREDIT_CODE,
            actor=SYSTEM,
        )
        self.stands_for_it = start_representation(
            self.firm, person=self.walk_in, role="agent", actor=SYSTEM
        )
        User.objects.create_user("unclaimed", password=PASSWORD)

    def _tell_who_asked_about_a_read(self) -> None:
        """For the second time, so that the supervisor answers."""
        line = LedgerEntry.objects.get(subject=self.town.buyer, sequence=1)
        LedgerQuestion.objects.create(
            subject=self.town.buyer,
            sequence=1,
            line_at=line.at,
            case_number=line.case_number,
            department=Department.objects.get(name="甲局"),
            level=LedgerQuestion.Level.SUPERVISOR,
            text="还是不明白",
            asked_at=line.at,
        )

    def _tell_what_is_edited(self) -> None:
        """A draft of the editor's, saved once."""
        actor = actor_of(self.users["editor"])
        begun = start_revision("T1", actor=actor)
        spec = with_sentence(spec_of(begun), "房屋没有抵押", "No mortgage on the home")
        self.revision = save_step(begun, spec=spec, version=begun.version, actor=actor)

    def client(self, role: str, **more: object) -> Client:
        """A browser of its own, logged in as this role."""
        client = Client(**more)
        if self._handler is None:
            self._handler = Client().handler
            self._handler.load_middleware()
        if not more.get("enforce_csrf_checks"):
            client.handler = self._handler
        if role in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client

    def call(self, role: str, path: str) -> dict[str, str]:
        """Headers that the role brings: a department's system has a token, no browser."""
        if role == "department_system" and path.startswith("/api/"):
            return {"authorization": f"Token {self.token}"}
        return {}

    def values(self, where: Mapping[str, str]) -> dict[str, object]:
        """What fills the places of a route and of a body, for one line of the matrix."""
        case = self.cases[where.get("case", "open")]
        values: dict[str, object] = {
            "number": case.number,
            "code": where.get("code", "T1"),
            "matter_code": "T1-A",
            "case": case.pk,
            "applicant_id": self.town.buyer.pk,
            "seller_id": self.town.seller.id_number,
            "seller_name": self.town.seller.name,
            "verb": where.get("verb", ""),
            "password": PASSWORD,
            "fresh_id": FRESH_ID,
            "walk_in": self.walk_in.pk,
            "firm": self.firm.pk,
            "overlaid": "T2-A",
            "region": "330100",
            "representation_id": self.stands_for_it.pk,
            "revision": self.revision.pk,
            "proposal": self.proposal.pk,
            "check_id": self.check.pk,
            "edition_in_force": b.edition("T1").pk,
        }
        material = where.get("slot", "t_contract")
        slot = case.slots.filter(material_type__code=material).first()
        values["slot_id"] = slot.pk if slot else 0
        values["slot"] = values["slot_id"]
        approval = case.approvals.filter(
            matter_edition__matter__code=where.get("matter", "T1-A")
        ).first()
        values["approval_id"] = approval.pk if approval else 0
        noted = approval.missing.first() if approval else None
        values["report_id"] = noted.pk if noted else 0
        writ = case.writs.filter(approval=approval).first() if approval else None
        values["writ_id"] = writ.pk if writ else 0
        owner = self.town.buyer
        values["document_id"] = slot.document_id or "" if slot else ""
        licence = Licence.objects.filter(holder=owner).order_by("pk").first()
        values["number_of_licence"] = licence.number if licence else ""
        values["token"] = licence.token if licence else ""
        consent = Consent.objects.filter(subject=owner, revoked_at=None).order_by("pk").first()
        values["consent_id"] = consent.pk if consent else 0
        rating = Rating.objects.filter(case=self.cases["rated"]).first()
        values["rating_id"] = rating.pk if rating else 0
        notice = Notice.objects.filter(applicant=owner).order_by("pk").first()
        values["notice_id"] = notice.pk if notice else 0
        pickup = getattr(case, "pickup", None)
        values["pickup"] = pickup.code if pickup else ""
        values["subject_id"] = owner.pk
        values["line_question"] = LedgerQuestion.objects.earliest("pk").pk
        values["seal_number"] = 1
        values["import_run"] = ImportRun.objects.earliest("pk").pk
        return values


def fingerprint() -> dict[str, tuple[int, int]]:
    """Every table, row for row: (rows, sum of their hashes). Sessions are no part of the record."""
    with connection.cursor() as cursor:
        tables = [
            table.name
            for table in connection.introspection.get_table_list(cursor)
            if table.type == "t" and table.name not in ("django_session", "django_migrations")
        ]
        each = (
            f"SELECT '{table}', count(*), coalesce(sum(hashtext(t::text)), 0) FROM \"{table}\" t"
            for table in tables
        )
        cursor.execute(" UNION ALL ".join(each))
        return {name: (rows, total) for name, rows, total in cursor.fetchall()}


def changed(before: Mapping[str, tuple[int, int]]) -> list[str]:
    """The tables that differ from what they were."""
    now = fingerprint()
    return sorted(name for name in now if now[name] != before.get(name))


@contextmanager
def taken_back() -> Iterator[None]:
    """What happens inside has not happened afterwards."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
        transaction.set_rollback(False)  # what broke it is gone as well
