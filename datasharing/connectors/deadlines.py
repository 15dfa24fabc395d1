"""One deadline for everything that one question does on the network.

A limit on each single wait does not end a source that sends a byte now and then: so every wait gets
what is left of the whole, and never more than its own limit.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore2
import httpx2

_GIVE_UP_AT: ContextVar[float | None] = ContextVar("give_up_at", default=None)
LEAST = 0.001


@contextmanager
def ending_within(seconds: float) -> Iterator[None]:
    """Whatever this thread reads and writes inside, over `BoundedTransport`, ends by then."""
    token = _GIVE_UP_AT.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _GIVE_UP_AT.reset(token)


def left_of(timeout: float | None) -> float | None:
    """What this wait may take; next to nothing once the deadline is over, and never forever."""
    give_up_at = _GIVE_UP_AT.get()
    if give_up_at is None:
        return timeout
    left = max(give_up_at - time.monotonic(), LEAST)
    return left if timeout is None else min(timeout, left)


class BoundedTransport(httpx2.HTTPTransport):
    """The usual one over streams that know the deadline. No proxy, by design."""

    def __init__(self, *, verify: ssl.SSLContext, limits: httpx2.Limits) -> None:
        super().__init__(verify=verify, trust_env=False, limits=limits)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=verify,
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
            network_backend=_Backend(),
        )


class _Backend(httpcore2.NetworkBackend):
    def __init__(self) -> None:
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        return _Stream(
            self._inner.connect_tcp(host, port, left_of(timeout), local_address, socket_options)
        )


class _Stream(httpcore2.NetworkStream):
    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, left_of(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, left_of(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left_of(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def keep_alive_options(seconds: float) -> dict[str, int]:
    """For a PostgreSQL session: a host that has gone silent is noticed by the network itself."""
    whole = max(round(seconds), 1)
    options = {"keepalives": 1, "keepalives_idle": whole, "keepalives_interval": 1}
    options["keepalives_count"] = 3
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        options["tcp_user_timeout"] = round(seconds * 1000)
    return options
