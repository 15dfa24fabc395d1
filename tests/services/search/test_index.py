"""Entries follow what is published; counts of terms follow the entries."""

from __future__ import annotations

from collections import Counter

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.accounts.actor import SYSTEM
from services.catalogue.load_file import load_file
from services.models import (
    Edition,
    EditionState,
    EntryKind,
    LifeEventEdition,
    SearchEdition,
    SearchEntry,
    SearchTerm,
)
from services.search import find
from services.search.index import rebuild
from services.search.publication import catch_up
from services.search.terms import MARK


def entries() -> set[tuple[str, str]]:
    return set(SearchEntry.objects.values_list("kind", "code"))


def counted() -> dict[str, int]:
    rows = SearchEntry.objects.values_list("terms", flat=True)
    return dict(Counter(term for row in rows for term in row if not term.startswith(MARK)))


def stored() -> dict[str, int]:
    return dict(SearchTerm.objects.values_list("term", "entries"))


def test_loading_writes_an_entry_a_thing(unseen_loaded):
    events = LifeEventEdition.objects.filter(state=EditionState.PUBLISHED).count()
    matters = Edition.objects.filter(state=EditionState.PUBLISHED).count()
    found = Counter(kind for kind, _code in entries())
    assert found == {EntryKind.LIFE_EVENT: events, EntryKind.MATTER: matters}
    assert stored() == counted()


def test_a_matter_is_found_with_its_department_theme_and_audience(unseen_loaded):
    edition = Edition.objects.select_related("department", "matter").earliest("id")
    (entry,) = [h.entry for h in find(edition.name).matters if h.entry.code == edition.matter.code]
    above = edition.included_in.get().edition
    assert (entry.department, entry.theme, entry.audiences) == (
        edition.department.name,
        above.theme,
        [above.audience],
    )


def test_a_new_edition_takes_the_place_of_the_old(unseen_loaded, unseen, write):
    before = entries()
    unseen["onethings"][0]["name"] = "开办乡村客栈"
    load_file(write(unseen), actor=SYSTEM)
    assert entries() == before
    assert find("开办乡村客栈").events[0].entry.name == "开办乡村客栈"
    assert stored() == counted()


def test_what_is_retired_goes(unseen_loaded):
    code = "X01"
    LifeEventEdition.objects.filter(life_event__code=code, state=EditionState.PUBLISHED).update(
        state=EditionState.RETIRED, retired_at=timezone.now()
    )
    done = catch_up()
    assert done.removed == 1
    assert (EntryKind.LIFE_EVENT.value, code) not in entries()
    assert code not in [hit.entry.code for hit in find("民宿").events]
    assert stored() == counted()


def test_loading_the_same_again_changes_nothing(unseen_loaded, unseen, write):
    mark = SearchEdition.objects.get().mark
    load_file(write(unseen), actor=SYSTEM)
    assert SearchEdition.objects.get().mark == mark


def test_rebuilding_gives_the_same_index(unseen_loaded, capsys):
    def shown():
        rows = SearchEntry.objects.order_by("kind", "code").values("kind", "code", "name", "terms")
        return [row | {"terms": sorted(row["terms"])} for row in rows], stored()

    before = shown()
    SearchEntry.objects.filter(code="X01").update(popularity=7)
    SearchEntry.objects.filter(code="X02").delete()
    SearchTerm.objects.all().delete()
    SearchEntry.objects.create(kind=EntryKind.MATTER, code="gone", edition=0, name="没有了")
    seen: list[int] = []
    done = rebuild(seen.append)
    assert (done.removed, seen[-1], done.written) == (1, len(before[0]), len(before[0]))
    assert shown() == before
    assert SearchEntry.objects.get(code="X01").popularity == 7


@pytest.mark.django_db(transaction=True)
def test_the_commands_say_what_they_did(unseen_loaded, capsys):
    call_command("rebuild_search_index")
    assert "检索库已重建" in capsys.readouterr().out
    before = entries()
    call_command("measure_search", matters=300, queries=20)
    assert "p95" in capsys.readouterr().out
    assert entries() == before, "Measuring keeps nothing."
