"""A few cases at different stations, so that nobody's page is empty at the first look.

Made once, through the real actions, with the background work done on the spot.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from datasharing.sandbox.population import population
from portal.accounts.actor import actor_of
from portal.accounts.models import Applicant, User
from portal.errors import DomainError
from portal.outbox.drain import drain
from services.catalogue.spec import SourceKind
from services.catalogue.text import Text
from services.models import Audience
from services.queries import published_life_events
from windows.approvals.actions import decide, take_up
from windows.approvals.models import Approval
from windows.approvals.states import IN_INBOX, ApprovalState
from windows.cases.models import Case, MaterialSlot
from windows.cases.people import APPLICANT
from windows.cases.states import CaseState, Channel
from windows.corrections.actions import Defect, ask_for_correction
from windows.demo.accounts import clerk_username, officer_of
from windows.demo.clocks import show_the_clock
from windows.demo.registry import registers
from windows.rehearsal.choosing import most_work
from windows.rehearsal.errors import RehearsalStuck
from windows.rehearsal.journey import Journey
from windows.rehearsal.patience import LOOK_SECONDS, Patience
from windows.rehearsal.people import Cast, Player
from windows.rehearsal.people import person as invented

SECONDS = 30.0
"""For the waits of one case, at most; an idle machine needs two for the whole case."""
AT_DESK, CORRECTION, ARRIVED = "at desk", "correction", "arrived"
UNDER_WAY, READY = "under way", "ready"
DECIDED_STAGES = 3
"""Of a case under way; the departments of the next one are at work side by side."""

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Story:
    """One case: whose, of what, and how far it has come.

    Those that have just arrived fill an officer's inbox: one is looked up, several are granted
    together. Their people have no accounts, as most who come to a window.
    """

    code: str
    applicant: str
    station: str
    answers: Mapping[str, Sequence[str]] | None = None
    """None: those with the most matters."""
    parties: Mapping[str, str] = field(default_factory=dict)


_HOME = {"pay": ["cash"], "only": ["yes"], "limit": ["yes"], "agent": ["no"], "fund": ["yes"]}
_ALL = {"utility": ["water", "power", "gas", "tv"]}
STORIES = (
    Story(
        "P10", "wangxiaoming", UNDER_WAY, {"mortgage": ["no"], **_HOME, **_ALL},
        {"seller": "chenguoqiang"},
    ),
    Story(
        "P10", "zhouting", CORRECTION, {"mortgage": ["yes"], **_HOME, **_ALL},
        {"seller": "zhaomin"},
    ),
    Story("P01", "xuwen", READY),
    Story("E03", "zhengtao", AT_DESK),
    *(
        Story(
            "P10", f"buyer{number}", ARRIVED, {"mortgage": ["no"], **_HOME, "utility": utility},
            {"seller": f"seller{number}"},
        )
        for number, utility in (
            ("0031", ["water"]), ("0032", ["water", "power"]), ("0033", _ALL["utility"]),
        )
    ),
)  # fmt: skip


def make_cases(say: Say) -> int:
    """Those that are not there yet and whose life event is published; how many were made.

    A catalogue of another city may have no such life event or other questions: then there is one
    case less, and it says so.
    """
    editions = {row.life_event.code: row for row in published_life_events()}
    missing = [story for story in STORIES if story.code in editions and not _is_made(story)]
    if not missing:
        return 0
    say("Making a few cases of invented people …")
    made = 0
    with registers():
        for story in missing:
            try:
                _play(story, Patience(SECONDS, _work))
            except (DomainError, RehearsalStuck) as refusal:
                say(f"  {story.code} of {story.applicant} stays as it is: {refusal}")
            else:
                made += 1
    return made


def _work() -> None:
    drain(is_strict=False)
    time.sleep(LOOK_SECONDS)


def _is_made(story: Story) -> bool:
    return Case.objects.filter(draft_key=_key(story)).exists()


def _key(story: Story) -> UUID:
    return uuid5(NAMESPACE_URL, f"demo:{story.code}:{story.applicant}")


def _play(story: Story, patience: Patience) -> None:
    edition = published_life_events().get(life_event__code=story.code)
    answers = story.answers
    if answers is None:
        chosen = most_work(edition, channel=Channel.ONLINE)
        answers = chosen.answers if chosen else {}
    clerk = actor_of(User.objects.get(username=clerk_username()))
    is_firm = edition.audience == Audience.ORGANISATION
    players = {APPLICANT: _player(story.applicant, is_firm=is_firm)}
    players |= {role: _player(who) for role, who in story.parties.items()}
    journey = Journey.begin(
        edition,
        answers=answers,
        cast=Cast(players, clerk),
        channel=Channel.ONLINE,
        patience=patience,
        is_rehearsal=False,
        draft_key=_key(story),
    )
    journey.apply()
    drain(is_strict=False)
    if story.station == CORRECTION:
        _send_back(journey)
    if story.station in (ARRIVED, UNDER_WAY, READY):
        journey.be_accepted()
    if story.station in (UNDER_WAY, READY):
        _decide(journey, stages=DECIDED_STAGES if story.station == UNDER_WAY else None)
    if story.station == UNDER_WAY:
        show_the_clock(journey.case)
    drain(is_strict=False)


def _player(username: str, *, is_firm: bool = False) -> Player:
    person = Applicant.objects.select_related("user").filter(user__username=username).first()
    if person is None:
        with transaction.atomic(durable=True):
            return invented(population().by_username[username])
    assert person.user is not None  # noqa: S101 (found by it)
    actor = actor_of(person.user)
    if is_firm:
        firm = Applicant.objects.filter(pk__in=actor.applicant_ids).exclude(pk=person.pk).first()
        return Player(firm or person, actor)
    return Player(person, actor)


def _send_back(journey: Journey) -> None:
    """The clerk finds one of the uploaded papers unreadable."""
    uploaded = journey.case.slots.filter(document__isnull=False).order_by("order")
    slot: MaterialSlot | None = uploaded.filter(source_kind=SourceKind.APPLICANT.value).first()
    unclear = Text(
        "扫描件不清楚，请重新上传完整、清晰的一份。",
        "The scan cannot be read. Please upload a complete, clear one.",
    )
    with transaction.atomic(durable=True):
        ask_for_correction(
            journey.fresh(), defects=[Defect(unclear, slot)], actor=journey.cast.clerk
        )


def _decide(journey: Journey, *, stages: int | None) -> None:
    """Officers grant what is in their inbox: so many stages, then the next is only taken up."""
    decided = 0
    while stages is None or decided < stages:
        if not _grant_what_is_open(journey.case):
            break
        decided += 1
    if stages is None:
        journey.wait_until(CaseState.RESULTS_READY)
        return
    for approval in _open(journey.case)[:1]:
        with transaction.atomic(durable=True):
            take_up(approval, actor=actor_of(officer_of(approval.department.code)))


def _grant_what_is_open(case: Case) -> int:
    here = _open(case)
    for approval in here:
        actor = actor_of(officer_of(approval.department.code))
        if approval.state == ApprovalState.DISPATCHED:
            with transaction.atomic(durable=True):
                take_up(approval, actor=actor)
        with transaction.atomic(durable=True):
            decide(approval, granted=True, actor=actor)
    return len(here)


def _open(case: Case) -> list[Approval]:
    """What is on an officer's desk once the background work is done."""
    drain(is_strict=False)
    mine = Approval.objects.filter(case=case, state__in=IN_INBOX)
    return list(mine.select_related("department").order_by("stage", "pk"))
