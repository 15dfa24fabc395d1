"""JSON over HTTP: the exchange platform's plain form, and the sandbox registry's.

`POST <address>/<code>` with `{"keys", "fields", "case", "purpose", "asker"}`; the reply is
`{"found", "about", "records"}` (see `datasharing.answers`).
"""

from __future__ import annotations

import json
import ssl
import time
from functools import cache
from typing import Any

import httpx2

from datasharing.connectors.base import Question, Reply, SourceDown, SourceRefused

TIMEOUT = httpx2.Timeout(5.0, connect=2.0)
LONGEST_SECONDS = 10.0
"""Over all: a source that sends a byte now and then keeps each single read within its limit."""
LARGEST_REPLY = 1024 * 1024


class HttpJson:
    def ask(self, question: Question) -> Reply:
        try:
            return _reply(json.loads(_body(question)))
        except httpx2.HTTPError as error:
            raise SourceDown(f"{type(error).__name__}: {error}") from error
        except (ValueError, KeyError, TypeError, httpx2.InvalidURL) as error:
            raise SourceRefused(f"{type(error).__name__}: {error}") from error


@cache
def _trusted() -> ssl.SSLContext:
    """The system's authorities, read once a process: reading them takes longer than a question."""
    return ssl.create_default_context()


def _body(question: Question) -> bytes:
    asked = {
        "keys": dict(question.keys),
        "fields": list(question.fields),
        "case": question.case_number,
        "purpose": question.purpose,
        "asker": question.asker,
    }
    url = f"{question.address.rstrip('/')}/{question.resource}"
    give_up_at = time.monotonic() + LONGEST_SECONDS
    # No proxies from the environment: personal data goes where the settings say, nowhere else.
    with (
        httpx2.Client(timeout=TIMEOUT, trust_env=False, verify=_trusted()) as client,
        client.stream("POST", url, json=asked, headers={"X-Reference": question.reference}) as got,
    ):
        if got.status_code >= 500 or got.status_code == 429:
            raise SourceDown(f"HTTP {got.status_code}")
        if got.status_code != 200:
            raise SourceRefused(f"HTTP {got.status_code}")
        body = b""
        for piece in got.iter_bytes():
            body += piece
            if len(body) > LARGEST_REPLY:
                raise SourceRefused("The reply is too large.")
            if time.monotonic() > give_up_at:
                raise SourceDown("The reply takes too long.")
        return body


def _reply(got: Any) -> Reply:
    found, about, records = got["found"], got.get("about", {}), got.get("records", [])
    if not (
        isinstance(found, bool)
        and isinstance(about, dict)
        and isinstance(records, list)
        and all(isinstance(record, dict) for record in records)
    ):
        raise TypeError("found, about and records are not what they should be")
    if found and not records:
        raise ValueError("found, but without a record")
    return Reply(
        found=found,
        about={str(name): str(value) for name, value in about.items()},
        records=tuple(records) if found else (),
    )
