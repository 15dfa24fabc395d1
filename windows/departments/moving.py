"""The one place where the state of a delivery is set."""

from __future__ import annotations

from windows.departments.errors import DeliveryNotDead
from windows.departments.models import Delivery
from windows.departments.states import MOVES


def move_delivery(delivery: Delivery, name: str) -> None:
    """For a locked delivery; the caller saves it. Raises DeliveryNotDead."""
    starts, ends = MOVES[name]
    if delivery.state not in starts:
        raise DeliveryNotDead
    delivery.state = ends.value
