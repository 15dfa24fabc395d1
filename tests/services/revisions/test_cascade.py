"""A matter that several life events share is changed for all of them at once, or for none."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from services.catalogue.read import as_json
from services.catalogue.reading import published_spec
from services.models import Edition, EditionState, LifeEventEdition, PublicChange
from services.revisions import burden
from services.revisions.affected import affected_by
from services.revisions.burden import Burden, Measure, MeasureKind
from tests.services.revisions import small as s

QUICKER = replace(s.SHARED, promised_days=0, note="即来即办")
CHANGED = s.with_matter(s.INN, QUICKER)


def test_those_that_share_a_changed_matter_are_named_as_they_would_be():
    assert affected_by(s.INN) == ()
    assert affected_by(s.renamed()) == ()
    assert affected_by(CHANGED) == (s.with_matter(s.SHOP, QUICKER),)


def test_all_get_a_new_edition_in_one_act():
    other = s.edition("S3")
    s.publish(s.in_review(CHANGED))
    assert published_spec(s.edition("S1")) == CHANGED
    assert published_spec(s.edition("S2")) == s.with_matter(s.SHOP, QUICKER)
    assert (s.edition("S1").number, s.edition("S2").number) == (2, 2)
    assert s.edition("S3") == other
    published = Edition.objects.filter(matter__code="S-SHARED", state=EditionState.PUBLISHED)
    pinned = {
        each.matters.get(matter_edition__matter__code="S-SHARED").matter_edition_id
        for each in (s.edition("S1"), s.edition("S2"))
    }
    assert pinned == {published.get().pk}
    assert published.get().number == 2


def test_each_of_them_is_on_the_public_page():
    s.publish(s.in_review(CHANGED))
    rows = PublicChange.objects.order_by("name").values_list("name", "author_name", "why")
    assert list(rows) == [
        ("开办客栈", "小何", "按条例第七条"),
        ("开办小店", "小何", "按条例第七条"),
    ]


def test_the_public_page_names_what_was_revised_and_keeps_each_ones_figures(monkeypatch):
    """The shop is on the page because of the inn, with its own figures and not the inn's."""
    papers = {"S1": Measure(MeasureKind.DOCUMENTS, 3, 2, 3, 2, 0, 1, (("size", ("big",)),))}
    papers["S2"] = Measure(MeasureKind.DOCUMENTS, 1, 1, 1, 1, 0, 0)
    monkeypatch.setattr(
        burden, "_meters", [lambda _before, after: Burden(1, (papers[after.code],), ())]
    )
    s.publish(s.in_review(CHANGED))
    inn, shop = PublicChange.objects.order_by("name")
    assert (inn.along_with, shop.along_with.code) == (None, "S1")
    assert inn.measures == [as_json(replace(papers["S1"], example=()))]
    assert shop.measures == [as_json(papers["S2"])]


def test_a_matter_left_alone_takes_nobody_along():
    s.publish(s.in_review(s.renamed()))
    assert (s.edition("S1").number, s.edition("S2").number) == (2, 1)


def test_those_taken_along_end_when_they_would_have_ended():
    end = timezone.localdate() + dt.timedelta(days=9)
    s.publish(s.in_review(replace(s.SHOP, name="开店"), valid_until=end))
    s.publish(s.in_review(CHANGED))
    assert (s.edition("S2").number, s.edition("S2").valid_until) == (3, end)
    assert s.edition("S1").valid_until is None


def test_a_refusal_on_the_way_leaves_all_as_they_were(monkeypatch):
    revision = s.in_review(CHANGED)
    numbers = list(LifeEventEdition.objects.order_by("pk").values("life_event__code", "number"))
    monkeypatch.setattr("services.checks.registry._life_event", {"t": _not_the_shop})
    with s.refused("revision_not_publishable"):
        s.actions.publish_revision(revision, actor=s.chen())
    assert (
        list(LifeEventEdition.objects.order_by("pk").values("life_event__code", "number"))
        == numbers
    )


def _not_the_shop(spec, coverage):
    if spec.code == "S2":
        yield from s.too_long(s.with_matter(spec, replace(s.SHARED, promised_days=99)), coverage)
