"""The registers stop in the middle of a rehearsal and start again: what the person notices."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from services.catalogue.text import Text
from windows.cases.models import Case, MaterialSlot
from windows.cases.states import SlotState
from windows.notices.models import Notice
from windows.rehearsal.errors import RehearsalStuck

SHUT_SECONDS = 12.0
"""Longer than three tries take: then the person is offered to upload."""
NO_SANDBOX = Text(
    "停不了：没有演练用的登记系统（SANDBOX_REGISTRY_URL）。",
    "There are no invented registers to stop (SANDBOX_REGISTRY_URL).",
)


@dataclass(frozen=True, slots=True)
class Outage:
    """What came of it."""

    after: int
    seconds: float
    unanswered: tuple[Text, ...]
    """Materials whose register did not answer, as the person saw them."""
    uploaded: tuple[Text, ...]
    """Of those, handed in by the person at once."""
    arrived: tuple[Text, ...]
    """Answered later; the person was told that they need not bring them."""
    told: int
    """Notices that said so."""

    def as_json(self) -> dict[str, Any]:
        return {
            "stopped_after_answers": self.after,
            "closed_seconds": self.seconds,
            "unanswered": [_said(name) for name in self.unanswered],
            "uploaded": [_said(name) for name in self.uploaded],
            "arrived_late": [_said(name) for name in self.arrived],
            "told_not_to_bring": self.told,
        }

    def lines(self) -> Iterator[Text]:
        """For the terminal."""
        yield Text(
            f"登记系统答了 {self.after} 次后停 {self.seconds:.0f} 秒："
            f"{len(self.unanswered)} 份材料没有答复",
            f"registers stopped after {self.after} answers for {self.seconds:.0f} s: "
            f"{len(self.unanswered)} materials unanswered",
        )
        for name in self.uploaded:
            yield Text(f"本人自己上传：{name.zh}", f"uploaded by the person: {name.en}")
        for name in self.arrived:
            yield Text(f"后来取到，不用再交：{name.zh}", f"arrived later, not needed: {name.en}")
        yield Text(f"通知“不用再交” {self.told} 条", f"told “you need not bring it”: {self.told}")


class Interruption:
    """Stops the registers, and keeps what the person saw and did."""

    def __init__(self, after: int, *, seconds: float = SHUT_SECONDS) -> None:
        self.after, self.seconds = after, seconds
        self._waited: list[int] = []
        self._uploaded: list[int] = []

    def begin(self) -> None:
        """Tell the registers when to stop. Raises RehearsalStuck where there are none."""
        if not settings.SANDBOX_REGISTRY_URL:
            raise RehearsalStuck(NO_SANDBOX)
        wish = json.dumps({"answers": self.after, "seconds": self.seconds}).encode()
        address = f"{settings.SANDBOX_REGISTRY_URL}/_door"
        request = urllib.request.Request(address, wish)  # noqa: S310 (our own address)
        try:
            urllib.request.urlopen(request, timeout=5).close()  # noqa: S310 (the same)
        except OSError as error:
            raise RehearsalStuck(Text(f"停不了：{error}", f"Cannot stop them: {error}")) from error

    def uploads(self, slot: MaterialSlot) -> bool:
        """The person uploads the first that is not answered, and waits for the others."""
        if slot.state != SlotState.UNAVAILABLE:
            return True
        (self._waited if self._uploaded else self._uploaded).append(slot.pk)
        return slot.pk in self._uploaded

    def is_over(self, case: Case) -> bool:
        """Everything that was waited for has come."""
        late = MaterialSlot.objects.filter(case=case, pk__in=self._waited)
        return not late.filter(state=SlotState.UNAVAILABLE).exists()

    def outcome(self, case: Case) -> Outage:
        slots = {slot.pk: slot for slot in MaterialSlot.objects.filter(case=case)}
        names = {pk: Text(slot.name, slot.name_en or slot.name) for pk, slot in slots.items()}
        arrived = [pk for pk in self._waited if slots[pk].state == SlotState.FETCHED]
        return Outage(
            after=self.after,
            seconds=self.seconds,
            unanswered=tuple(names[pk] for pk in (*self._uploaded, *self._waited)),
            uploaded=tuple(names[pk] for pk in self._uploaded),
            arrived=tuple(names[pk] for pk in arrived),
            told=Notice.objects.filter(case=case, kind="fetched_late").count(),
        )


def _said(name: Text) -> dict[str, str]:
    return {"zh": name.zh, "en": name.en or name.zh}
