"""An honest client: one key for one wish, sent again until somebody says yes or no."""

from __future__ import annotations

import secrets
import threading
import time
from collections import Counter
from typing import Any

import httpx2

from tests.faults.acts import Act, Acts

LATER = (408, 425, 429)
LONGEST_WAIT = 2.0


class Over(Exception):
    """The time of the whole run is over."""


class Client:
    """One account at the portal. `cookies` open it; a person has a session, nobody a password."""

    def __init__(self, base: str, who: str, session: str, *, acts: Acts, end: threading.Event):
        self.who, self._acts, self._end = who, acts, end
        secret = secrets.token_hex(16)
        self.trouble: Counter[str] = Counter()
        self._http = httpx2.Client(
            base_url=base,
            timeout=15,
            trust_env=False,
            cookies={"sessionid": session, "csrftoken": secret},
            headers={"X-CSRFToken": secret, "Accept-Language": "zh-hans"},
        )

    def read(self, path: str, **query: Any) -> Any:
        """GET, again and again until it is answered. Raises Over, and Refused for a 4xx."""
        answer = self._until_answered(lambda: self._http.get(f"/api/v1/{path}", params=query))
        if answer.status_code >= 400:
            raise Refused(answer)
        return answer.json()

    def act(
        self, verb: str, path: str, body: Any = None, *, about: str = "", files: Any = None
    ) -> Any:
        """POST under one key. The answer, or Refused; either way it is on record."""
        key = secrets.token_hex(12)
        act = self._acts.begin(verb, self.who, key, about)
        how: dict[str, Any] = {"files": files} if files else {"json": body or {}}

        def send() -> httpx2.Response:
            act.tries += 1
            return self._http.post(f"/api/v1/{path}", headers={"Idempotency-Key": key}, **how)

        answer = self._until_answered(send)
        return self._note(act, answer)

    def _note(self, act: Act, answer: httpx2.Response) -> Any:
        act.answered = answer.status_code
        act.replayed = answer.headers.get("Idempotency-Replayed") == "true"
        said = answer.json()
        if answer.status_code >= 400:
            act.code = _code(said)
            raise Refused(answer)
        return said

    def _until_answered(self, send: Any) -> httpx2.Response:
        wait = 0.2
        while not self._end.is_set():
            try:
                answer = send()
            except httpx2.HTTPError as error:
                self.trouble[type(error).__name__] += 1
            else:
                status = answer.status_code
                again = status >= 500 or status in LATER or _code_of(answer) == "in_progress"
                if not again:
                    return answer
                self.trouble[f"HTTP {status}"] += 1
            self._end.wait(wait)
            wait = min(wait * 1.6, LONGEST_WAIT)
        raise Over

    def close(self) -> None:
        self._http.close()


class Refused(Exception):
    """The portal said no, and why."""

    def __init__(self, answer: httpx2.Response) -> None:
        super().__init__(f"{answer.request.method} {answer.request.url.path}: {answer.text[:300]}")
        self.status, self.code = answer.status_code, _code_of(answer)


def _code_of(answer: httpx2.Response) -> str:
    if answer.status_code < 400:
        return ""
    try:
        return _code(answer.json())
    except ValueError:
        return ""


def _code(said: Any) -> str:
    if not isinstance(said, dict):
        return ""
    inner = said.get("error", said)
    return str(inner.get("code", "")) if isinstance(inner, dict) else ""


def now() -> float:
    return time.monotonic()
