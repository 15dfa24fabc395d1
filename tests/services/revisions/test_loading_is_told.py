"""A file passes the gate of every publication, and what it does is told on the public page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from portal.accounts.actor import SYSTEM
from portal.journal.models import Entry
from services.catalogue.faults import Place
from services.catalogue.load import Report, load_catalogue
from services.catalogue.loading.events import retire
from services.catalogue.loading.refusal import LoadingRefused
from services.catalogue.loading.telling import UNREVIEWED
from services.catalogue.read import as_json
from services.catalogue.spec import DepartmentSpec
from services.catalogue.text import Text
from services.errors import CatalogueRefused
from services.models import Department, Edition, LifeEventEdition, PublicChange
from services.revisions import burden
from services.revisions.affected import affected_by_matters
from services.revisions.disclosure import NEW, NEW_MATTER
from tests.services.revisions import small as s
from tests.services.revisions.small import everything
from tests.services.revisions.test_days import ahead, day

__all__ = ["day"]

ALONE = replace(s.HOME, code="S-ALONE", name="单独的事项")


WHY = Text("按条例第七条", "Article 7")


def load(*, actor=SYSTEM, why=Text(""), places=None, **changed) -> Report:  # noqa: B008 (frozen)
    return s.do(
        load_catalogue,
        replace(s.CATALOGUE, **changed),
        actor=actor,
        region=s.REGION,
        why=why,
        places=places or {},
    )


def lines(change) -> list[str]:
    return [line["zh"] for line in change.lines]


def test_what_changes_nothing_tells_nothing():
    load()
    assert not PublicChange.objects.exists()


def test_a_new_life_event_is_told_as_new():
    load(life_events=(replace(s.SHOP, code="S9", name="书店"),))
    (change,) = PublicChange.objects.all()
    assert (change.edition, change.why, change.author_name) == (
        s.edition("S9"),
        "装入目录“测试目录”。",
        "系统",
    )
    assert change.why_en == "The catalogue “测试目录” was loaded."
    assert change.author_name_en == "The portal"
    assert lines(change) == [NEW.zh, UNREVIEWED.zh]
    assert change.adds_burden is False


def test_each_life_event_that_reads_differently_is_told():
    load(life_events=(s.asking_more(s.LAW), s.SHOP, s.OTHER), why=WHY, actor=s.he())
    (change,) = PublicChange.objects.all()
    assert (change.edition, change.why, change.why_en) == (s.edition("S1"), WHY.zh, WHY.en)
    assert (change.author_name, change.author_department) == ("小何", "甲局")
    assert (change.reviewer_name, change.adds_burden) == ("", True)
    assert lines(change) == [s.ADDED.zh, UNREVIEWED.zh]
    assert change.legal_bases == [as_json(s.LAW)]
    entry = Entry.objects.filter(verb="catalogue.loaded").latest("sequence")
    assert (entry.actor_name, entry.data["why"], entry.data["adds_burden"]) == (
        "小何",
        WHY.zh,
        True,
    )


@pytest.mark.parametrize(
    ("spec", "why", "rules"),
    [
        (s.asking_more(s.LAW), Text(""), ["burden.why"]),
        (s.asking_more(s.LAW), Text("  "), ["burden.why"]),
        (s.asking_more(), WHY, ["burden.basis"]),
        (s.asking_more(), Text(""), ["burden.basis", "burden.why"]),
        (s.with_matter(s.INN, replace(s.HOME, promised_days=99)), WHY, ["test.days"]),
        (replace(s.INN, name="名" * 999), WHY, ["sound.too_long"]),
    ],
)
def test_what_the_gate_stops_is_not_written(spec, why, rules):
    before = [everything(), Edition.objects.count(), Department.objects.count()]
    more = (*s.CATALOGUE.departments, DepartmentSpec("丙局"))
    with pytest.raises(LoadingRefused) as caught:
        load(life_events=(spec, s.SHOP, s.OTHER), departments=more, why=why)
    said = [fault.message.partition("]")[0].removeprefix("[") for fault in caught.value.faults]
    assert said == rules
    assert all(fault.what_to_do for fault in caught.value.faults)
    assert [everything(), Edition.objects.count(), Department.objects.count()] == before


def test_the_place_is_that_of_the_file():
    place = Place("onethings/S1.yaml", 7, "onethings[0]")
    spec = s.with_matter(s.INN, replace(s.HOME, promised_days=99))
    with pytest.raises(LoadingRefused) as caught:
        load(life_events=(spec, s.SHOP, s.OTHER), places={"S1": place})
    (fault,) = caught.value.faults
    assert fault.place == Place("onethings/S1.yaml", 7, "S1 / S-HOME")
    assert caught.value.judged is not None


def test_retiring_it_first_does_not_hide_what_is_added(day):
    """What was retired is measured against all the same, and a file does not bring it back."""
    s.do(retire, s.edition("S1"), now=timezone.now())
    report = load()
    assert report.left_retired == ("S1 开办客栈",)
    assert not LifeEventEdition.objects.filter(life_event__code="S1", state="published").exists()
    with pytest.raises(CatalogueRefused) as caught:
        load(life_events=(s.asking_more(s.LAW),), why=WHY)
    assert "[load.retired]" in caught.value.faults[0].message
    assert not PublicChange.objects.exists()


def test_its_last_day_outlives_a_reload(day):
    s.publish(s.in_review(s.renamed(), valid_until=ahead(2)))
    load(life_events=(replace(s.renamed(), summary="新"), s.SHOP, s.OTHER))
    edition = s.edition("S1")
    assert (edition.number, edition.valid_until) == (3, ahead(2))
    assert edition.valid_from == timezone.localdate()
    day(3)
    edition.refresh_from_db()
    assert edition.state == "retired"


def test_without_a_meter_nothing_that_changes_is_loaded(monkeypatch):
    monkeypatch.setattr(burden, "_meters", [])
    with pytest.raises(burden.NoMeter):
        load(life_events=(s.renamed(), s.SHOP, s.OTHER))
    assert s.edition("S1").number == 1


def test_a_matter_of_its_own_is_told_too():
    paper = replace(s.PAPER, legal_bases=(s.LAW,))
    load(life_events=(), matters=(ALONE,))
    with pytest.raises(LoadingRefused):
        load(life_events=(), matters=(replace(ALONE, requirements=(paper,)),))
    load(life_events=(), matters=(replace(ALONE, requirements=(paper,)),), why=WHY)
    added, new = PublicChange.objects.all()
    assert (new.name, new.life_event, lines(new)) == (
        "单独的事项",
        None,
        [NEW_MATTER.zh, UNREVIEWED.zh],
    )
    assert (added.adds_burden, lines(added)) == (True, [s.ADDED.zh, UNREVIEWED.zh])


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
