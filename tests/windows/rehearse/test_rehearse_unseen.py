"""A catalogue that the portal has never seen, with none of its people or registers."""

from __future__ import annotations

import pytest

from portal.accounts.actor import SYSTEM
from services.catalogue.load_file import load_file
from services.queries import published_life_events
from tests.services.conftest import UNSEEN


@pytest.fixture
def unseen(portal) -> None:
    load_file(UNSEEN, actor=SYSTEM, region="330100")


def test_every_life_event_of_it_is_rehearsed(unseen, rehearse):
    told = rehearse("--all", "--examine", "0")

    published = set(published_life_events().values_list("life_event__code", flat=True))
    assert told["stuck"] == []
    assert {each["life_event"]["code"] for each in told["rehearsals"]} == published
    assert {each["outcome"] for each in told["rehearsals"]} == {"finished"}
    for each in told["rehearsals"]:
        assert each["visits"]["recorded"] == each["visits"]["planned"] <= 1
        assert len(each["approvals"]) >= 1
        assert each["answers_given"] is False
