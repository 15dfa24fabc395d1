"""One whole case through the real worker, on the shipped catalogue."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from django.core.management import call_command

from portal.journal.queries import verify
from windows.cases.models import Case

pytestmark = pytest.mark.usefixtures("shipped")


def test_home_sale_goes_through_eight_departments_without_a_visit(rehearse):
    told = rehearse("P10", "--examine", "1")

    assert told["schema"] == "rehearsal/1"
    assert told["outcome"] == "finished"
    assert told["case"]["state"] == "archived"
    assert told["visits"] == {"planned": 0, "recorded": 0, "before": 8, "reasons": []}
    assert len(told["departments"]) == 8
    assert [party["role"] for party in told["parties"]] == ["seller"]
    assert told["parties"][0]["confirmed_at"] is not None
    materials = told["materials"]
    assert materials["before"] == 32
    assert materials["asked"] == len(materials["asked_names"]) == 4
    assert {how: group["count"] for how, group in materials["spared"].items()} == {
        "generated": 3,
        "licence": 6,
        "output": 11,
        "resource": 8,
    }
    assert materials["planned"]["asked"] == 4
    assert told["parallel"]["planned"] == 6
    assert 2 <= told["parallel"]["measured"] <= 6
    assert len(told["approvals"]) == 10
    assert {approval["state"] for approval in told["approvals"]} == {"approved"}
    for approval in told["approvals"]:
        began = datetime.fromisoformat(approval["dispatched_at"])
        assert datetime.fromisoformat(approval["decided_at"]) > began
        assert approval["seconds"] >= 1
    assert told["promise"]["promised_on"] is not None
    assert len(told["results"]) == 3
    assert told["timeline"][0]["verb"] == "case.started"
    assert told["timeline"][-1]["verb"] == "case.archived"
    case = Case.objects.get(number=told["case"]["number"])
    assert case.is_rehearsal
    assert verify(case.stream) is None


def test_at_the_window_it_is_one_visit(rehearse):
    told = rehearse("P10", "--channel", "window", "--examine", "0")

    assert told["outcome"] == "finished"
    assert told["channel"] == "window"
    assert (told["visits"]["planned"], told["visits"]["recorded"]) == (1, 1)


def test_the_timeline_is_told_while_it_happens():
    out = io.StringIO()
    call_command("rehearse", "P14", "--examine", "0", stdout=out)

    told = out.getvalue()
    assert told.index("提交了申请") < told.index("已送达") < told.index("结果已领取")
    assert "跑动: 计划 0 次，实际 0 次" in told
    assert "█" in told
