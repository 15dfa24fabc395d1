"""The SMS gateway over real HTTP on loopback: what it gets, and what its answers do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.windows.letters.conftest import PHONE
from windows.departments.signing import Signed, is_signed
from windows.letters.transports.base import NotNow, Parcel, Refused, Undeliverable
from windows.letters.transports.http_sms import HttpSmsTransport

PARCEL = Parcel(way="sms", to=PHONE, subject="", text="办件有答复了", key="letter-7-0")


def send() -> str:
    return HttpSmsTransport().send(PARCEL)


def test_signed_with_the_shared_secret(gateway):
    assert send() == "G-1"
    ((path, headers, body),) = gateway.asked
    assert gateway.texts == [{"to": PHONE, "text": "办件有答复了", "key": "letter-7-0"}]
    assert path == "/sms?account=7"
    assert (headers["Idempotency-Key"], headers["Portal-Key-Id"]) == ("letter-7-0", "city")
    message = Signed("POST", path, headers["Portal-Timestamp"], "letter-7-0", body)
    assert is_signed(["a-shared-secret"], message, headers["Portal-Signature"])
    assert not is_signed(["another"], message, headers["Portal-Signature"])
    assert "Authorization" not in headers


def test_with_a_token(gateway, settings):
    settings.SMS_GATEWAY_KEY, settings.SMS_GATEWAY_TOKEN = "", "t-123"
    send()
    ((_path, headers, _body),) = gateway.asked
    assert headers["Authorization"] == "Bearer t-123"
    assert "Portal-Signature" not in headers


@pytest.mark.parametrize("status", [200, 201, 202, 204, 409])
def test_taken(gateway, status):
    gateway.status = status
    if status == 204:
        gateway.body = b""
    assert send() == ("" if status == 204 else "G-1")


@pytest.mark.parametrize("body", [b"", b"OK", b"[1]", b'{"id": {"a": 1}}', b"\xff"])
def test_what_it_calls_the_letter_is_not_needed(gateway, body):
    gateway.body = body
    assert send() == ""


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_not_now(gateway, status):
    gateway.status = status
    with pytest.raises(NotNow) as failed:
        send()
    assert (failed.value.reason, failed.value.after) == (f"HTTP {status}", None)


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("120", timedelta(minutes=2)),
        ("999999", timedelta(hours=1)),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
        ("-5", None),
    ],
)
def test_it_says_when(gateway, said, after):
    gateway.status, gateway.headers = 429, {"Retry-After": said}
    with pytest.raises(NotNow) as failed:
        send()
    assert failed.value.after == after


def test_no_such_number(gateway):
    gateway.status = 422
    with pytest.raises(Undeliverable):
        send()


@pytest.mark.parametrize("status", [301, 302, 400, 401, 403, 404])
def test_refused_for_good_and_never_led_elsewhere(gateway, status):
    gateway.status, gateway.headers = status, {"Location": "http://127.0.0.1:9/"}
    with pytest.raises(Refused) as failed:
        send()
    assert failed.value.reason == f"HTTP {status}"
    assert len(gateway.asked) == 1


def test_nobody_listens(gateway, settings):
    settings.SMS_GATEWAY_URL = "http://127.0.0.1:9/sms"
    with pytest.raises(NotNow) as failed:
        send()
    assert failed.value.reason == "ConnectError"
    assert PHONE not in failed.value.reason
