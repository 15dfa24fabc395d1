"""One signed POST to one department's system, and the beginning of what it answered."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import httpx2
from django.utils import timezone

from windows.departments.addresses import addresses_of, check_url
from windows.departments.models import DepartmentSystem
from windows.departments.secrets_of import secrets_of
from windows.departments.signing import (
    IDEMPOTENCY,
    KEY_ID,
    SIGNATURE,
    TIMESTAMP,
    Signed,
    sign_with_all,
    stamp,
)

TIMEOUT = httpx2.Timeout(10.0, connect=3.0)
LISTEN_SECONDS = 10.0
"""A system that dribbles is not listened to any longer; its status counts."""
SAID = 500


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    said: str
    """The first characters of its answer, for whoever must find out what went wrong."""


def post(system: DepartmentSystem, *, key: str, body: bytes) -> Reply:
    """Raises httpx2.HTTPError, AddressRefused, AddressUnknown, UrlRefused, SecretUnreadable."""
    url = check_url(system.url)
    now = timezone.now()
    signed = Signed("POST", url.raw_path.decode("ascii"), stamp(now), key, body)
    headers = {
        "Host": url.netloc.decode("ascii"),
        "Content-Type": "application/json; charset=utf-8",
        IDEMPOTENCY: key,
        TIMESTAMP: signed.timestamp,
        KEY_ID: system.key_id,
        SIGNATURE: sign_with_all(secrets_of(system, now=now), signed),
    }
    addresses = addresses_of(url)
    for address in addresses[:-1]:
        try:
            return _post_to(url, address, headers, body)
        except (httpx2.ConnectError, httpx2.ConnectTimeout):
            continue
    return _post_to(url, addresses[-1], headers, body)


def _post_to(url: httpx2.URL, address: str, headers: dict[str, str], body: bytes) -> Reply:
    # No proxies from the environment: a case goes where the settings say, nowhere else; and no
    # redirects, which would lead there unjudged. The certificate is that of the name.
    with (
        httpx2.Client(timeout=TIMEOUT, trust_env=False, verify=_trusted()) as client,
        client.stream(
            "POST",
            url.copy_with(host=address),
            content=body,
            headers=headers,
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        ) as reply,
    ):
        return Reply(int(reply.status_code), _beginning(reply.iter_raw()))


def _beginning(chunks: Iterator[bytes]) -> str:
    """At most so much, for at most so long, in characters that every page can show."""
    until = time.monotonic() + LISTEN_SECONDS
    heard = b""
    try:
        for chunk in chunks:
            heard += chunk[: SAID * 4]
            if len(heard) >= SAID * 4 or time.monotonic() > until:
                break
    except httpx2.HTTPError:
        pass  # the status was said, and that is what counts
    text = heard.decode("utf-8", errors="replace")
    return "".join(each if each.isprintable() else " " for each in text)[:SAID].strip()


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()
