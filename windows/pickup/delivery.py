"""送达: by when the results must have reached the person, and the record that they did."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import override

from services.catalogue.text import Text
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.clock import day_after, spoken_day, spoken_moment, today
from windows.limits import limit
from windows.pickup.models import Pickup
from windows.writs.actions import Row
from windows.writs.texts import heading


def delivery_day(case: Case) -> dt.date | None:
    """行政许可法 art. 44: ten working days after the last decision of the case.

    Each decision itself, and the electronic licence it gives, is with the person on the day it is
    made; what remains to be delivered is the one package. None where the calendar does not reach.
    """
    decided = Approval.objects.filter(case=case, decided_at__isnull=False)
    last = decided.order_by("-decided_at").values_list("decided_at", flat=True).first()
    begins = timezone.localdate(last) if last else today()
    return day_after(begins, limit("DELIVERY_WORKING_DAYS"))


def delivery_rows(case: Case, pickup: Pickup) -> list[Row]:
    """送达回证: what reached whom, how, and when."""
    method = Pickup.Method(pickup.method)
    with override("zh-hans"):
        how = str(method.label)
    with override("en"):
        how_en = str(method.label)
    by = spoken_day(pickup.deliver_by) if pickup.deliver_by else None
    rows = [
        *heading(case),
        (Text("送达方式", "How"), Text(how, how_en)),
        (Text("送达日期", "Delivered on"), spoken_moment(pickup.collected_at)),
    ]
    if by is not None:
        rows.append((Text("送达期限", "Due by"), by))
    return rows
