"""The folder that two systems share: on this machine, or over SFTP with a pinned host key.

`file:///srv/exchange/ds19`, or
`sftp://portal@files.example:22/exchange/ds19?host_key=SHA256:…&key=/etc/portal/sftp_key`.
"""

from __future__ import annotations

import base64
import errno
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from threading import Timer
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import paramiko

from datasharing.connectors.base import Question, SourceDown, SourceRefused


class Folder(Protocol):
    def write(self, name: str, data: bytes) -> None:
        """Under another name first: who looks meanwhile never sees half a file."""
        ...

    def read(self, name: str, *, at_most: int) -> bytes | None:
        """None while it is not there, or its last line is not yet whole."""
        ...

    def remove(self, name: str) -> None:
        """No error when it is not there."""
        ...


@contextmanager
def opened(question: Question) -> Iterator[Folder]:
    """The folder at the question's address. Raises SourceDown or SourceRefused."""
    address = urlsplit(question.address)
    try:
        if address.scheme == "file":
            yield LocalFolder(Path(unquote(address.path)))
        elif address.scheme == "sftp":
            with _session(address, question) as sftp:
                yield SftpFolder(sftp, PurePosixPath(unquote(address.path)))
        else:
            raise SourceRefused("The address of a drop folder begins with file:// or sftp://.")
    except FileNotFoundError as error:
        raise SourceRefused("The folders `questions` and `answers` are not there.") from error
    except paramiko.AuthenticationException as error:
        raise SourceRefused("The key is not accepted.") from error
    except (OSError, EOFError, paramiko.SSHException) as error:
        raise SourceDown(f"{type(error).__name__}: {error}"[:250]) from error


class LocalFolder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def write(self, name: str, data: bytes) -> None:
        whole = self._root / name
        part = whole.with_suffix(".part")
        part.write_bytes(data)
        part.replace(whole)

    def read(self, name: str, *, at_most: int) -> bytes | None:
        file = self._root / name
        if not file.exists():
            return None
        if file.stat().st_size > at_most:
            raise SourceRefused("The answer file is too large.")
        return _whole(file.read_bytes())

    def remove(self, name: str) -> None:
        (self._root / name).unlink(missing_ok=True)


class SftpFolder:
    def __init__(self, session: paramiko.SFTPClient, root: PurePosixPath) -> None:
        self._session = session
        self._root = root

    def write(self, name: str, data: bytes) -> None:
        whole = str(self._root / name)
        part = str((self._root / name).with_suffix(".part"))
        with self._session.open(part, "wb") as file:
            file.write(data)
        self._session.posix_rename(part, whole)

    def read(self, name: str, *, at_most: int) -> bytes | None:
        path = str(self._root / name)
        try:
            size = self._session.stat(path).st_size
        except FileNotFoundError:
            return None
        if size is None or size > at_most:
            raise SourceRefused("The answer file is too large.")
        with self._session.open(path, "rb") as file:
            said = file.read(size)
        if len(said) < size:  # cut off on the way: the library takes a lost session for the end
            raise EOFError
        return _whole(said)

    def remove(self, name: str) -> None:
        try:
            self._session.remove(str(self._root / name))
        except OSError as error:
            if error.errno != errno.ENOENT:
                raise


class PinnedKey(paramiko.MissingHostKeyPolicy):
    """Only the very key whose fingerprint the address names: data must not go to another host."""

    def __init__(self, fingerprint: str) -> None:
        self._fingerprint = fingerprint

    def missing_host_key(
        self, client: paramiko.SSHClient, hostname: str, key: paramiko.PKey
    ) -> None:
        if not self._fingerprint or fingerprint_of(key) != self._fingerprint:
            raise SourceRefused(f"{hostname} does not show the key that is pinned.")


def fingerprint_of(key: paramiko.PKey) -> str:
    """As `ssh-keygen -l` shows it."""
    digest = hashlib.sha256(key.asbytes()).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def _key(path: str) -> paramiko.PKey:
    """Loaded by us: given the file, paramiko tries every kind and tells the trouble of the last."""
    try:
        return paramiko.PKey.from_path(path)
    except (
        OSError,
        ValueError,
        TypeError,
        paramiko.SSHException,
        paramiko.UnknownKeyType,
    ) as error:
        raise SourceRefused(f"The key file cannot be used: {type(error).__name__}.") from error


@contextmanager
def _session(address: SplitResult, question: Question) -> Iterator[paramiko.SFTPClient]:
    more = parse_qs(address.query)
    limits = question.limits
    client = paramiko.SSHClient()
    # One deadline for all steps: many of the library's waits know no limit of their own.
    watch = Timer(limits.longest_seconds, client.close)
    watch.daemon = True
    watch.start()
    # `+` in a query is a blank; a fingerprint has none.
    client.set_missing_host_key_policy(PinnedKey(more.get("host_key", [""])[0].replace(" ", "+")))
    try:
        client.connect(
            address.hostname or "",
            port=address.port or 22,
            username=address.username,
            password=unquote(address.password) if address.password else None,
            pkey=_key(more["key"][0]) if "key" in more else None,
            timeout=limits.connect_seconds,
            banner_timeout=limits.read_seconds,
            auth_timeout=limits.read_seconds,
            channel_timeout=limits.read_seconds,
            allow_agent=False,
            look_for_keys=False,
        )
        sftp = client.open_sftp()
        channel = sftp.get_channel()
        if channel is not None:
            channel.settimeout(limits.read_seconds)
        yield sftp
    finally:
        watch.cancel()
        client.close()


def _whole(said: bytes) -> bytes | None:
    return said if said.endswith(b"\n") else None
