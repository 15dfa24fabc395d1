"""An SMS gateway over HTTP: one POST a letter, signed with a shared secret or with a token.

The body is `{"to", "text", "key"}`. With `SMS_GATEWAY_KEY` (`id:secret`) it carries the headers of
`windows.departments.signing` (HMAC-SHA256); with `SMS_GATEWAY_TOKEN`, `Authorization: Bearer`.
"""

from __future__ import annotations

import json
import ssl
from datetime import timedelta
from functools import cache

import httpx2
from django.conf import settings
from django.utils import timezone

from windows.departments.signing import (
    IDEMPOTENCY,
    KEY_ID,
    SIGNATURE,
    TIMESTAMP,
    Signed,
    sign,
    stamp,
)
from windows.letters.transports.base import NotNow, Parcel, Refused, Undeliverable

TIMEOUT = httpx2.Timeout(10.0, connect=3.0)
LATER = frozenset({408, 425, 429})
ALREADY = 409
"""The gateway has this key: it was sent before, and its answer was lost."""
NO_SUCH_NUMBER = 422
LONGEST_WAIT = 3600
LONGEST_REFERENCE = 120


class HttpSmsTransport:
    def send(self, parcel: Parcel) -> str:
        said = {"to": parcel.to, "text": parcel.text, "key": parcel.key}
        body = json.dumps(said, ensure_ascii=False).encode()
        try:
            # No proxies from the environment and no redirects: a number goes where the settings
            # say, nowhere else.
            with httpx2.Client(timeout=TIMEOUT, trust_env=False, verify=_trusted()) as client:
                reply = client.post(
                    settings.SMS_GATEWAY_URL, content=body, headers=_headers(parcel.key, body)
                )
        except httpx2.HTTPError as error:
            raise NotNow(type(error).__name__) from None
        status = int(reply.status_code)
        if 200 <= status < 300 or status == ALREADY:
            return _reference(reply)
        if status >= 500 or status in LATER:
            raise NotNow(f"HTTP {status}", _wait(reply))
        if status == NO_SUCH_NUMBER:
            raise Undeliverable(f"HTTP {status}")
        raise Refused(f"HTTP {status}")


def _headers(key: str, body: bytes) -> dict[str, str]:
    headers = {"Content-Type": "application/json; charset=utf-8", IDEMPOTENCY: key}
    if settings.SMS_GATEWAY_TOKEN:
        headers["Authorization"] = f"Bearer {settings.SMS_GATEWAY_TOKEN}"
    key_id, _, secret = settings.SMS_GATEWAY_KEY.partition(":")
    if secret:
        path = httpx2.URL(settings.SMS_GATEWAY_URL).raw_path.decode("ascii")
        signed = Signed("POST", path, stamp(timezone.now()), key, body)
        headers |= {
            TIMESTAMP: signed.timestamp,
            KEY_ID: key_id,
            SIGNATURE: sign(secret, signed),
        }
    return headers


def _reference(reply: httpx2.Response) -> str:
    """What the gateway calls it, if it says so; nothing depends on it."""
    try:
        said = reply.json()
    except ValueError:
        return ""
    named = said.get("id", "") if isinstance(said, dict) else ""
    text = str(named) if isinstance(named, str | int) else ""
    return "".join(each for each in text if each.isprintable())[:LONGEST_REFERENCE]


def _wait(reply: httpx2.Response) -> timedelta | None:
    seconds = reply.headers.get("Retry-After", "")
    if not (seconds.isascii() and seconds.isdigit()):
        return None
    return timedelta(seconds=min(int(seconds[:6]), LONGEST_WAIT))


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()
