"""Whose address limits count by: what a proxy says counts only where the proxy is trusted."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory

from portal.settings import environment
from portal.visitor import visitor_address

PROXIES = [ip_network("127.0.0.1"), ip_network("10.0.3.0/24"), ip_network("fd00::/8")]
VISITOR = "203.0.113.7"


def address(connection: str, forwarded: str | None = None) -> str:
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return visitor_address(RequestFactory().get("/", REMOTE_ADDR=connection, **headers))


def test_nobody_is_trusted_by_default(settings):
    assert settings.TRUSTED_PROXIES == []
    assert address("127.0.0.1", VISITOR) == "127.0.0.1"


@pytest.mark.parametrize(
    ("connection", "forwarded", "expected"),
    [
        ("127.0.0.1", VISITOR, VISITOR),
        ("10.0.3.9", f"{VISITOR}, 10.0.3.8", VISITOR),
        ("::ffff:127.0.0.1", VISITOR, VISITOR),
        ("fd00::1", "2001:db8::5", "2001:db8::5"),
        # What the visitor wrote in front does not count, nor what a stranger's proxy says.
        ("127.0.0.1", f"198.51.100.1, {VISITOR}", VISITOR),
        (VISITOR, "198.51.100.1", VISITOR),
        ("127.0.0.1", "nonsense", "127.0.0.1"),
        ("127.0.0.1", f"{VISITOR}, nonsense", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "10.0.3.8", "10.0.3.8"),
        ("", VISITOR, ""),
    ],
)
def test_behind_our_own_proxies(settings, connection, forwarded, expected):
    settings.TRUSTED_PROXIES = PROXIES
    assert address(connection, forwarded) == expected


def test_read_from_the_environment():
    read = environment.read({"PORTAL_MODE": "test", "TRUSTED_PROXIES": "127.0.0.1, 10.0.3.0/24"})
    assert read.trusted_proxies == PROXIES[:2]


@pytest.mark.parametrize("wrong", ["proxy.example", "10.0.3.1/24", "*"])
def test_a_wrong_one_is_refused(wrong):
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES"):
        environment.read({"PORTAL_MODE": "test", "TRUSTED_PROXIES": wrong})
