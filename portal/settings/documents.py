"""Where documents lie, what locks them and what looks for viruses in them, as the environment says.

Nothing here is guessed: a value that cannot be used is refused with a sentence that says what to
set, because documents written with a half-read key could never be opened again.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 32
MAKE_A_KEY = (
    "python3 -c \"import base64, os; print('2026a:' + base64.b64encode(os.urandom(32)).decode())\""
)
_KEY_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


@dataclass(frozen=True)
class DocumentStore:
    """A Django storage for documents: its class and what it is told."""

    backend: str = "materials.documents.storage.BlobStorage"
    options: dict[str, Any] = field(default_factory=dict)

    def as_setting(self) -> dict[str, Any]:
        return {"BACKEND": self.backend, "OPTIONS": self.options}


def document_keys(text: str) -> dict[str, bytes]:
    """`2026a:base64,2025b:base64` → names and keys; the first one locks what is new."""
    keys: dict[str, bytes] = {}
    for word in filter(None, (each.strip() for each in text.split(","))):
        name, _, encoded = word.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            key = b""
        if not _KEY_NAME.fullmatch(name) or len(key) != KEY_BYTES or name in keys:
            raise ImproperlyConfigured(
                "DOCUMENT_KEYS: each key is a name of its own (small letters, digits, -), a colon "
                f"and {KEY_BYTES} bytes in base64, with commas between. Make one with: {MAKE_A_KEY}"
            )
        keys[name] = key
    return keys


def document_store(text: str) -> DocumentStore:
    """Empty for the folder; `s3://bucket/folder?endpoint=https://…&region=…` for anything that
    speaks S3. The account is named the way boto3 reads it (AWS_ACCESS_KEY_ID and so on).
    """
    if not text:
        return DocumentStore()
    address = urlsplit(text)
    asked = parse_qs(address.query)
    endpoint = asked.pop("endpoint", [""])[0]
    region = asked.pop("region", [""])[0]
    is_readable = address.scheme == "s3" and address.netloc and not asked
    if not is_readable or (endpoint and not endpoint.startswith(("https://", "http://"))):
        raise ImproperlyConfigured(
            "Set DOCUMENT_STORE to s3://bucket/folder?endpoint=https://host&region=name (endpoint "
            "and region only where your store needs them), or leave it empty for a folder."
        )
    options: dict[str, Any] = {"bucket_name": address.netloc, "location": address.path.strip("/")}
    options |= {"endpoint_url": endpoint} if endpoint else {}
    options |= {"region_name": region} if region else {}
    return DocumentStore("materials.documents.s3.S3BlobStorage", options)


def scanner_address(text: str) -> str:
    """`unix:/run/clamav/clamd.ctl` or `host:3310`; empty where no scanner is installed."""
    host, _, port = text.rpartition(":")
    if text and not text.startswith("unix:/") and not (host and port.isdecimal()):
        raise ImproperlyConfigured(
            f"CLAMD_ADDRESS is {text!r}. Set it to unix:/path/of/the/socket or to host:port, or "
            "unset it: documents are then kept and marked as not scanned."
        )
    return text
