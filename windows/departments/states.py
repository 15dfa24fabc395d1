"""Where a message to a department's system can be, and what moves it. Pure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryState(models.TextChoices):
    SENDING = "sending", _("发送中")
    DELIVERED = "delivered", _("已送达")
    DEAD = "dead", _("没有送到，需要人处理")
    SETTLED = "settled", _("不再发送")


OPEN = (DeliveryState.SENDING, DeliveryState.DEAD)
"""While one of these is open, later messages about the same part wait behind it."""

MOVES: dict[str, tuple[tuple[DeliveryState, ...], DeliveryState]] = {
    "arrive": ((DeliveryState.SENDING,), DeliveryState.DELIVERED),
    "give_up": ((DeliveryState.SENDING,), DeliveryState.DEAD),
    "send_again": ((DeliveryState.DEAD,), DeliveryState.SENDING),
    "settle": (OPEN, DeliveryState.SETTLED),
}
