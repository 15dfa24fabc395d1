from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from services.catalogue.read import as_json
from services.catalogue.reading import published_spec
from services.catalogue.spec import IncludedMatter, MatterSpec
from services.models import Department, LifeEventEdition, Matter, PublicChange, Region
from services.revisions import actions, queries
from tests.services.revisions import small as s


def test_a_reviewer_publishes_it_as_the_next_edition():
    before = s.edition("S1")
    revision = s.in_review(s.renamed())
    edition = s.publish(revision)
    revision.refresh_from_db()
    assert (edition.number, edition.state, edition.name) == (2, "published", "办一家客栈")
    assert published_spec(edition) == s.renamed()
    assert (edition.valid_from, edition.valid_until) == (timezone.localdate(), None)
    assert (revision.state, revision.edition) == ("published", edition)
    assert (revision.reviewer_name, revision.reviewer_id) == ("老陈", s.chen().user_id)
    before.refresh_from_db()
    assert before.state == "retired"
    assert s.verbs(revision)[-1] == "revision.published"


def test_a_new_life_event_is_published_as_its_first_edition():
    revision = s.do(actions.start_new, "S9", "开书店", audience="person", actor=s.he())
    spec = replace(queries.spec_of(revision), lead="乙局", matters=s.SHOP.matters)
    edition = s.publish(s.submit(s.save(revision, spec)))
    assert (edition.number, published_spec(edition)) == (1, spec)
    assert s.edition("S2").number == 1
    (change,) = PublicChange.objects.all()
    assert change.lines == [{"zh": "新增这一件事。", "en": "This life event is new."}]


def test_the_public_reads_the_same_day_who_what_and_why():
    edition = s.publish(s.in_review(s.asking_more(s.LAW)))
    (change,) = queries.public_changes()
    assert change.on == timezone.localdate()
    assert (change.edition, change.life_event) == (edition, edition.life_event)
    assert (change.name, change.name_en) == ("开办客栈", "Open an inn")
    assert change.adds_burden is True
    assert change.lines == [{"zh": s.ADDED.zh, "en": s.ADDED.en, "adds": True}]
    assert change.legal_bases == [as_json(s.LAW)]
    assert (change.why, change.why_en) == ("按条例第七条", "Article 7")
    assert (change.author_name, change.author_department) == ("小何", "甲局")
    assert (change.reviewer_name, change.reviewer_department) == ("老陈", "乙局")


def test_a_change_of_words_is_told_too():
    s.publish(s.in_review(s.renamed()))
    (change,) = PublicChange.objects.all()
    assert change.adds_burden is False
    assert change.lines == [
        {
            "zh": "文字、顺序或说明有调整，您要办的事没有变。",
            "en": "Wording, order or explanations changed. What you have to do stays the same.",
        }
    ]


def test_nobody_publishes_their_own():
    revision = s.in_review(s.renamed())
    with s.refused("reviewer_is_author") as caught:
        actions.publish_revision(revision, actor=s.he())
    assert caught.value.status == 403


def test_who_helped_to_write_it_is_no_reviewer():
    """Otherwise two could write each other's drafts and publish them."""
    revision = s.draft(s.renamed("一"))
    revision = s.submit(s.save(revision, s.renamed("二"), by=s.chen()))
    with s.refused("reviewer_is_author"):
        actions.publish_revision(revision, actor=s.chen())
    assert s.publish(revision, by=s.colleague()).number == 2


def test_a_colleague_of_the_department_may_pass_what_asks_no_more():
    assert s.publish(s.in_review(s.renamed()), by=s.colleague()).number == 2


def test_what_asks_more_is_passed_by_another_department():
    revision = s.in_review(s.asking_more(s.LAW))
    with s.refused("reviewer_of_same_department") as caught:
        actions.publish_revision(revision, actor=s.colleague())
    assert caught.value.status == 403
    assert s.publish(revision, by=s.chen()).number == 2


def test_who_has_no_department_passes_nothing_that_asks_more():
    revision = s.in_review(s.asking_more(s.LAW))
    with s.refused("reviewer_of_same_department"):
        actions.publish_revision(revision, actor=s.admin())


def test_what_nobodys_department_wrote_asks_no_more():
    nobody = s.staff("li", "小李", "")
    revision = s.in_review(s.asking_more(s.LAW), by=nobody)
    with s.refused("reviewer_of_same_department"):
        actions.publish_revision(revision, actor=s.chen())


def test_a_helpers_department_is_not_another_one():
    """The author is of A, a helper of B: a third of B is no stranger to it."""
    revision = s.draft(s.renamed())
    helper = s.staff("zhou", "小周", "乙局")
    revision = s.submit(s.save(revision, s.asking_more(s.LAW), by=helper))
    with s.refused("reviewer_of_same_department"):
        actions.publish_revision(revision, actor=s.chen())


def test_a_draft_is_not_published():
    revision = s.draft(s.renamed())
    with s.refused("move_refused"):
        actions.publish_revision(revision, actor=s.chen())


def test_it_is_published_once():
    revision = s.in_review(s.renamed())
    s.publish(revision)
    with s.refused("move_refused"):
        actions.publish_revision(revision, actor=s.chen())
    assert LifeEventEdition.objects.filter(life_event__code="S1").count() == 2


def test_the_checks_are_asked_again(monkeypatch):
    """A rule came into force between submission and review."""
    revision = s.in_review(s.with_matter(s.INN, replace(s.HOME, promised_days=4)))
    monkeypatch.setattr(
        "services.checks.registry._life_event",
        {
            "test.days": lambda spec, coverage: s.too_long(
                s.with_matter(spec, replace(s.HOME, promised_days=99)), coverage
            )
        },
    )
    with s.refused("revision_not_publishable"):
        actions.publish_revision(revision, actor=s.chen())


def test_a_department_of_another_city_is_refused_when_it_is_handed_in():
    elsewhere = Region.objects.create(code="330200", name="宁波市", level=2, parent_id="330000")
    Department.objects.create(code="330200-bing", name="丙局", region=elsewhere)
    revision = s.draft(s.with_matter(s.INN, replace(s.HOME, department="丙局")))
    with s.refused("revision_not_publishable") as caught:
        actions.submit_revision(revision, why="x", actor=s.he())
    assert [each["message"]["zh"] for each in caught.value.details] == ["“丙局”是别的地区的部门。"]


def test_a_matter_of_another_city_is_refused_when_it_is_handed_in():
    elsewhere = Region.objects.create(code="330200", name="宁波市", level=2, parent_id="330000")
    there = Department.objects.create(code="330200-bing", name="丙局", region=elsewhere)
    Matter.objects.create(code="S-THERE", name="外地的", department=there)
    strange = IncludedMatter(MatterSpec("S-THERE", "外地的", "甲局"))
    revision = s.draft(replace(s.INN, matters=(*s.INN.matters, strange)))
    with s.refused("revision_not_publishable") as caught:
        actions.submit_revision(revision, why="x", actor=s.he())
    assert [(each["rule"], each["spot"]) for each in caught.value.details] == [
        ("sound.elsewhere", {"life_event": "S1", "matter": "S-THERE"})
    ]
