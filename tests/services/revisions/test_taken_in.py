"""A matter in force on its own, which a life event takes in and asks more of, is no way round."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from portal.accounts.actor import SYSTEM
from services.catalogue.load import load_catalogue, publish_catalogue
from services.catalogue.loading.events import retire
from services.catalogue.loading.refusal import LoadingRefused
from services.catalogue.read import as_json
from services.catalogue.spec import CatalogueSpec, IncludedMatter, LifeEventSpec, MatterSpec
from services.catalogue.text import Text
from services.models import Edition, LifeEventEdition, PublicChange
from services.revisions import actions, queries
from services.revisions.disclosure import NEW, NOTHING_TO_DO
from services.revisions.taken_in import burdens_taken_into
from tests.services.revisions import small as s

ALONE = MatterSpec("S-ALONE", "单独的事项", "甲局", name_en="Alone", promised_days=3)


def asking(*bases) -> MatterSpec:
    return replace(ALONE, requirements=(replace(s.PAPER, legal_bases=bases),))


def new_event(matter: MatterSpec) -> LifeEventSpec:
    return LifeEventSpec(
        "S9", "新的一件事", "A new one", lead="甲局", matters=(IncludedMatter(matter),)
    )


def wider(matter: MatterSpec) -> LifeEventSpec:
    return replace(s.INN, matters=(*s.INN.matters, IncludedMatter(matter)))


@pytest.fixture(autouse=True)
def alone(catalogue):
    """In force, in no life event."""
    s.do(publish_catalogue, CatalogueSpec("事项", matters=(ALONE,)), actor=SYSTEM, region=s.REGION)


def draft(spec: LifeEventSpec):
    if spec.code == "S1":
        return s.draft(spec)
    revision = s.do(actions.start_new, spec.code, spec.name, audience=spec.audience, actor=s.he())
    return s.save(revision, spec)


EITHER = pytest.mark.parametrize("event", [new_event, wider])


@EITHER
def test_without_law_it_is_not_handed_in(event):
    revision = draft(event(asking()))
    with s.refused("burden_without_basis") as caught:
        actions.submit_revision(revision, why="想要", actor=s.he())
    assert {each["spot"] for each in caught.value.details} == {f"{revision.code} / S-ALONE / paper"}


@EITHER
def test_with_law_another_department_reviews_it_and_it_is_told(event):
    revision = draft(event(asking(s.LAW)))
    (of_draft,) = queries.burdens_elsewhere(revision)
    revision = s.submit(revision)
    (kept,) = queries.burdens_elsewhere(revision)
    for each in (of_draft, kept):
        assert (each.spec.code, each.spec.name, each.is_matter) == ("S-ALONE", "单独的事项", True)
        assert [line.text for line in each.burden.lines if line.adds] == [s.ADDED]
    assert revision.burden["taken_in"] == {"S-ALONE": as_json(kept.burden)}
    with s.refused("reviewer_of_same_department"):
        s.publish(revision, by=s.colleague())
    with s.refused("law_not_seen"):
        actions.publish_revision(revision, actor=s.chen())
    s.publish(revision)
    own, matter = PublicChange.objects.order_by("-pk")
    assert own.life_event.code == revision.code
    assert (matter.name, matter.life_event, matter.along_with.code) == (
        "单独的事项",
        None,
        revision.code,
    )
    assert (matter.adds_burden, matter.lines) == (True, [{**_said(s.ADDED), "adds": True}])
    assert (matter.legal_bases, matter.confirmed[0]["by"]) == ([as_json(s.LAW)], "老陈")
    assert (matter.reviewer_name, matter.reviewer_department) == ("老陈", "乙局")


@EITHER
def test_other_words_alone_are_told_and_need_nothing(event):
    revision = s.submit(draft(event(replace(ALONE, promised_days=2))))
    s.publish(revision, by=s.colleague())
    matter = PublicChange.objects.get(name="单独的事项")
    assert (matter.adds_burden, matter.lines) == (False, [_said(NOTHING_TO_DO)])


@EITHER
def test_as_it_was_it_is_nobodys_change(event):
    revision = s.submit(draft(event(ALONE)))
    assert queries.burdens_elsewhere(revision) == ()
    s.publish(revision, by=s.colleague())
    assert not PublicChange.objects.filter(name="单独的事项").exists()


def test_a_life_event_that_comes_back_is_measured_against_the_matter_as_it_is_now():
    """It ended with the paper; since then the matter, on its own, does without."""
    s.do(publish_catalogue, _file(new_event(asking(s.LAW))), actor=SYSTEM, region=s.REGION)
    s.do(retire, LifeEventEdition.objects.get(life_event__code="S9"), now=timezone.now())
    s.do(publish_catalogue, CatalogueSpec("事项", matters=(ALONE,)), actor=SYSTEM, region=s.REGION)
    revision = s.do(actions.start_revision, "S9", actor=s.he())
    (elsewhere,) = queries.burdens_elsewhere(revision)
    assert (elsewhere.spec.code, elsewhere.burden.adds) == ("S-ALONE", True)


def test_what_a_published_life_event_has_is_measured_there(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert burdens_taken_into(s.asking_more()) == {}


def test_it_asks_for_fingerprints_before_it_reads_whole_matters(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert burdens_taken_into(wider(ALONE)) == {}


def load(spec: CatalogueSpec, why: Text = Text("")):  # noqa: B008 (frozen)
    return s.do(load_catalogue, spec, actor=SYSTEM, region=s.REGION, why=why)


def _file(*events: LifeEventSpec) -> CatalogueSpec:
    return CatalogueSpec("文件", departments=s.CATALOGUE.departments, life_events=events)


def _said(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


@EITHER
@pytest.mark.parametrize(
    ("bases", "why", "rule"), [((), Text("理由"), "basis"), ((s.LAW,), Text(""), "why")]
)
def test_a_file_is_no_way_round_either(event, bases, why, rule):
    before = [s.everything(), Edition.objects.count()]
    with pytest.raises(LoadingRefused) as caught:
        load(_file(event(asking(*bases))), why)
    (fault,) = caught.value.faults
    assert fault.message.startswith(f"[burden.{rule}]")
    assert [s.everything(), Edition.objects.count()] == before


def test_moved_from_one_life_event_to_a_new_one_in_a_file_it_is_measured():
    load(_file(wider(ALONE)))
    with pytest.raises(LoadingRefused) as caught:
        load(_file(s.INN, new_event(asking())), Text("理由"))
    (fault,) = caught.value.faults
    assert fault.message.startswith("[burden.basis]")


def test_a_file_with_law_tells_it():
    load(_file(new_event(asking(s.LAW))), Text("按条例第七条"))
    matter, event = PublicChange.objects.all()
    assert (event.life_event.code, event.lines[0]) == ("S9", _said(NEW))
    assert (matter.name, matter.adds_burden) == ("单独的事项", True)
    assert matter.lines[0] == {**_said(s.ADDED), "adds": True}
    assert matter.legal_bases == [as_json(s.LAW)]


def test_as_it_was_a_file_tells_nothing_of_it():
    load(_file(new_event(ALONE)))
    assert [change.name for change in PublicChange.objects.all()] == ["新的一件事"]
