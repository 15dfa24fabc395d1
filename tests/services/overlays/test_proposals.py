"""What asks for more in a region: proposed by one, published by another department."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.account_actions import create_staff
from portal.accounts.actor import SYSTEM, Actor, actor_of
from portal.accounts.roles import Role
from portal.errors import DomainError
from portal.journal.models import Entry
from services.catalogue.load import publish_catalogue
from services.catalogue.lookups import matter_specs
from services.catalogue.spec import Handling, LegalBasisSpec, RequirementSpec
from services.models import Edition, OverlayProposal, PublicChange, StatuteArticle
from services.overlays.actions import (
    propose_overlay,
    publish_overlay,
    publish_proposal,
    refuse_proposal,
    withdraw_proposal,
)
from services.overlays.queries import open_proposals_for, overlays, proposal_for, standard_of
from services.statutes.seen import basis_key
from tests.windows.small_catalogue import CATALOGUE

LAW = LegalBasisSpec("杭州市某条例", "12")
READ = {basis_key(LegalBasisSpec("杭州市某条例", "12"))}
EXTRA = RequirementSpec("local", "t_local", "社区证明", "Note", legal_bases=(LAW,))


def editor(name: str, department: str, region: str = "330106") -> Actor:
    staff = create_staff(
        username=name,
        display_name=name,
        password="walnut-tree-57",
        role=Role.EDITOR,
        department_code=department,
        region_code=region,
        actor=SYSTEM,
    )
    return actor_of(staff.user)


@pytest.fixture
def author(county) -> Actor:
    return editor("起草", standard_of("T1-A").department.code)


@pytest.fixture
def reviewer(county) -> Actor:
    return editor("审核", standard_of("T1-B").department.code, "330100")


@pytest.fixture
def wanted(rule):
    return replace(rule(), requirements=(*rule().requirements, EXTRA))


@pytest.fixture
def proposal(county, wanted, author) -> OverlayProposal:
    return propose_overlay(
        "T1-B", region=county, spec=wanted, why="条例", why_en="By-law", actor=author
    )


def written():
    rows = (Edition, PublicChange, OverlayProposal, Entry)
    return [list(model.objects.order_by("pk").values()) for model in rows]


def refused(code, act, *args, **more) -> DomainError:
    before = written()
    with pytest.raises(DomainError) as caught, transaction.atomic():
        act(*args, **more)
    assert caught.value.code == code
    assert written() == before
    return caught.value


def test_a_proposal_changes_nothing_yet(proposal, county, author):
    assert proposal.state == "proposed"
    assert not overlays().exists()
    assert not PublicChange.objects.exists()
    entry = Entry.objects.get(verb="catalogue.overlay_proposed")
    assert (entry.actor_id, entry.data["proposal"], entry.data["adds_burden"]) == (
        author.user_id,
        proposal.pk,
        True,
    )
    assert open_proposals_for(author) == [proposal]


def test_another_department_publishes_it(proposal, county, wanted, author, reviewer):
    made = publish_proposal(proposal, confirmed=READ, actor=reviewer)
    assert overlays().get() == made
    assert (made.region_id, made.why_different, made.why_different_en) == (
        "330106",
        "条例",
        "By-law",
    )
    proposal.refresh_from_db()
    assert (proposal.state, proposal.edition_id) == ("published", made.pk)
    assert (proposal.reviewer_id, proposal.reviewer_name) == (reviewer.user_id, "审核")
    today = timezone.localdate().isoformat()
    assert proposal.confirmed == [
        {"law": "杭州市某条例", "article": "12", "by": "审核", "on": today}
    ]
    assert open_proposals_for(author) == []
    added = matter_specs([made])[made.pk].requirements[-1]
    assert added == replace(EXTRA, legal_bases=(replace(LAW, checked=True),))
    change = PublicChange.objects.get()
    assert change.confirmed == proposal.confirmed
    assert change.adds_burden is True
    assert [line["zh"] for line in change.lines if line["adds"]] == ["多要一份材料：社区证明"]
    assert change.legal_bases == [{"law": "杭州市某条例", "article": "12"}]
    assert (change.author_name, change.reviewer_name) == ("起草", "审核")
    assert change.author_department == standard_of("T1-A").department.name
    assert change.reviewer_department == standard_of("T1-B").department.name
    entry = Entry.objects.get(verb="catalogue.overlay_published")
    assert (entry.actor_id, entry.data["author"]) == (reviewer.user_id, "起草")


def test_who_may_not_review(proposal, author, county):
    how = {"confirmed": READ}
    refused("overlay_reviewer_wrote_it", publish_proposal, proposal, actor=author, **how)
    colleague = replace(author, user_id=0)
    code = "overlay_reviewer_of_same_department"
    refused(code, publish_proposal, proposal, actor=colleague, **how)
    nobody = Actor(Role.ADMIN, None, "管理员")
    refused(code, publish_proposal, proposal, actor=nobody, **how)
    refused(code, refuse_proposal, proposal, note="不行", actor=colleague)
    refused("overlay_reviewer_wrote_it", refuse_proposal, proposal, note="不行", actor=author)
    supervisor = Actor(Role.SUPERVISOR, None, "督查", department_code="x", region_code="330106")
    elsewhere = Actor(Role.EDITOR, None, "宁波", department_code="x", region_code="330200")
    below = Actor(Role.EDITOR, None, "拱墅", department_code="x", region_code="330105")
    code = "overlay_proposal_not_found"
    for actor in (supervisor, elsewhere, below):
        refused(code, publish_proposal, proposal, actor=actor, **how)
        refused(code, refuse_proposal, proposal, note="不行", actor=actor)
        refused(code, withdraw_proposal, proposal, actor=actor)
        refused(code, proposal_for, actor, proposal.pk)


def test_a_law_that_is_not_at_hand_must_be_read(proposal, reviewer):
    code = "overlay_basis_not_read"
    refusal = refused(code, publish_proposal, proposal, confirmed=(), actor=reviewer)
    assert refusal.details == ({"law": "杭州市某条例", "article": "12"},)
    other = {basis_key(LegalBasisSpec("杭州市某条例", "12", text="另一句话"))}
    refused(code, publish_proposal, proposal, confirmed=other, actor=reviewer)
    StatuteArticle.objects.create(law="杭州市某条例", article="12", text="应当提交社区证明。")
    publish_proposal(proposal, confirmed=(), actor=reviewer)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.confirmed) == ("published", [])


def test_refusing_needs_a_note_and_changes_nothing_else(proposal, reviewer):
    code = "overlay_refusal_note_missing"
    refused(code, refuse_proposal, proposal, note="  ", actor=reviewer)
    refuse_proposal(proposal, note=" 条例没有这一条 ", actor=reviewer)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.review_note) == ("refused", "条例没有这一条")
    assert not overlays().exists()
    assert not PublicChange.objects.exists()
    assert Entry.objects.get(verb="catalogue.overlay_refused").data["note"] == "条例没有这一条"


def test_the_author_withdraws_and_nobody_else(proposal, author, reviewer, county, wanted):
    refused("not_your_overlay_proposal", withdraw_proposal, proposal, actor=reviewer)
    withdraw_proposal(proposal, actor=author)
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
    for act, more in (
        (publish_proposal, {"confirmed": READ, "actor": reviewer}),
        (refuse_proposal, {"note": "不行", "actor": reviewer}),
        (withdraw_proposal, {"actor": author}),
    ):
        assert refused("move_refused", act, proposal, **more).status == 409
    again = propose_overlay("T1-B", region=county, spec=wanted, why="条例", actor=author)
    assert again.pk != proposal.pk


def test_one_at_a_time(proposal, county, wanted, author, rule):
    how = {"region": county, "why": "条例", "actor": author}
    refused("overlay_proposal_is_open", propose_overlay, "T1-B", spec=wanted, **how)
    extra = (*rule("T1-C").requirements, EXTRA)
    propose_overlay("T1-C", spec=replace(rule("T1-C"), requirements=extra), **how)


def test_all_that_publishing_asks_is_asked_when_proposing(county, wanted, author, rule):
    how = {"region": county, "actor": author}
    bare = replace(wanted, requirements=(*rule().requirements, replace(EXTRA, legal_bases=())))
    code = "overlay_adds_without_basis"
    refused(code, propose_overlay, "T1-B", spec=bare, why="习惯", **how)
    refused("overlay_without_reason", propose_overlay, "T1-B", spec=wanted, why=" ", **how)
    nobody = replace(author, department_code="")
    code = "overlay_proposer_has_no_department"
    refused(code, propose_overlay, "T1-B", region=county, spec=wanted, why="条例", actor=nobody)
    stranger = replace(author, region_code="330200")
    code = "overlay_place_not_found"
    refused(code, propose_overlay, "T1-B", region=county, spec=wanted, why="条例", actor=stranger)


def test_a_new_standard_meanwhile(proposal, reviewer):
    first, *others = CATALOGUE.life_events
    matters = tuple(
        replace(each, matter=replace(each.matter, promised_days=2))
        if each.matter.code == "T1-B"
        else each
        for each in first.matters
    )
    newer = replace(CATALOGUE, life_events=(replace(first, matters=matters), *others))
    publish_catalogue(newer, actor=SYSTEM, region="330100")
    refused("overlay_moved_on", publish_proposal, proposal, confirmed=READ, actor=reviewer)
    refuse_proposal(proposal, note="标准变了", actor=reviewer)


@pytest.mark.parametrize("place", ["county", "city"])
def test_another_edition_in_force_meanwhile(request, place, proposal, reviewer, rule):
    """The county's own, or that of its city, which held there."""
    region = request.getfixturevalue(place)
    eased = replace(rule(), promised_days=0, handling=Handling.INSTANT)
    publish_overlay("T1-B", region=region, spec=eased, why="快", actor=SYSTEM)
    refused("overlay_moved_on", publish_proposal, proposal, confirmed=READ, actor=reviewer)


def test_the_database_keeps_what_has_ended_and_what_was_said(proposal, author):
    def update(**values):
        OverlayProposal.objects.filter(pk=proposal.pk).update(**values)

    for values in ({"content": {}}, {"why": "别的"}, {"author_name": "别人"}):
        with pytest.raises(IntegrityError, match="cannot be changed"), transaction.atomic():
            update(**values)
    with pytest.raises(IntegrityError, match="published_has_edition"), transaction.atomic():
        update(state="published")
    with pytest.raises(IntegrityError, match="reviewer_is_not_author"), transaction.atomic():
        update(reviewer=author.user_id)
    with pytest.raises(IntegrityError, match="other_department"), transaction.atomic():
        update(reviewer_department=author.department_code)
    withdraw_proposal(proposal, actor=author)
    with pytest.raises(IntegrityError, match="has ended"), transaction.atomic():
        update(state="proposed")
    with pytest.raises(IntegrityError, match="cannot be deleted"), transaction.atomic():
        OverlayProposal.objects.filter(pk=proposal.pk).delete()
