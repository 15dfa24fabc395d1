"""The same documents in an S3-compatible store (optional: `pip install one-window-portal[s3]`).

What is written there is sealed already, so the store's operator reads nothing. All that can go
wrong on the way becomes an OSError, as with a folder: callers know one kind of trouble.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

MISSING = ("404", "NoSuchKey", "NotFound")


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except ClientError as refused:
        if refused.response.get("Error", {}).get("Code") in MISSING:
            raise FileNotFoundError(str(refused)) from refused
        raise OSError(str(refused)) from refused
    except (BotoCoreError, Boto3Error) as trouble:
        raise OSError(str(trouble)) from trouble


class S3BlobStorage(S3Storage):
    """Private objects, never listed, never linked to; timeouts and few tries."""

    def get_default_settings(self) -> dict[str, Any]:
        own = {
            "file_overwrite": True,  # names carry chance: what is there is the same file
            "default_acl": None,
            "querystring_auth": True,
            "client_config": Config(
                connect_timeout=5,
                read_timeout=30,
                retries={"max_attempts": 3, "mode": "standard"},
                s3={"addressing_style": "path"},
                # Our own seal is the checksum; many compatible stores do not know Amazon's newer.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }
        return {**super().get_default_settings(), **own}

    def _save(self, name: str, content: File[bytes]) -> str:
        with _plain_errors():
            return str(super()._save(name, content))

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        with _plain_errors():
            opened = super()._open(name, mode)
            opened.file.seek(0)  # fetched now, so that what is wrong is found here
            return File(opened.file, name)

    def delete(self, name: str) -> None:
        with _plain_errors():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _plain_errors():
            return bool(super().exists(name))
