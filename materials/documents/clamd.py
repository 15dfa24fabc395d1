"""Asking a ClamAV daemon about bytes, over its socket (`INSTREAM`, clamd's own protocol)."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import IO

from django.conf import settings

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class ScannerDown(Exception):
    """No verdict: not there, too slow, or an answer that is neither yes nor no."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`virus` is the name that the scanner gives to what it found; empty when there is none."""

    virus: str = ""


def is_configured() -> bool:
    return bool(settings.CLAMD_ADDRESS)


def scan(content: IO[bytes]) -> Verdict:
    """What the scanner says of the bytes. Raises ScannerDown, never guesses."""
    try:
        with _connected() as line:
            line.sendall(b"zINSTREAM\0")
            try:
                while chunk := content.read(CHUNK):
                    line.sendall(len(chunk).to_bytes(4, "big") + chunk)
                line.sendall(bytes(4))
            except (BrokenPipeError, ConnectionResetError):
                pass  # it hangs up when the file is over its own limit, and has said so
            return _read(_answer(line))
    except OSError as trouble:
        raise ScannerDown(f"{type(trouble).__name__}: {trouble}") from trouble


def _connected() -> socket.socket:
    address, seconds = settings.CLAMD_ADDRESS, settings.CLAMD_TIMEOUT_SECONDS
    if address.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(seconds)
        try:
            line.connect(address.removeprefix("unix:"))
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=seconds)


def _answer(line: socket.socket) -> str:
    said = b""
    while b"\0" not in said and len(said) < LONGEST_ANSWER and (more := line.recv(1024)):
        said += more
    return said.split(b"\0")[0].decode("utf-8", "replace").strip()


def _read(said: str) -> Verdict:
    """`stream: OK`, `stream: Eicar-Signature FOUND`, or an error in words."""
    if said == "stream: OK":
        return Verdict()
    if said.startswith("stream: ") and said.endswith(" FOUND"):
        return Verdict(said.removeprefix("stream: ").removesuffix(" FOUND")[:100] or "?")
    raise ScannerDown(said or "The scanner hung up without an answer.")
