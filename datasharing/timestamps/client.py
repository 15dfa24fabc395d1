"""Asking an authority for a time stamp. Only a hash leaves the house."""

from __future__ import annotations

import hashlib
import secrets
import ssl
from functools import cache

import httpx2
from asn1crypto import tsp

from datasharing.timestamps.errors import TimestampRefused
from datasharing.timestamps.judging import Stamp, judge, trusted_in

QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
TIMEOUT = httpx2.Timeout(10.0, connect=3.0)
LARGEST_REPLY = 256 * 1024
NONCE_BITS = 64


def stamp(data: bytes, *, address: str, certificates: str) -> tuple[bytes, Stamp]:
    """The authority's whole answer over `data`, after it was judged.

    Raises TimestampRefused when there is no answer, or none that may be believed.
    """
    trusted = trusted_in(certificates)
    nonce = secrets.randbits(NONCE_BITS)
    reply = _post(address, request_for(data, nonce))
    return reply, judge(reply, data, trusted=trusted, nonce=nonce)


def request_for(data: bytes, nonce: int) -> bytes:
    """The question (TimeStampReq): the hash, a number of ours, and "send your certificate"."""
    asked = tsp.TimeStampReq(
        {
            "version": "v1",
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": hashlib.sha256(data).digest(),
            },
            "nonce": nonce,
            "cert_req": True,
        }
    )
    return bytes(asked.dump())


def _post(address: str, body: bytes) -> bytes:
    # No proxies from the environment, as for every other address of the settings.
    try:
        with (
            httpx2.Client(timeout=TIMEOUT, trust_env=False, verify=_system_trusts()) as client,
            client.stream("POST", address, content=body, headers={"Content-Type": QUERY}) as got,
        ):
            if got.status_code != 200:
                raise TimestampRefused(f"HTTP {got.status_code}")
            reply = b""
            for piece in got.iter_bytes():
                reply += piece
                if len(reply) > LARGEST_REPLY:
                    raise TimestampRefused("the answer is too large")
            return reply
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise TimestampRefused(f"{type(error).__name__}: {error}") from error


@cache
def _system_trusts() -> ssl.SSLContext:
    return ssl.create_default_context()
