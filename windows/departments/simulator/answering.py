"""The simulated people: what they say about a part, and how they insist until they are heard."""

from __future__ import annotations

import json
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx2

from windows.departments.signing import (
    IDEMPOTENCY,
    KEY_ID,
    SIGNATURE,
    TIMESTAMP,
    Signed,
    sign,
    stamp,
)
from windows.departments.simulator.mood import Mood

TRY_AGAIN_SECONDS = 2.0
GIVE_UP_SECONDS = 24 * 3600.0
PEOPLE = 4
TO_DO_LATER = frozenset({401, 408, 425, 429})
"""Not for good. 401 too: a clock may have been off, or the secret changed; signed afresh."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    key_id: str
    about: str
    """The key of the delivery."""
    key: str
    content: dict[str, Any]
    began: float


class Answering:
    """`answers_to` is the portal's callback address; empty answers nothing."""

    def __init__(
        self,
        *,
        mood: Mood,
        secret_of: Callable[[str], str],
        answers_to: str,
        heard: Callable[[str], None],
    ) -> None:
        self.mood, self._secret_of, self.answers_to = mood, secret_of, answers_to
        self._heard = heard
        self.answered = 0
        self._todo: queue.Queue[tuple[Answer, ...]] = queue.Queue()
        for _number in range(PEOPLE if answers_to else 0):
            threading.Thread(target=self._for_ever, daemon=True).start()

    def about(self, said: dict[str, Any], *, key_id: str) -> None:
        """The same for every copy of one delivery: a system does not change its mind."""
        if not self.answers_to:
            return
        part = {"case": said["case"], "approval": said["approval"]}
        denies = said["approval"] % 100 < self.mood.deny_percent
        decision = {"verb": "deny", "reason": "模拟：不符合条件"} if denies else {"verb": "grant"}
        begun, decided = part | {"verb": "take_up"}, part | decision
        mood = self.mood
        if mood.takes_up or mood.out_of_order:
            begun, decided = begun | {"order": 1}, decided | {"order": 2}
        steps = [decided]
        if mood.out_of_order:
            steps = [decided, begun]
        elif mood.takes_up:
            steps = [begun, decided]
        now = time.monotonic()
        self._todo.put(
            tuple(
                Answer(key_id, said["key"], f"{step['verb']}:{said['key']}", step, now)
                for step in steps
            )
        )

    def _for_ever(self) -> None:
        while True:
            steps = self._todo.get()
            time.sleep(self.mood.late_ms / 1000)
            while steps and self._try(steps[0]):
                answer, *rest = steps
                steps = tuple(rest)
                if not steps:
                    self._heard(answer.about)
            if steps and time.monotonic() - steps[0].began < GIVE_UP_SECONDS:
                time.sleep(TRY_AGAIN_SECONDS)
                self._todo.put(steps)

    def _try(self, answer: Answer) -> bool:
        """A person who stumbles goes on: the secret could not be looked up, the record written."""
        try:
            return self._is_settled(answer)
        except Exception:
            log.exception("The answer %s is tried again later", answer.key)
            return False

    def _is_settled(self, answer: Answer) -> bool:
        """True when the portal has taken it, or has refused it for good."""
        body = json.dumps(answer.content).encode()
        if self.mood.wrong:
            self._send(answer, body, "not-the-secret")
        status = self._send(answer, body, self._secret_of(answer.key_id))
        if self.mood.duplicate and status:
            self._send(answer, body, self._secret_of(answer.key_id))
        if 200 <= status < 300:
            self.answered += 1
        return 200 <= status < 500 and status not in TO_DO_LATER

    def _send(self, answer: Answer, body: bytes, secret: str) -> int:
        timestamp = stamp(datetime.now(UTC))
        path = urlsplit(self.answers_to).path
        signed = Signed("POST", path, timestamp, answer.key, body)
        headers = {
            "Content-Type": "application/json",
            IDEMPOTENCY: answer.key,
            TIMESTAMP: timestamp,
            KEY_ID: answer.key_id,
            SIGNATURE: sign(secret, signed),
        }
        try:
            with httpx2.Client(timeout=10, trust_env=False) as client:
                return int(client.post(self.answers_to, content=body, headers=headers).status_code)
        except httpx2.HTTPError:
            return 0
