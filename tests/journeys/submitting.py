"""A case brought to the desk by the real actions, for journeys that begin there."""

from __future__ import annotations

from portal.accounts.actor import actor_of
from portal.accounts.models import Applicant, User
from services.queries import life_event_edition
from tests.journeys.buying import ANSWERS, BUYER, SELLER
from windows.demo.accounts import clerk_username
from windows.models import Case
from windows.rehearsal.journey import Journey
from windows.rehearsal.patience import Patience
from windows.rehearsal.people import Cast, Player

WAIT_SECONDS = 60


def submitted_sale() -> Case:
    """Everything chosen, read by the real worker, waiting for the clerk."""
    clerk = actor_of(User.objects.get(username=clerk_username()))
    journey = Journey.begin(
        life_event_edition("P10"),
        answers=ANSWERS,
        cast=Cast({"applicant": _player(BUYER), "seller": _player(SELLER)}, clerk),
        channel="online",
        patience=Patience(WAIT_SECONDS),
        is_rehearsal=False,
    )
    journey.apply()
    return journey.fresh()


def accepted_sale() -> Case:
    case = submitted_sale()
    clerk = actor_of(User.objects.get(username=clerk_username()))
    Journey(case, Cast({}, clerk), Patience(WAIT_SECONDS)).be_accepted()
    case.refresh_from_db()
    return case


def _player(username: str) -> Player:
    user = User.objects.get(username=username)
    return Player(Applicant.objects.get(user=user), actor_of(user))
