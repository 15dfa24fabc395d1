"""What people are spared: counted like the plan counts, and the page is what was counted."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from services.catalogue.parse import parse
from services.catalogue.spec import CatalogueSpec
from tests.windows.small_catalogue import CATALOGUE
from windows.demo.load import CATALOGUE as SHIPPED
from windows.planning import Known
from windows.sparing.measuring import measure, total
from windows.sparing.page import SEED_BEFORE, SEED_NOW


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("measure_sparing", *arguments, stdout=out)
    return out.getvalue()


def test_a_small_catalogue_counted_by_hand():
    """T1: home and marriage read, two outputs passed on, a form generated; a contract is handed in
    and a promise signed. T2: one read.
    """
    first, second = measure(CATALOGUE, Known(connected=frozenset({"DS07", "DS13"})))
    assert (first.code, first.matters) == ("T1", 5)
    assert (first.before, first.asked, first.promised) == (7, 2, 1)
    assert first.by_source == {"DS07": 1, "DS13": 1, "generated": 1, "output": 2}
    assert (first.fields_before, first.fields_once, first.fields_asked) == (3, 3, 2)
    assert (second.before, second.asked, second.by_source) == (1, 0, {"DS07": 1})
    whole = total([first, second])
    assert (whole.before, whole.asked, whole.spared_share) == (8, 2, 75.0)


def test_with_nothing_connected_the_person_carries_more():
    first, second = measure(CATALOGUE, Known())
    assert (first.before, first.asked, first.promised) == (7, 4, 2)
    assert (second.before, second.asked) == (1, 1)
    assert first.fields_asked == 3


def test_nothing_to_count_is_no_division_by_zero():
    assert measure(CatalogueSpec("空"), Known()) == []
    assert total([]).spared_share == 0.0


def test_every_shipped_life_event_is_there_and_the_share_to_beat_is_beaten():
    found = json.loads(run("--json"))
    spec = parse(SHIPPED).spec
    assert spec is not None
    assert {each["code"] for each in found["things"]} == {each.code for each in spec.life_events}
    assert len(found["things"]) == 22
    for each in found["things"]:
        assert each["before"] == each["asked"] + sum(each["by_source"].values())
        assert each["fields_asked"] <= each["fields_once"] <= each["fields_before"]
    whole = found["total"]
    assert whole["before"] == sum(each["before"] for each in found["things"])
    assert found["to_beat"] == {"before": 860, "asked": 359, "spared_percent": 58}
    assert whole["spared_percent"] > 100 * (SEED_BEFORE - SEED_NOW) / SEED_BEFORE
    assert found["total_with_every_interface"]["asked"] <= whole["asked"]


def test_the_page_is_fresh():
    assert "says what is measured" in run("--check")


def test_a_stale_page_is_named_and_renewed(tmp_path):
    page = tmp_path / "sparing.md"
    page.write_text("old", "utf-8")
    with pytest.raises(CommandError, match="is stale"):
        run("--check", "--page", str(page))
    run("--write", "--page", str(page))
    run("--check", "--page", str(page))
    assert "| P10 |" in page.read_text("utf-8")
