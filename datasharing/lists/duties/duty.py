"""One thing that a department owes. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from services.catalogue.text import Text

NO_DAY = dt.date.max


class ObligationKind(TextChoices):
    ANSWER_DEMAND = "answer_demand", _("答复数据需求")
    CONNECT = "connect", _("接通数据")
    ANSWER_PERMISSION = "answer_permission", _("答复共享申请")
    PROVIDE = "provide", _("提供已同意共享的数据")
    CORRECT = "correct", _("核对疑义数据")
    EXPLAIN = "explain", _("说明为什么查询")


@dataclass(frozen=True, slots=True)
class Slip:
    """A duty before it is read whole: enough to put all of them in order."""

    kind: str
    pk: int
    due_on: dt.date | None

    @property
    def order(self) -> tuple[dt.date, str, int]:
        """What is due first; undated last."""
        return (self.due_on or NO_DAY, self.kind, self.pk)


@dataclass(frozen=True, slots=True)
class Obligation:
    """`owed_to` is a department, or the person who asked; never their name."""

    kind: str
    pk: int
    what: Text
    owed_to: Text
    due_on: dt.date | None
    is_late: bool
    since: dt.date

    @property
    def kind_name(self) -> str:
        return str(ObligationKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Tally:
    """One department: how much it owes, how much of it is late."""

    code: str
    name: Text
    owed: int
    late: int
    first_due_on: dt.date | None
