"""Narrowing by audience, theme and department, and the pages of a long list."""

from __future__ import annotations

import pytest

from services.models import EntryKind, SearchEntry
from services.search import Narrowed, browse, find
from services.search.entries import finish
from services.search.index import rebuild

MATTERS = 40


def matters(number: int):
    for place in range(number):
        entry = SearchEntry(
            kind=EntryKind.MATTER,
            code=f"more-{place:03}",
            edition=0,
            name=f"民宿转让第{place}类",
            department=f"第{place % 3}局",
            theme=f"主题{place % 4}",
            audiences=[("person", "organisation")[place % 2]],
        )
        yield finish(entry, (entry.name,))


@pytest.fixture(autouse=True)
def _many(unseen_loaded):
    rebuild(also=matters(MATTERS))


def values(facets, name) -> dict[str, int]:
    return {facet.value: facet.count for facet in facets[name]}


@pytest.mark.parametrize("name", ["audience", "theme", "department"])
def test_a_facet_leads_to_as_many_as_it_says(name):
    found = find("民宿转让")
    assert len(values(found.facets, name)) > 1
    for value, count in values(found.facets, name).items():
        narrowed = find("民宿转让", narrowed=Narrowed(**{name: value}), limit=200)
        hits = [*narrowed.events, *narrowed.matters]
        assert len(hits) >= count > 0, (name, value)
        for hit in hits:
            of_hit = getattr(hit.entry, "audiences" if name == "audience" else name)
            assert value in ([of_hit] if isinstance(of_hit, str) else of_hit)
        assert narrowed.facets == found.facets, "The choices stay, so that one can go back."


def test_all_three_together():
    narrowed = Narrowed(audience="person", theme="主题2", department="第2局")
    found = find("民宿转让", narrowed=narrowed)
    assert [hit.entry.code for hit in found.matters] == [
        "more-002",
        "more-014",
        "more-026",
        "more-038",
    ]


def test_nothing_left_says_how_many_there_are_without():
    found = find("民宿转让", narrowed=Narrowed(theme="没有的主题"))
    assert (found.count, found.events, found.matters) == (0, [], [])
    assert found.wider == find("民宿转让").count > 0
    assert values(found.facets, "theme")


def test_nothing_found_has_no_facets():
    found = find("火箭发射")
    assert found.count == found.wider == 0
    assert not any(found.facets.values())


def test_a_value_with_quotes_is_only_a_value():
    for value in ("' | 'x", "\\", "a & b", "'"):
        assert find("民宿转让", narrowed=Narrowed(department=value)).count == 0
        assert browse(narrowed=Narrowed(department=value)).matters == []


def test_life_events_stand_before_matters_on_the_first_page_only():
    first = find("民宿", limit=5)
    assert {hit.entry.kind for hit in first.events} == {EntryKind.LIFE_EVENT}
    assert {hit.entry.kind for hit in first.matters} == {EntryKind.MATTER}
    second = find("民宿", limit=5, after=first.next_after)
    assert second.events == []
    codes = [hit.entry.code for hit in (*first.matters, *second.matters)]
    assert len(codes) == len(set(codes)) == 10
    assert second.count == first.count


def test_pages_end():
    everything = find("民宿转让", limit=100)
    seen, after = [], ""
    while True:
        page = find("民宿转让", limit=7, after=after)
        seen += [hit.entry.code for hit in page.matters]
        after = page.next_after
        if not after:
            break
    assert seen == [hit.entry.code for hit in everything.matters]
    assert len(seen) >= MATTERS
    for nonsense in ("-1", "x", "99999", "1e3", "²"):
        assert find("民宿转让", after=nonsense).events == find("民宿转让").events


def test_matters_of_a_department_by_pages():
    seen, after = [], ""
    while True:
        page = browse(narrowed=Narrowed(department="第1局"), limit=4, after=after)
        assert len(page.matters) <= 4
        seen += [hit.entry.code for hit in page.matters]
        after = page.next_after
        if not after:
            break
    assert seen == [f"more-{place:03}" for place in range(MATTERS) if place % 3 == 1]


def test_very_many_say_that_the_list_is_short():
    assert not find("民宿转让").is_short_list
    rebuild(also=matters(120))
    assert find("民宿转让").is_short_list
