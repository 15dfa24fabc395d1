"""Narrowing by audience, theme and department, and the pages of a long list."""

from __future__ import annotations

import pytest

from services.models import EntryKind, SearchEntry
from services.search import Narrowed, browse, find
from services.search.entries import finish
from services.search.index import rebuild

pytestmark = pytest.mark.usefixtures("shipped")


def values(facets, name) -> dict[str, int]:
    return {facet.value: facet.count for facet in facets[name]}


@pytest.mark.parametrize("name", ["audience", "theme", "department"])
def test_a_facet_leads_to_as_many_as_it_says(name):
    found = find("登记")
    for value, count in values(found.facets, name).items():
        narrowed = find("登记", narrowed=Narrowed(**{name: value}), limit=200)
        hits = [*narrowed.events, *narrowed.matters]
        assert len(hits) >= count > 0, (name, value)
        for hit in hits:
            of_hit = getattr(hit.entry, "audiences" if name == "audience" else name)
            assert value in ([of_hit] if isinstance(of_hit, str) else of_hit)
        assert narrowed.facets == found.facets, "The choices stay, so that one can go back."


def test_all_three_together():
    hit = find("公积金贷款").events[0].entry
    narrowed = Narrowed(audience=hit.audiences[0], theme=hit.theme, department=hit.department)
    assert find("公积金贷款", narrowed=narrowed).events[0].entry.code == hit.code


def test_nothing_left_says_how_many_there_are_without():
    found = find("公积金贷款", narrowed=Narrowed(theme="没有的主题"))
    assert (found.count, found.events, found.matters) == (0, [], [])
    assert found.wider == find("公积金贷款").count > 0
    assert values(found.facets, "theme")


def test_no_words_no_facets():
    assert find("火箭发射").facets.get("theme", []) == []


def test_a_value_with_quotes_is_only_a_value():
    for value in ("' | 'x", "\\", "a & b", "'"):
        assert find("登记", narrowed=Narrowed(department=value)).count == 0
        assert browse(narrowed=Narrowed(department=value)).matters == []


def test_life_events_stand_before_matters_on_the_first_page_only():
    first = find("登记", limit=5)
    assert first.events
    assert all(hit.entry.kind == EntryKind.LIFE_EVENT for hit in first.events)
    assert all(hit.entry.kind == EntryKind.MATTER for hit in first.matters)
    second = find("登记", limit=5, after=first.next_after)
    assert second.events == []
    codes = [hit.entry.code for hit in (*first.matters, *second.matters)]
    assert len(codes) == len(set(codes)) == 10
    assert second.count == first.count


def test_pages_end():
    seen, after = [], ""
    while True:
        page = find("登记", limit=7, after=after)
        seen += [hit.entry.code for hit in page.matters]
        after = page.next_after
        if not after:
            break
    assert len(seen) == len(set(seen)) == find("登记", limit=100).count - len(find("登记").events)
    for nonsense in ("-1", "x", "９", "99999", "1e3"):
        assert find("登记", after=nonsense).count == page.count


def test_matters_of_a_department_by_pages():
    department = SearchEntry.objects.filter(kind=EntryKind.MATTER).first().department
    expected = SearchEntry.objects.filter(kind=EntryKind.MATTER, department=department)
    seen, after = [], ""
    while True:
        page = browse(narrowed=Narrowed(department=department), limit=2, after=after)
        assert len(page.matters) <= 2
        seen += [hit.entry.code for hit in page.matters]
        after = page.next_after
        if not after:
            break
    assert seen == list(expected.order_by("code").values_list("code", flat=True))


def test_very_many_say_that_the_list_is_short():
    def more():
        for number in range(120):
            row = SearchEntry(
                kind=EntryKind.MATTER, code=f"more-{number:03}", edition=0, name=f"船舶登记{number}"
            )
            yield finish(row, (row.name,))

    rebuild(also=more())
    found = find("船舶登记")
    assert found.is_short_list
    assert not find("公积金贷款").is_short_list
