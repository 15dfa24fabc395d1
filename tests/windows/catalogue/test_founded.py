"""Real drafts under the real meter and the real checks: each burden can be founded, and must be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction

from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM, actor_of
from portal.accounts.roles import Role
from services.catalogue.load import publish_catalogue
from services.catalogue.reading import published_spec
from services.catalogue.spec import (
    CatalogueSpec,
    Condition,
    DepartmentSpec,
    IncludedMatter,
    LegalBasisSpec,
    MaterialTypeSpec,
    OptionSpec,
    OutcomeKind,
    PartySpec,
)
from services.models import Department, LifeEventEdition, PublicChange, Region
from services.revisions import actions
from services.revisions.errors import BurdenWithoutBasis
from services.revisions.seen import basis_key
from tests.windows.planning.build import life_event, matter, paper, question

pytestmark = pytest.mark.django_db

OLD = LegalBasisSpec("某条例", "1")
LAW = LegalBasisSpec("某条例", "9", text="申请人应当说明用途。")
SHARED = paper("deed", legal_bases=(OLD,))
KIND = question("kind", "a", "b", "c", "d")
MANY = question("more", "x", "y", multiple=True, required=False)
SPEC = life_event(
    matter("A", SHARED, days=5, department="甲局", legal_bases=(OLD,)),
    matter("B", SHARED, days=5, when={"kind": "b"}, department="甲局", legal_bases=(OLD,)),
    matter("C", days=5, when={"kind": "c"}, department="乙局", legal_bases=(OLD,)),
    matter("D", days=5, when={"more": "x"}, department="甲局", legal_bases=(OLD,)),
    matter("E", days=5, when={"more": "y"}, department="甲局", legal_bases=(OLD,)),
    questions=[KIND, MANY],
)


@pytest.fixture(autouse=True)
def catalogue():
    province = Region.objects.create(code="330000", name="浙江省", level=1)
    Region.objects.create(code="330100", name="杭州市", level=2, parent=province)
    spec = CatalogueSpec(
        "目录",
        departments=(DepartmentSpec("甲局"), DepartmentSpec("乙局")),
        materials=(MaterialTypeSpec("deed", "房契"), MaterialTypeSpec("other", "别的")),
        life_events=(SPEC,),
    )
    with transaction.atomic():
        publish_catalogue(spec, actor=SYSTEM, region="330100")


def editor(name, department):
    staff = create_staff(
        username=name,
        display_name=name,
        password="walnut-tree-57",
        role=Role.EDITOR,
        department_code=Department.objects.get(name=department).code,
        region_code="330100",
        actor=SYSTEM,
    )
    return actor_of(staff.user)


def asked(spec, name, **new):
    questions = tuple(replace(q, **new) if q.id == name else q for q in spec.questions)
    return replace(spec, questions=questions)


def placed(spec, code, **new):
    matters = tuple(replace(m, **new) if m.matter.code == code else m for m in spec.matters)
    return replace(spec, matters=matters)


def written(spec, code, **new):
    own = next(m.matter for m in spec.matters if m.matter.code == code)
    return placed(spec, code, matter=replace(own, **new))


def new_question(*bases):
    use = question("use", "own", OptionSpec("let", "出租"), legal_bases=bases)
    spec = replace(SPEC, questions=(*SPEC.questions, use))
    return placed(spec, "D", condition=Condition(((("more", ("x",)), ("use", ("let",))),)))


def new_answer_that_refuses(*bases):
    no = OptionSpec("no", "不行", "No", OutcomeKind.INELIGIBLE, "不能办", "No", legal_bases=bases)
    use = question("use", "own", no, legal_bases=bases)
    return replace(SPEC, questions=(*SPEC.questions, use))


def now_required(*bases):
    return asked(SPEC, "more", required=True, legal_bases=bases)


def answer_removed(*bases):
    return asked(SPEC, "kind", options=KIND.options[:3], legal_bases=bases)


def harder_answer(*bases):
    first = replace(
        KIND.options[0], outcome=OutcomeKind.INELIGIBLE, reason="不能办", legal_bases=bases
    )
    return asked(SPEC, "kind", options=(first, *KIND.options[1:]))


def wider_condition(*bases):
    wider = Condition(((("kind", ("b", "c")),),))
    return placed(SPEC, "B", condition=wider, legal_bases=bases)


def waits_for_another(*bases):
    return placed(SPEC, "B", starts_after=("A",), legal_bases=bases)


def another_person(*bases):
    return replace(SPEC, parties=(PartySpec("spouse", "配偶", legal_bases=bases),))


def another_condition(*bases):
    cited = (("房屋没有查封", bases),) if bases else ()
    return replace(SPEC, conditions=(("房屋没有查封", ""),), condition_bases=cited)


def another_department(*bases):
    """Nothing is added, and yet whoever answers b deals with one department more."""
    return written(SPEC, "B", department="乙局", legal_bases=(OLD, *bases))


def paper_no_longer_shared(*bases):
    """The same requirement under another material: two papers where one was enough."""
    other = replace(SHARED, material="other", legal_bases=bases)
    return written(SPEC, "B", requirements=(other,))


DRAFTS = [
    (new_question, "多问一个问题“问题use”"),
    (new_answer_that_refuses, "多问一个问题“问题use”"),
    (now_required, "“问题more”改为必答"),
    (answer_removed, "去掉选项“选项d”"),
    (harder_answer, "选“选项a”的，不能办了"),
    (wider_condition, "更多情形要办“事项B”：当“问题kind”是“选项b”或“选项c”时"),
    (waits_for_another, "“事项B”要等“事项A”办好后才开始"),
    (another_person, "“配偶”也要一起申请"),
    (another_condition, "办理条件增加：房屋没有查封"),
    (another_department, "在 4 种情形下要多和几个部门打交道"),
    (paper_no_longer_shared, "“事项B”：多要一份材料：材料deed"),
]


def test_a_matter_taken_in_with_more_papers_is_founded_as_any():
    """The law that it cites as ever may found that it is taken in, and not the new paper."""
    author, reviewer = editor("he", "甲局"), editor("lin", "乙局")
    own = matter("F", days=5, department="甲局", legal_bases=(OLD,)).matter
    with transaction.atomic():
        publish_catalogue(CatalogueSpec("事项", matters=(own,)), actor=SYSTEM, region="330100")
    for version, cited in ((1, ()), (2, (LAW,))):
        more = replace(own, requirements=(paper("other", legal_bases=cited),))
        spec = replace(SPEC, matters=(*SPEC.matters, IncludedMatter(more)))
        with transaction.atomic():
            revision = actions.start_revision("X01", actor=author)
            revision = actions.save_revision(revision, spec=spec, version=version, actor=author)
        if not cited:
            with pytest.raises(BurdenWithoutBasis) as caught, transaction.atomic():
                actions.submit_revision(revision, why="要", actor=author)
            assert "“事项F”：多要一份材料：材料other" in [d["zh"] for d in caught.value.details]
    with transaction.atomic():
        actions.submit_revision(revision, why="条例第九条", actor=author)
        seen = {basis_key(LAW), basis_key(OLD)}
        actions.publish_revision(revision, actor=reviewer, confirmed=seen)
    told = PublicChange.objects.get(name="事项F")
    assert (told.adds_burden, [each["article"] for each in told.legal_bases]) == (True, ["9"])


@pytest.mark.parametrize(("change", "line"), DRAFTS)
def test_without_law_it_is_refused_and_with_law_it_is_published(change, line):
    author, reviewer = editor("he", "甲局"), editor("lin", "乙局")
    with transaction.atomic():
        revision = actions.start_revision("X01", actor=author)
        revision = actions.save_revision(revision, spec=change(), version=1, actor=author)
    with pytest.raises(BurdenWithoutBasis) as caught, transaction.atomic():
        actions.submit_revision(revision, why="要", actor=author)
    assert line in [each["zh"] for each in caught.value.details]
    revision.refresh_from_db()
    assert revision.state == "draft"
    with transaction.atomic():
        founded = change(LAW)
        revision = actions.save_revision(revision, spec=founded, version=2, actor=author)
        revision = actions.submit_revision(revision, why="条例第九条", actor=author)
        actions.publish_revision(revision, actor=reviewer, confirmed={basis_key(LAW)})
    edition = LifeEventEdition.objects.get(life_event__code="X01", state="published")
    assert published_spec(edition) == founded
    told = PublicChange.objects.get()
    assert line in [each["zh"] for each in told.lines if each.get("adds")]
    assert [each["article"] for each in told.legal_bases] == ["9"]
    assert [(each["article"], each["by"]) for each in told.confirmed] == [("9", "lin")]
