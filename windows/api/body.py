"""The bytes of a request, as they came and no more than may be."""

from __future__ import annotations

from django.http import HttpRequest, UnreadablePostError


def body_up_to(request: HttpRequest, largest: int) -> bytes | None:
    """None when there is more than that: then it was not read, or given up on.

    Empty for one that broke off. A body in chunks has no length to believe, and Django reads none
    of it: it is read here, as far as the server says where it ends.
    """
    if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
        return _chunked(request, largest)
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return b""
    if length > largest:
        return None
    try:
        return request.body
    except UnreadablePostError:
        return b""


def _chunked(request: HttpRequest, largest: int) -> bytes | None:
    if not request.META.get("wsgi.input_terminated"):
        return None
    read = b""
    try:
        while len(read) <= largest:
            some = request.META["wsgi.input"].read(min(65536, largest + 1 - len(read)))
            if not some:
                return read
            read += some
    except OSError:
        return b""
    return None
