"""预警、黄牌、红牌: how near or how far past its last day an approval is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from windows.clock import day_after, today, working_days_between
from windows.limits import limit

ONE_DAY = dt.timedelta(days=1)
WEEK = 7
SOON = 2
"""Working days that a supervisor still has to keep something from turning red."""
TURNING = "turning"
"""Not red yet, but within `SOON` working days if nobody does anything: what a filter calls it."""


class Card(models.TextChoices):
    """电子监察: a warning before the last day, a card of one colour or the other after it."""

    WARNING = "warning", _("预警")
    YELLOW = "yellow", _("黄牌")
    RED = "red", _("红牌")


@dataclass(frozen=True, slots=True)
class Lines:
    """Where one colour ends and the next begins, as last days; both thresholds are settings."""

    today: dt.date
    warned_until: dt.date
    """A last day up to here is near."""
    red_until: dt.date
    """A last day up to here is seriously past."""
    turning_until: dt.date
    """A last day up to here is, or will be within `SOON` working days."""

    def card_of(self, due_on: dt.date | None) -> Card | None:
        """None where there is time left, and where there is no day."""
        if due_on is None or due_on > self.warned_until:
            return None
        if due_on >= self.today:
            return Card.WARNING
        return Card.RED if due_on <= self.red_until else Card.YELLOW

    @property
    def turning(self) -> Q:
        """Not red yet, red within `SOON` working days if nobody does anything."""
        return Q(due_on__gt=self.red_until, due_on__lte=self.turning_until)

    def condition(self, card: Card) -> Q:
        """The same for the database."""
        if card is Card.WARNING:
            return Q(due_on__gte=self.today, due_on__lte=self.warned_until)
        if card is Card.YELLOW:
            return Q(due_on__lt=self.today, due_on__gt=self.red_until)
        return Q(due_on__lte=self.red_until)


def lines() -> Lines:
    """As of today. Where the next year's holidays are not announced, only today itself is near."""
    near = day_after(today(), limit("WARNING_WORKING_DAYS"))
    most = limit("RED_CARD_WORKING_DAYS")
    return Lines(
        today=today(),
        warned_until=near or today(),
        red_until=_red_until(most, today()),
        turning_until=_red_until(most, day_after(today(), SOON) or today()),
    )


def days_late(due_on: dt.date | None) -> int:
    """Working days after the last day; 0 while it is not past."""
    if due_on is None:
        return 0
    return working_days_between(due_on, today()) or 0


def _red_until(most: int, on: dt.date) -> dt.date:
    """The latest last day after which more than `most` working days have gone by on that day."""
    day = on - ONE_DAY * most
    while (gone := working_days_between(day, on)) is not None:
        if gone > most:
            return day
        day -= ONE_DAY
    return on - ONE_DAY * 2 * (most + WEEK)
