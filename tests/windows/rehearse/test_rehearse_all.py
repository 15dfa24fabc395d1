"""All 22 shipped life events, end to end, each with real reads of the registers over HTTP."""

from __future__ import annotations

import pytest

from datasharing.models import LedgerEntry
from datasharing.queries import connected_resources
from services.queries import published_life_events


@pytest.fixture
def told(shipped, rehearse, registry_server) -> list[dict]:
    registry_server.mood.log.clear()
    document = rehearse("--all", "--examine", "0")
    assert document["stuck"] == []
    return document["rehearsals"]


def test_every_one_of_them_shares_data(told, registry_server):
    codes = {each["life_event"]["code"] for each in told}
    assert codes == set(published_life_events().values_list("life_event__code", flat=True))
    assert len(codes) == 22
    assert len(connected_resources()) == 30

    for each in told:
        code, reads = each["life_event"]["code"], each["reads"]
        assert each["outcome"] == "finished", code
        assert {read["state"] for read in reads} <= {"answered", "no_record"}, code
        proved = [how for how in ("licence", "resource") if how in each["materials"]["spared"]]
        assert proved, code
        assert sum(read["state"] == "answered" for read in reads) >= 1, code
        assert each["visits"]["recorded"] == each["visits"]["planned"] <= 1, code

    reads = [read for each in told for read in each["reads"]]
    seen = [entry for entry in registry_server.mood.log if entry["face"] == "json"]
    assert len(seen) == sum(read["attempts"] for read in reads) == LedgerEntry.objects.count()
    assert {entry["resource"] for entry in seen} == {read["resource"] for read in reads}
    without = [(read["resource"], read["role"]) for read in reads if read["state"] == "no_record"]
    assert len(without) <= len(reads) // 10, without
