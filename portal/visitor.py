"""Where a request comes from: the address that limits count by.

`X-Forwarded-For` is written by whoever sends the request, so it counts only where the proxy in
front is named in TRUSTED_PROXIES. Read from the right: each trusted proxy has added the address
that it saw, and the first that is no trusted proxy is the visitor's.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def visitor_address(request: HttpRequest) -> str:
    """The visitor's address; that of the connection where no trusted proxy says another."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.TRUSTED_PROXIES or not _is_trusted(_read(address)):
        return address
    for each in reversed(str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")):
        read = _read(each)
        if read is None:
            return address
        address = str(read)
        if not _is_trusted(read):
            return address
    return address


def _is_trusted(address: IPv4Address | IPv6Address | None) -> bool:
    return address is not None and any(address in network for network in settings.TRUSTED_PROXIES)


def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        read = ip_address(text.strip())
    except ValueError:
        return None
    mapped = read.ipv4_mapped if isinstance(read, IPv6Address) else None
    return mapped or read
