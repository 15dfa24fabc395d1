"""The portal cannot be made to knock at its own back doors."""

from __future__ import annotations

import dataclasses
import socket
from ipaddress import ip_address, ip_network

import httpx2
import pytest

from portal.errors import DomainError
from windows.departments.addresses import addresses_of, check_url, is_allowed

PRIVATE = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:0a00:0001::1",
    "fec0::1",
]


@pytest.fixture
def production(settings):
    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, mode="production")


def code_of(act, *args) -> str:
    with pytest.raises(DomainError) as caught:
        act(*args)
    return caught.value.code


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_out_of_bounds(production, address):
    assert not is_allowed(ip_address(address))
    host = f"[{address}]" if ":" in address else address
    assert code_of(check_url, f"https://{host}/cases") == "address_refused"


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::8.8.8.8"])
def test_public_addresses_are_not(production, address):
    assert is_allowed(ip_address(address))


def test_a_named_network_is_allowed_and_no_other(production, settings):
    settings.DEPARTMENT_NETWORKS = [ip_network("10.20.0.0/16"), ip_network("127.0.0.0/8")]
    assert is_allowed(ip_address("10.20.3.4"))
    assert not is_allowed(ip_address("10.21.0.1"))
    assert not is_allowed(ip_address("127.0.0.1")), "never this machine itself"


@pytest.mark.parametrize(
    "url",
    [
        "http://system.example/cases",
        "ftp://system.example/",
        "file:///etc/passwd",
        "https://",
        "https://user:word@system.example/",
        "https://system.example/#there",
        "no address",
        "https://[::1",
        "http://localhost:8000/cases",
    ],
)
def test_addresses_of_another_kind(production, url):
    assert code_of(check_url, url) == "url_refused"


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x", "http://localhost/x", "https://[::1]/x"])
def test_a_trial_takes_its_own_machine(url):
    assert str(check_url(url)) == url


def test_a_trial_takes_no_http_elsewhere():
    assert code_of(check_url, "http://system.example/") == "url_refused"


def test_a_name_that_leads_inside_is_refused_at_every_try(production, monkeypatch):
    def lookup(*_args, **_more):
        return [(socket.AF_INET, 1, 6, "", (each, 443)) for each in ("8.8.8.8", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert code_of(addresses_of, httpx2.URL("https://system.example/")) == "address_refused"


def test_a_name_that_nobody_knows(monkeypatch):
    def lookup(*_args, **_more):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert code_of(addresses_of, httpx2.URL("https://system.example/")) == "address_unknown"
