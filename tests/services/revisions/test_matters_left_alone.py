"""A matter that no life event includes any more stays in force on its own, and can be found."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from portal.accounts.actor import SYSTEM
from services.checks.running import MATTERS, Run
from services.models import EntryKind, SearchEntry
from services.queries import life_events_with, matter_edition
from services.revisions.retiring import retire_when_over
from tests.services.revisions import small as s


def listed(kind: EntryKind) -> set[str]:
    return set(SearchEntry.objects.filter(kind=kind).values_list("code", flat=True))


def assert_in_force_alone(code: str, number: int) -> None:
    assert matter_edition(code).number == number
    assert not life_events_with(code).exists()
    assert code in listed(EntryKind.MATTER)
    alone = [
        subject for subject in Run(lambda _finding: None).published() if subject.kind == MATTERS
    ]
    assert [subject.number for subject in alone] == [1]


def test_one_that_was_taken_out():
    s.publish(s.in_review(replace(s.INN, matters=s.INN.matters[1:])))
    assert_in_force_alone("S-HOME", 1)


def test_those_of_a_life_event_that_ended():
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    s.do(
        s.publish_catalogue,
        replace(s.CATALOGUE, life_events=(s.INN,)),
        actor=SYSTEM,
        region=s.REGION,
        ends={"S1": yesterday},
    )
    assert "S1" in listed(EntryKind.LIFE_EVENT)
    assert s.do(retire_when_over, s.edition("S1"), actor=SYSTEM)
    assert listed(EntryKind.LIFE_EVENT) == {"S2", "S3"}
    assert_in_force_alone("S-HOME", 1)
