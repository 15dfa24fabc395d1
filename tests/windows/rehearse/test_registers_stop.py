"""The registers stop in the middle of a rehearsal and start again: it still comes to its end."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from datasharing.models import LedgerEntry
from datasharing.states import Outcome
from windows.cases.models import Case
from windows.models import Notice


def test_the_case_ends_although_the_registers_stop(shipped, rehearse):
    told = rehearse("P10", "--stop-registers-at", "2", "--examine", "0")

    assert told["outcome"] == "finished"
    assert told["case"]["state"] == "archived"
    stopped = told["registers_stopped"]
    assert stopped["stopped_after_answers"] == 2
    assert len(stopped["unanswered"]) >= 3
    assert stopped["uploaded"] == stopped["unanswered"][:1]
    assert stopped["arrived_late"] == stopped["unanswered"][1:]
    assert stopped["told_not_to_bring"] == len(stopped["arrived_late"])
    assert told["materials"]["asked"] == told["materials"]["planned"]["asked"] + 1

    case = Case.objects.get(number=told["case"]["number"])
    verbs = [each["verb"] for each in told["timeline"]]
    assert verbs.count("material.source_down") == len(stopped["unanswered"])
    assert verbs.index("material.source_down") < verbs.index("case.submitted")
    offered = Notice.objects.filter(case=case, kind="please_bring").values_list("text", flat=True)
    assert len(offered) == len(stopped["unanswered"])
    assert all("自己上传" in text for text in offered)
    in_vain = LedgerEntry.objects.filter(case_number=case.number, outcome=Outcome.UNAVAILABLE)
    assert in_vain.count() >= 3 * 3  # three tries each before upload is offered


def test_without_the_option_nothing_is_said_of_it(shipped, rehearse):
    assert rehearse("P09", "--examine", "0")["registers_stopped"] is None


@pytest.mark.parametrize("more", [["--all"], ["P10", "--cases", "2"]])
def test_one_case_only(portal, more):
    with pytest.raises(CommandError, match="one life event and one case"):
        call_command("rehearse", *more, "--stop-registers-at", "1", stdout=io.StringIO())
