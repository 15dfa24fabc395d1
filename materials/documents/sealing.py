"""Bytes locked with AES-256-GCM in pieces, so that a reader may begin anywhere and trusts nothing.

A sealed file is a head (`OWP1` and 7 random bytes) and pieces of 64 KiB, each with its 16-byte tag.
The nonce of a piece is the random head, its number and whether it is the last one (the STREAM
construction): pieces cannot be swapped, dropped, cut off or carried into another file, whose
`context` differs.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import IO, Any, Protocol, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"OWP1"
PIECE = 64 * 1024
_RANDOM = 7
_HEAD = len(MAGIC) + _RANDOM
_TAG = 16


class SealBroken(OSError):
    """The stored bytes are not what was sealed: altered, cut off, or under another key."""


class _Writable(Protocol):
    def write(self, data: bytes, /) -> object: ...


def new_key() -> bytes:
    return AESGCM.generate_key(bit_length=256)


def seal(source: IO[bytes], target: _Writable, *, key: bytes, context: str) -> None:
    """Write what is left of `source` to `target`, sealed; at most one piece is in memory."""
    cipher, head = AESGCM(key), os.urandom(_RANDOM)
    target.write(MAGIC + head)
    for number, piece, is_last in _pieces(source):
        nonce = _nonce(head, number, is_last=is_last)
        target.write(cipher.encrypt(nonce, piece, context.encode()))


def _pieces(source: IO[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    number, piece = 0, _full(source)
    while True:
        following = _full(source)
        yield number, piece, not following
        if not following:
            return
        number, piece = number + 1, following


def _full(source: IO[bytes]) -> bytes:
    """A whole piece even where a read gives less, as sockets and pipes do."""
    kept = bytearray()
    while len(kept) < PIECE and (more := source.read(PIECE - len(kept))):
        kept += more
    return bytes(kept)


def _nonce(head: bytes, number: int, *, is_last: bool) -> bytes:
    return head + number.to_bytes(4, "big") + bytes([is_last])


class Sealed(io.RawIOBase):
    """The opened side: readable and seekable; every piece is checked before a byte of it is given.

    Closing it closes the file beneath. Raises SealBroken.
    """

    def __init__(self, beneath: IO[bytes], *, key: bytes, context: str) -> None:
        self._beneath, self._cipher, self._context = beneath, AESGCM(key), context.encode()
        body = beneath.seek(0, io.SEEK_END) - _HEAD
        self._count = -(-body // (PIECE + _TAG))
        self._size = body - self._count * _TAG
        beneath.seek(0)
        head = beneath.read(_HEAD)
        if body < _TAG or self._size < 0 or not head.startswith(MAGIC):
            raise SealBroken("The stored bytes are no sealed file.")
        self._head = head[len(MAGIC) :]
        self._at = 0
        self._number, self._piece = -1, b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        if self._at >= self._size:
            self._open(self._count - 1)  # the end of a file is believed only when it is sealed
            return 0
        number, inside = divmod(self._at, PIECE)
        given = self._open(number)[inside : inside + len(buffer)]
        buffer[: len(given)] = given
        self._at += len(given)
        return len(given)

    def close(self) -> None:
        if not self.closed:
            self._beneath.close()
        super().close()

    def _open(self, number: int) -> bytes:
        if number != self._number:
            self._beneath.seek(_HEAD + number * (PIECE + _TAG))
            piece = self._beneath.read(PIECE + _TAG)
            nonce = _nonce(self._head, number, is_last=number == self._count - 1)
            try:
                self._piece = self._cipher.decrypt(nonce, piece, self._context)
            except InvalidTag:
                raise SealBroken(f"Piece {number} of the stored bytes is not genuine.") from None
            self._number = number
        return self._piece


def unsealed(beneath: IO[bytes], *, key: bytes, context: str) -> IO[bytes]:
    """What was sealed, as any other opened file. Raises SealBroken, also later while it is read."""
    opened = Sealed(beneath, key=key, context=context)
    return cast(IO[bytes], io.BufferedReader(cast(io.RawIOBase, opened)))
