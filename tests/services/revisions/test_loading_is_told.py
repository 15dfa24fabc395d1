"""A file that replaces editions is told on the public page; a first loading is no change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.accounts.actor import SYSTEM
from services.catalogue.load import load_catalogue
from services.errors import CatalogueRefused
from services.models import Edition, PublicChange
from services.revisions import burden
from services.revisions.affected import affected_by_matters
from tests.services.revisions import small as s

ALONE = replace(s.HOME, code="S-ALONE", name="单独的事项")


def load(**changed) -> None:
    s.do(load_catalogue, replace(s.CATALOGUE, **changed), actor=SYSTEM, region=s.REGION)


def test_a_first_loading_and_a_second_of_the_same_tell_nothing():
    load()
    assert not PublicChange.objects.exists()


def test_each_life_event_that_reads_differently_is_told():
    load(title="夏季目录", life_events=(s.asking_more(s.LAW), s.SHOP, s.OTHER))
    (change,) = PublicChange.objects.all()
    assert (change.edition, change.author_name) == (s.edition("S1"), "系统")
    assert change.why == "装入目录“夏季目录”。"
    assert change.why_en == "The catalogue “夏季目录” was loaded."
    assert [line["zh"] for line in change.lines] == [s.ADDED.zh]
    assert change.adds_burden is True


def test_without_a_meter_a_file_loads_all_the_same(monkeypatch):
    monkeypatch.setattr(burden, "_meters", [])
    load(life_events=(s.renamed(), s.SHOP, s.OTHER))
    assert s.edition("S1").number == 2
    assert not PublicChange.objects.exists()


def test_a_matter_that_stands_alone_is_published():
    load(life_events=(), matters=(ALONE,))
    edition = Edition.objects.get(matter__code="S-ALONE")
    assert (edition.state, edition.number, edition.department.name) == ("published", 1, "甲局")
    load(life_events=(), matters=(replace(ALONE, note="新"),))
    numbers = Edition.objects.filter(matter__code="S-ALONE").values_list("number", "state")
    assert sorted(numbers) == [(1, "retired"), (2, "published")]


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"life_events": (), "matters": (replace(s.SHARED, note="新"),)}, "S-SHARED"),
        ({"life_events": (s.SHOP,), "matters": (replace(s.SHARED, note="新"),)}, "S-SHARED"),
        ({"life_events": (), "matters": (ALONE, replace(ALONE, note="新"))}, "S-ALONE"),
        ({"life_events": (), "matters": (replace(ALONE, department="没有局"),)}, "S-ALONE"),
        ({"life_events": (replace(s.OTHER, lead="没有局"),)}, "S3"),
    ],
)
def test_one_that_contradicts_what_is_there_is_refused(changed, place):
    before = Edition.objects.count()
    with pytest.raises(CatalogueRefused) as caught:
        load(**changed)
    assert {fault.place.file for fault in caught.value.faults} == {place}
    assert Edition.objects.count() == before


def test_it_is_taken_with_the_life_events_that_include_it():
    changed = replace(s.SHARED, note="新")
    others = affected_by_matters([changed])
    assert [spec.code for spec in others] == ["S1", "S2"]
    load(life_events=others, matters=(changed,))
    assert (s.edition("S1").number, s.edition("S2").number, s.edition("S3").number) == (2, 2, 1)
