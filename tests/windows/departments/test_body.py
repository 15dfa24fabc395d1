"""What is too large is not read, whether it says so or comes in chunks without an end."""

from __future__ import annotations

import io

from django.core.handlers.wsgi import WSGIRequest

from windows.api.body import body_up_to

LIMIT = 1000


class Counted(io.RawIOBase):
    """Fifty megabytes that nobody holds in memory; how much was asked for."""

    def __init__(self, length: int) -> None:
        self.left, self.given = length, 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "all of it at once"
        some = min(size, self.left)
        self.left -= some
        self.given += some
        return b"x" * some


def request(stream, **meta) -> WSGIRequest:
    environ = {"REQUEST_METHOD": "POST", "PATH_INFO": "/", "wsgi.input": stream, **meta}
    return WSGIRequest(environ)


def test_a_declared_length_is_believed_before_anything_is_read():
    stream = Counted(50 * 1024 * 1024)
    assert body_up_to(request(stream, CONTENT_LENGTH=str(50 * 1024 * 1024)), LIMIT) is None
    assert stream.given == 0


def test_chunks_are_read_no_further_than_the_limit():
    stream = Counted(50 * 1024 * 1024)
    meta = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
    assert body_up_to(request(stream, **meta), LIMIT) is None
    assert stream.given == LIMIT + 1


def test_chunks_within_the_limit_are_the_body():
    stream = Counted(LIMIT)
    meta = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
    assert body_up_to(request(stream, **meta), LIMIT) == b"x" * LIMIT


def test_chunks_without_an_end_are_not_read():
    stream = Counted(10)
    assert body_up_to(request(stream, HTTP_TRANSFER_ENCODING="chunked"), LIMIT) is None
    assert stream.given == 0


def test_a_length_that_is_none():
    assert body_up_to(request(Counted(10), CONTENT_LENGTH="ten"), LIMIT) == b""
