"""File names as people send them, made safe to store and to send back."""

from __future__ import annotations

import unicodedata

from materials.documents.sniff import EXTENSIONS
from materials.errors import DocumentExtensionMismatch, DocumentNameRefused

LONGEST = 120
_SEPARATORS = frozenset("/\\:")


def checked_name(name: str | None, media_type: str) -> str:
    """The name to keep, at most 120 characters, ending as its content demands.

    Raises DocumentNameRefused for path parts, control and direction characters, and
    DocumentExtensionMismatch when the name claims another type than the content has.
    """
    name = unicodedata.normalize("NFC", (name or "").strip())
    if not name.strip(". ") or name.startswith(".") or any(_is_trick(sign) for sign in name):
        raise DocumentNameRefused(field="file")
    stem, dot, extension = name.rpartition(".")
    allowed = EXTENSIONS[media_type]
    if not dot:
        stem, extension = name, allowed[0]
    elif extension.lower() not in allowed:
        raise DocumentExtensionMismatch(
            field="file", extension=extension[:20], found=allowed[0].upper()
        )
    return f"{stem[: LONGEST - len(extension) - 1]}.{extension}"


def _is_trick(sign: str) -> bool:
    # Cc control, Cf invisible format signs such as the right-to-left override, Cs broken pairs.
    return sign in _SEPARATORS or unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
