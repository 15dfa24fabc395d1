"""好差评 and the call back that a bad one demands."""

from __future__ import annotations

from collections.abc import Sequence

from portal.accounts.actor import Actor
from windows.cases.models import Case
from windows.ratings.models import Rating


def rate(
    case: Case, *, grade: int, actor: Actor, options: Sequence[str] = (), comment: str = ""
) -> Rating:
    """The applicant rates the case, once, when the results are in hand: 5 best … 1 worst.

    1 and 2 open a duty to call back within CALLBACK_WORKING_DAYS, told to the region's supervisors.
    Raises RatedAlready, BadGrade, UnknownRatingOption.
    """
    raise NotImplementedError


def call_back(rating: Rating, *, outcome: str, actor: Actor) -> Rating:
    """A supervisor has called back and says what was put right. Raises NoCallbackDue."""
    raise NotImplementedError
