"""One POST within limits, over connections that are kept open."""

from __future__ import annotations

import os
import re
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

import httpx2

from datasharing.connections.limits import LARGEST_REPLY
from datasharing.connectors.base import Question, Reply, SourceDown, SourceRefused
from datasharing.connectors.deadlines import BoundedTransport, ending_within

LONGEST_REST = timedelta(hours=1)
MAX_AGE = re.compile(r"(?:^|[,\s])max-age=(\d{1,9})(?:$|[,\s])")
POOL = httpx2.Limits(max_connections=128, max_keepalive_connections=64, keepalive_expiry=15)


@dataclass(frozen=True, slots=True)
class Got:
    body: bytes
    status: int
    max_age: int
    """Seconds, from `Cache-Control`; 0 where it says nothing, or says not to keep it."""

    def dated(self, reply: Reply) -> Reply:
        return reply if reply.valid_seconds else replace(reply, valid_seconds=self.max_age)


def post(
    url: str,
    body: bytes,
    question: Question,
    headers: Mapping[str, str],
    *,
    understands: frozenset[int] = frozenset({200}),
) -> Got:
    """Send it once and read the reply. Raises SourceDown or SourceRefused.

    Never sent twice: each sending is a look at somebody's data and has its own line in the ledger.
    """
    limits = question.limits
    timeout = httpx2.Timeout(limits.read_seconds, connect=limits.connect_seconds)
    sent = {**headers, "X-Reference": question.reference}
    give_up_at = time.monotonic() + limits.longest_seconds
    try:
        with (
            ending_within(limits.longest_seconds),
            _client(os.getpid()).stream(
                "POST", url, content=body, headers=sent, timeout=timeout
            ) as got,
        ):
            if got.status_code not in understands:
                _refuse(got)
            return Got(_read(got, give_up_at), got.status_code, _max_age(got))
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol) as error:
        raise SourceRefused(f"{type(error).__name__}: {error}") from error
    except (httpx2.RemoteProtocolError, httpx2.DecodingError) as error:
        raise SourceDown(type(error).__name__) from error  # its text quotes what came
    except httpx2.HTTPError as error:
        raise SourceDown(f"{type(error).__name__}: {error}") from error


@cache
def _client(_process: int) -> httpx2.Client:
    """One per process, also after a fork: opening a connection takes longer than a question.

    No proxies from the environment: personal data goes where the settings say, nowhere else.
    """
    transport = BoundedTransport(verify=ssl.create_default_context(), limits=POOL)
    return httpx2.Client(trust_env=False, transport=transport)


def _refuse(got: httpx2.Response) -> None:
    if got.status_code >= 500 or got.status_code == 429:
        raise SourceDown(f"HTTP {got.status_code}", _retry_after(got))
    raise SourceRefused(f"HTTP {got.status_code}")


def _retry_after(got: httpx2.Response) -> timedelta | None:
    said = got.headers.get("Retry-After", "")
    return min(timedelta(seconds=int(said[:9])), LONGEST_REST) if said.isdecimal() else None


def _max_age(got: httpx2.Response) -> int:
    said = got.headers.get("Cache-Control", "").lower()
    found = MAX_AGE.search(said)
    return int(found[1]) if found and "no-store" not in said else 0


def _read(got: httpx2.Response, give_up_at: float) -> bytes:
    body = b""
    for piece in got.iter_bytes():
        body += piece
        if len(body) > LARGEST_REPLY:
            raise SourceRefused("The reply is too large.")
        if time.monotonic() > give_up_at:
            raise SourceDown("The reply takes too long.")
    return body
