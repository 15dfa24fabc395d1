"""Two editors of different departments, the small catalogue, and checks and meter of our own."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from datasharing.resource_list import load_resources
from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM, Actor, actor_of
from portal.accounts.models import User
from portal.accounts.roles import Role
from services.catalogue.spec import LegalBasisSpec, LifeEventSpec
from services.catalogue.text import Text
from services.checks import registry
from services.checks.findings import Finding, Severity, Spot
from services.models import Department, Revision
from services.revisions import burden
from services.revisions.actions import start_revision
from services.revisions.burden import Burden, Line, Measure, MeasureKind
from services.revisions.queries import spec_of
from tests.windows.builders import build_catalogue
from windows.web.editor import findings

BASIS = LegalBasisSpec("不动产登记暂行条例", "16")


def too_long(spec, coverage):
    """A promise of over a year is an error of its matter; a requirement named 复印件 advice."""
    coverage.combinations = 4
    for included in spec.matters:
        if included.matter.promised_days > 365:
            yield Finding(
                "test.days",
                Severity.ERROR,
                Spot(spec.code, matter=included.matter.code),
                Text("承诺的时间太长", "The promise is too long"),
                Text("请缩短到一年以内", "Make it a year at most"),
            )
        for requirement in included.matter.requirements:
            if "复印件" in requirement.name:
                yield Finding(
                    "test.copy",
                    Severity.ADVICE,
                    Spot(spec.code, matter=included.matter.code, requirement=requirement.key),
                    Text("复印件可以不要", "No copy is needed"),
                    Text("请去掉它", "Take it out"),
                    (("who", ("me",)),),
                )


def meter(before: LifeEventSpec | None, after: LifeEventSpec) -> Burden:
    """Counts requirements and nothing else."""
    was, now = _requirements(before), _requirements(after)
    lines = [
        Line(
            Spot(after.code, matter=matter, requirement=key),
            Text(f"新增材料“{row.name}”", f"“{row.name}” is asked for"),
            adds=True,
            legal_bases=row.legal_bases,
        )
        for (matter, key), row in now.items()
        if (matter, key) not in was
    ]
    lines += [
        Line(Spot(after.code), Text(f"不再要“{row.name}”", f"“{row.name}” is no longer asked for"))
        for place, row in was.items()
        if place not in now
    ]
    worse = 1 if len(now) > len(was) else 0
    better = 1 if len(now) < len(was) else 0
    measure = Measure(MeasureKind.DOCUMENTS, len(was), len(now), len(was), len(now), worse, better)
    return Burden(4, (measure,), tuple(lines))


def _requirements(spec):
    return {
        (included.matter.code, requirement.key): requirement
        for included in (spec.matters if spec else ())
        for requirement in included.matter.requirements
    }


@dataclass
class Office:
    """Who edits, in whose browser."""

    user: User
    browser: Client

    @property
    def actor(self) -> Actor:
        return actor_of(self.user)


def appointed(username: str, department: str, role: Role = Role.EDITOR) -> Office:
    code = Department.objects.get(name=department).code if department else ""
    staff = create_staff(
        username=username,
        display_name=username,
        password="walnut-tree-57",
        role=role,
        department_code=code,
        region_code="330100",
        actor=SYSTEM,
    )
    browser = Client()
    browser.force_login(staff.user)
    return Office(staff.user, browser)


@pytest.fixture(autouse=True)
def catalogue(db, monkeypatch):
    monkeypatch.setattr(registry, "_life_event", {"test.days": too_long})
    monkeypatch.setattr(registry, "_matter", {})
    monkeypatch.setattr(burden, "_meters", [meter])
    monkeypatch.setattr(findings, "_known", OrderedDict())
    load_resources(actor=SYSTEM)
    build_catalogue()


@pytest.fixture
def editor() -> Office:
    return appointed("何编目", "甲局")


@pytest.fixture
def reviewer() -> Office:
    return appointed("林审核", "乙局")


@pytest.fixture
def revision(editor) -> Revision:
    with transaction.atomic():
        return start_revision("T1", actor=editor.actor)


@dataclass
class Page:
    """The editing page of one revision, as one editor uses it."""

    office: Office
    pk: int

    def get(self, **query):
        return self.office.browser.get(reverse("revision", args=[self.pk]), query)

    def save(self, part: str, *, version: int | None = None, **typed):
        return self._post("revision_save", part, version, typed)

    def change(self, part: str, do: str, *, version: int | None = None, **where):
        return self._post("revision_change", part, version, where | {"do": do})

    def undo(self, version: int | None = None):
        return self._post("revision_undo", "", version, {})

    def _post(self, name, part, version, data):
        version = self.row.version if version is None else version
        data = {"version": version, **({"part": part} if part else {}), **data}
        return self.office.browser.post(reverse(name, args=[self.pk]), data)

    @property
    def row(self) -> Revision:
        return Revision.objects.get(pk=self.pk)

    @property
    def spec(self) -> LifeEventSpec:
        return spec_of(self.row)

    def matter(self, code: str):
        return next(each for each in self.spec.matters if each.matter.code == code)


@pytest.fixture
def page(editor, revision) -> Page:
    return Page(editor, revision.pk)
