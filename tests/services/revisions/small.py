"""Two life events that share a matter, two editors of two departments, and a plain burden meter."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import transaction

from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.errors import DomainError
from portal.journal.models import Entry
from services.catalogue.load import publish_catalogue
from services.catalogue.spec import (
    CatalogueSpec,
    DepartmentSpec,
    IncludedMatter,
    LegalBasisSpec,
    LifeEventSpec,
    MatterSpec,
    RequirementSpec,
)
from services.catalogue.text import Text
from services.checks.findings import Finding, Severity, Spot
from services.models import Department, LifeEventEdition, PublicChange, Region, Revision
from services.revisions import actions, queries
from services.revisions.burden import Burden, Line
from services.revisions.seen import unseen_in

REGION = "330100"
LAW = LegalBasisSpec("浙江省民宿条例", "7")
HOME = MatterSpec("S-HOME", "房屋登记", "甲局", name_en="Home", promised_days=3, statutory_days=10)
SHARED = MatterSpec("S-SHARED", "共用备案", "乙局", name_en="Shared", promised_days=1)
INN = LifeEventSpec(
    "S1",
    "开办客栈",
    "Open an inn",
    lead="甲局",
    matters=(IncludedMatter(HOME), IncludedMatter(SHARED)),
)
SHOP = LifeEventSpec("S2", "开办小店", "Open a shop", matters=(IncludedMatter(SHARED),))
OTHER = LifeEventSpec(
    "S3", "别的事", "Other", matters=(IncludedMatter(MatterSpec("S-OTHER", "别的", "甲局")),)
)
CATALOGUE = CatalogueSpec(
    "测试目录",
    departments=(DepartmentSpec("甲局", "Bureau A"), DepartmentSpec("乙局", "Bureau B")),
    life_events=(INN, SHOP, OTHER),
)
PAPER = RequirementSpec("paper", "s_paper", "房屋证明", "Proof of home")
ADDED = Text("要交房屋证明。", "Proof of home is asked for.")


def with_matter(spec: LifeEventSpec, changed: MatterSpec) -> LifeEventSpec:
    return replace(
        spec,
        matters=tuple(
            replace(each, matter=changed) if each.matter.code == changed.code else each
            for each in spec.matters
        ),
    )


def asking_more(*bases: LegalBasisSpec) -> LifeEventSpec:
    """The inn, with one more paper to bring."""
    paper = replace(PAPER, legal_bases=bases)
    return with_matter(INN, replace(HOME, requirements=(paper,)))


def meter(before: LifeEventSpec | None, after: LifeEventSpec) -> Burden:
    """Counts papers: each new one is a line."""
    had = _papers(before) if before else {}
    lines = tuple(
        Line(Spot(after.code, matter, key), ADDED, adds=True, legal_bases=paper.legal_bases)
        for (matter, key), paper in _papers(after).items()
        if before and (matter, key) not in had
    )
    return Burden(1, (), lines)


def _papers(spec: LifeEventSpec) -> dict[tuple[str, str], RequirementSpec]:
    return {
        (each.matter.code, paper.key): paper
        for each in spec.matters
        for paper in each.matter.requirements
    }


def too_long(spec, coverage):
    """A check: nothing may take 99 days."""
    coverage.combinations += 1
    for each in spec.matters:
        if each.matter.promised_days == 99:
            yield Finding(
                "test.days",
                Severity.ERROR,
                Spot(spec.code, each.matter.code),
                Text("时间太长。", "It takes too long."),
                Text("请改短。", "Make it shorter."),
            )


def build() -> None:
    province = Region.objects.create(code="330000", name="浙江省", level=1)
    Region.objects.create(code=REGION, name="杭州市", level=2, parent=province)
    do(publish_catalogue, CATALOGUE, actor=SYSTEM, region=REGION)


def staff(username: str, name: str, department: str, role: Role = Role.EDITOR) -> Actor:
    user, _ = User.objects.get_or_create(username=username, defaults={"display_name": name})
    code = Department.objects.get(name=department).code if department else ""
    return Actor(role, user.pk, name, department_code=code, region_code=REGION)


def he() -> Actor:
    return staff("he", "小何", "甲局")


def colleague() -> Actor:
    return staff("wu", "小吴", "甲局")


def chen() -> Actor:
    return staff("chen", "老陈", "乙局")


def admin() -> Actor:
    return staff("admin", "管理员", "", Role.ADMIN)


def do(function, *args, **kwargs):
    """One act in a transaction of its own, as a door opens it."""
    with transaction.atomic():
        return function(*args, **kwargs)


@contextmanager
def refused(code: str):
    """Refused with exactly this code, and nothing at all was changed."""
    before = everything()
    with pytest.raises(DomainError) as caught, transaction.atomic():
        yield caught
    assert caught.value.code == code
    assert everything() == before


def everything() -> list[object]:
    return [
        list(Revision.objects.order_by("pk").values()),
        list(PublicChange.objects.order_by("pk").values()),
        list(LifeEventEdition.objects.order_by("pk").values("pk", "state", "retired_at")),
        Entry.objects.count(),
    ]


def edition(code: str) -> LifeEventEdition:
    return LifeEventEdition.objects.get(life_event__code=code, state="published")


def draft(spec: LifeEventSpec = INN, *, by: Actor | None = None) -> Revision:
    """A draft that says `spec`."""
    actor = by or he()
    revision = do(actions.start_revision, spec.code, actor=actor)
    return save(revision, spec, by=actor)


def save(revision: Revision, spec: LifeEventSpec, *, by: Actor | None = None) -> Revision:
    return do(
        actions.save_revision, revision, spec=spec, version=revision.version, actor=by or he()
    )


def submit(revision: Revision, *, by: Actor | None = None, **more: object) -> Revision:
    said = {"why": "按条例第七条", "why_en": "Article 7", "actor": by or he()} | more
    return do(actions.submit_revision, revision, **said)


def in_review(spec: LifeEventSpec, *, by: Actor | None = None, **more: object) -> Revision:
    return submit(draft(spec, by=by), by=by, **more)


def publish(revision: Revision, *, by: Actor | None = None) -> LifeEventEdition | None:
    """By a reviewer who has read every law that the library cannot show."""
    others = (each.burden for each in queries.burdens_elsewhere(revision))
    burdens = [queries.burden_of(revision), *others]
    return do(
        actions.publish_revision, revision, actor=by or chen(), confirmed=set(unseen_in(burdens))
    )


def renamed(name: str = "办一家客栈") -> LifeEventSpec:
    return replace(INN, name=name)


def verbs(revision: Revision) -> list[str]:
    stream = Entry.objects.filter(stream=f"revision:{revision.pk}").order_by("sequence")
    return list(stream.values_list("verb", flat=True))
