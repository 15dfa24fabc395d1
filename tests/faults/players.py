"""What honest people do over HTTP: apply, accept, decide, collect. They know only what they see."""

from __future__ import annotations

import heapq
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.faults.client import Client, Over, Refused
from tests.materials.files import PDF

LOOK_SECONDS = 1.0
PATIENT_SECONDS = 8.0
"""How often a person looks whether the departments are ready: hundreds do, all the time."""
THINGS = ("F1", "F3", "F1", "F2", "F2")
"""Applied for in turn: four parts of which the others go on after a denial, or end; one part."""
DENIED_OF = 12
"""One approval of so many is denied by its officers."""


@dataclass
class Citizen:
    """One person with one case, from the draft to the rating; `step` does what comes next."""

    client: Client
    thing: str
    number: str = ""
    stage: str = "draft"
    slots: dict[str, int] = field(default_factory=dict)

    @property
    def is_done(self) -> bool:
        return self.stage == "done"

    def step(self) -> float:
        """Returns after how many seconds it is worth coming again."""
        pause: float = getattr(self, f"_{self.stage}")()
        return pause

    def _draft(self) -> float:
        body = {"thing": self.thing, "answers": {}, "channel": "online"}
        case = self.client.act("start", "cases/", body)
        self.number = case["number"]
        self.slots = {slot["material"]: slot["id"] for slot in case["slots"]}
        self.stage = "agree"
        return 0

    def _agree(self) -> float:
        self._act("agree", "consents/", {"resources": ["DS07"]})
        self.stage = "wait_for_reads" if self.thing == "F2" else "hand_in"
        return 0

    def _hand_in(self) -> float:
        self._act("form", "form/", {"values": {"phone": "13800138000"}})
        only, contract = self.slots["f_only"], self.slots["f_contract"]
        self._act("promise", f"slots/{only}/promise/")
        paper = {"file": ("contract.pdf", PDF + self.number.encode(), "application/pdf")}
        self._act("upload", f"slots/{contract}/document/", files=paper)
        self.stage = "wait_for_reads"
        return 0

    def _wait_for_reads(self) -> float:
        case = self._look()
        if case["sharing"]["waiting"] or any(slot["state"] == "asked" for slot in case["slots"]):
            return LOOK_SECONDS
        self.stage = "submit"
        return 0

    def _submit(self) -> float:
        try:
            self._act("submit", "submit/")
        except Refused as refusal:
            if refusal.code != "already_submitted":
                raise
        self.stage = "wait_for_result"
        return PATIENT_SECONDS

    def _wait_for_result(self) -> float:
        state = self._look()["state"]
        if state == "results_ready":
            self.stage = "collect"
            return 0
        return PATIENT_SECONDS

    def _collect(self) -> float:
        self._act("collect", "collect/")
        self.stage = "rate"
        return 0

    def _rate(self) -> float:
        self._act("rate", "rating/", {"grade": 5})
        self.stage = "done"
        return 0

    def _look(self) -> Any:
        return self.client.read(f"cases/{self.number}/")

    def _act(self, verb: str, path: str, body: Any = None, *, files: Any = None) -> None:
        path = f"cases/{self.number}/{path}"
        self.client.act(verb, path, body, about=self.number, files=files)


def clerk_look(client: Client) -> float:
    """Accepts whatever waits at the desk. A colleague, or the clockwork, may have been quicker."""
    rows = client.read("desk/cases/")["results"]
    waiting = [row["number"] for row in rows if row["state"] == "submitted"]
    for number in waiting:
        try:
            client.act("accept", f"cases/{number}/accept/", about=number)
        except Refused:
            continue  # it is on record
    return LOOK_SECONDS


def officer_look(client: Client) -> float:
    """Takes up and decides whatever is in the inbox; all officers judge an approval alike."""
    for row in client.read("approvals/")["results"]:
        about = str(row["id"])
        try:
            if row["state"] == "dispatched":
                client.act("take_up", f"approvals/{about}/take-up/", about=about)
            verb, body = judge(row["id"])
            if verb == "deny":
                offered = client.read(f"approvals/{about}/grounds/")
                body |= {"grounds": [each["key"] for each in offered[:1]]}
            client.act(verb, f"approvals/{about}/decide/", body, about=about)
        except Refused:
            continue
    return LOOK_SECONDS


def judge(approval: int) -> tuple[str, dict[str, Any]]:
    """What all officers think of it: the oracle for the checker too."""
    if zlib.crc32(str(approval).encode()) % DENIED_OF == 0:
        return "deny", {"granted": False, "reason": "演练：不符合条件"}
    return "grant", {"granted": True}


class Crowd:
    """A few hands that do whatever is due next for everybody."""

    def __init__(self, end: threading.Event) -> None:
        self._end = end
        self._due: list[tuple[float, int, Callable[[], float | None]]] = []
        self._lock = threading.Lock()
        self._count = 0
        self._threads: list[threading.Thread] = []
        self.errors: list[str] = []

    def add(self, at: float, do: Callable[[], float | None]) -> None:
        """`do` returns after how many seconds it wants to be called again; None for never."""
        with self._lock:
            self._count += 1
            heapq.heappush(self._due, (at, self._count, do))

    def start(self, hands: int) -> None:
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(hands)]
        for thread in self._threads:
            thread.start()

    def join(self, seconds: float) -> None:
        last = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, last - time.monotonic()))

    def _work(self) -> None:
        while not self._end.is_set():
            do = self._next()
            if do is None:
                self._end.wait(0.1)
                continue
            try:
                again = do()
            except Over:
                return
            except Refused as refusal:
                self.errors.append(str(refusal))
                again = 3.0
            except Exception as error:  # noqa: BLE001 (a defect of the harness is in the report)
                self.errors.append(f"{type(error).__name__}: {error}")
                again = 3.0
            if again is not None:
                self.add(time.monotonic() + again, do)

    def _next(self) -> Callable[[], float | None] | None:
        with self._lock:
            if self._due and self._due[0][0] <= time.monotonic():
                return heapq.heappop(self._due)[2]
            return None
