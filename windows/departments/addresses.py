"""Where a department's system may be: nobody can make the portal knock at its own back doors.

HTTPS to a public address, or to one of the networks that the installation names in
`DEPARTMENT_NETWORKS` (the government's own). HTTP and this machine itself only in a trial.
The name is looked up at every try, and the very address that was judged is then connected to, so
that a name cannot point elsewhere a moment later.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpx2
from django.conf import settings

from windows.departments.errors import AddressRefused, AddressUnknown, UrlRefused

Address = IPv4Address | IPv6Address
NAT64 = ip_network("64:ff9b::/96")
SCHEMES = {"http": 80, "https": 443}


def check_url(url: str) -> httpx2.URL:
    """The form of it, without asking the network. Raises UrlRefused, AddressRefused."""
    try:
        parts = httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError, UnicodeError):
        raise UrlRefused(field="url") from None
    if parts.scheme not in SCHEMES or not parts.host or parts.userinfo or parts.fragment:
        raise UrlRefused(field="url")
    if parts.scheme == "http" and not (_is_trial() and _is_loopback_name(parts.host)):
        raise UrlRefused(field="url")
    literal = _literal(parts.host)
    if literal is not None and not is_allowed(literal):
        raise AddressRefused(field="url", address=parts.host)
    return parts


def addresses_of(url: httpx2.URL) -> list[str]:
    """Where the name points just now. Raises AddressRefused when any of it is out of bounds,
    AddressUnknown when the name cannot be looked up.
    """
    port = url.port or SCHEMES[url.scheme]
    try:
        found = socket.getaddrinfo(url.raw_host.decode(), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise AddressUnknown(host=url.host) from None
    texts = list(dict.fromkeys(str(each[4][0]).partition("%")[0] for each in found))
    for text in texts:
        if not is_allowed(ip_address(text)):
            raise AddressRefused(field="url", address=text)
    return texts


def is_allowed(address: Address) -> bool:
    real = _unwrapped(address)
    if real.is_loopback:
        return _is_trial()
    if any(real in network for network in settings.DEPARTMENT_NETWORKS):
        return True
    if isinstance(real, IPv6Address) and real.is_site_local:
        return False  # fec0::/10 was private once, and Python calls it global
    return real.is_global and not real.is_multicast and not real.is_reserved


def _unwrapped(address: Address) -> Address:
    """The IPv4 address that hides in an IPv6 one."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    hidden = address.ipv4_mapped or address.sixtofour
    if hidden is None and address.teredo is not None:
        hidden = address.teredo[1]
    return hidden or address


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _is_loopback_name(host: str) -> bool:
    literal = _literal(host)
    return host == "localhost" or (literal is not None and literal.is_loopback)


def _is_trial() -> bool:
    return not settings.ENVIRONMENT.is_production
