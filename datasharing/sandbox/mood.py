"""How the sandbox registry behaves just now, and what it was asked: the same for every face."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from datasharing.sandbox.registers import REGISTERS, look_up

LOG_LENGTH = 10_000
STRANGER = {"id_number": "330106190001010000", "credit_code": "91330106000000000A"}
NOT_FOUND: dict[str, Any] = {"found": False, "about": {}, "records": []}


class RegisterDown(Exception):
    """This register is out of order just now."""


class NoSuchRegister(Exception):
    """No register has this code."""


@dataclass
class Mood:
    """How the registry behaves just now."""

    down: frozenset[str] = frozenset()
    slow_ms: int = 0
    wrong_person: frozenset[str] = frozenset()
    log: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=LOG_LENGTH))
    busiest: int = 0
    """The most questions that were under way at one time."""
    under_way: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def control(self, wish: dict[str, Any]) -> None:
        """Raises ValueError for a wish that makes no sense."""
        down, wrong = wish.get("down", []), wish.get("wrong_person", [])
        slow = wish.get("slow_ms", 0)
        strange = set(wish) - {"down", "wrong_person", "slow_ms"}
        if strange or not isinstance(slow, int) or not 0 <= slow <= 60_000:
            raise ValueError("give down, wrong_person (lists of codes) and slow_ms (0 to 60000)")
        if not {*down, *wrong} <= set(REGISTERS):
            raise ValueError(f"known codes: {', '.join(REGISTERS)}")
        with self.lock:
            self.down, self.wrong_person = frozenset(down), frozenset(wrong)
            self.slow_ms = slow
            self.busiest = self.under_way

    def answer(
        self, code: str, question: Mapping[str, Any], *, reference: str, face: str = "json"
    ) -> dict[str, Any]:
        """`{"found", "about", "records"}` for a question with `keys` and `fields`.

        Raises RegisterDown, NoSuchRegister; KeyError and TypeError for a question nobody can read.
        """
        keys, fields = question["keys"], question["fields"]
        with self._under_way(
            {
                "at": time.time(),
                "resource": code,
                "reference": reference,
                "keys": keys,
                "fields": fields,
                "case": question.get("case", ""),
                "purpose": question.get("purpose", ""),
                "face": face,
            }
        ):
            time.sleep(self.slow_ms / 1000)
            if code in self.down:
                raise RegisterDown
            if code not in REGISTERS:
                raise NoSuchRegister
            return self._found(code, keys, fields)

    def _found(self, code: str, keys: dict[str, str], fields: list[str]) -> dict[str, Any]:
        found = look_up(code, keys)
        if found is None:
            return NOT_FOUND
        about = dict(found.about)
        if code in self.wrong_person:
            about = {name: STRANGER[name] for name in about}
        records = [{n: record[n] for n in fields if n in record} for record in found.records]
        return {"found": True, "about": about, "records": records}

    @contextmanager
    def _under_way(self, entry: dict[str, Any]) -> Iterator[None]:
        with self.lock:
            self.log.append(entry)
            self.under_way += 1
            self.busiest = max(self.busiest, self.under_way)
        try:
            yield
        finally:
            with self.lock:
                self.under_way -= 1
