"""When are two requests the same? When method, path and every byte of their content agree."""

from __future__ import annotations

import hashlib
from typing import cast

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from rest_framework.request import Request


def body_hash(request: Request) -> str:
    """SHA-256 of what was sent; of a form part by part, because its boundary varies."""
    digest = hashlib.sha256()
    if not (request.content_type or "").startswith("multipart/"):
        digest.update(request.body)
        return digest.hexdigest()
    form = cast(QueryDict, request.data)  # what a multipart parser makes
    for name, values in sorted(form.lists()):
        for value in values:
            _add(digest, name)
            if isinstance(value, UploadedFile):
                _add(digest, value.name or "")
                _add(digest, _file_hash(value))
            else:
                _add(digest, str(value))
    return digest.hexdigest()


def _add(digest: hashlib._Hash, text: str) -> None:
    data = text.encode()
    digest.update(len(data).to_bytes(8, "big") + data)


def _file_hash(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
