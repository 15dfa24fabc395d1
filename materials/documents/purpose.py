"""What somebody looks at another person's document for: it stands on the copy and in the record."""

from __future__ import annotations

from dataclasses import dataclass

from services.catalogue.text import Text


@dataclass(frozen=True, slots=True)
class Purpose:
    """`office` is the department or the centre in whose name it is looked at."""

    office: Text
    case_number: str


NO_PURPOSE = Purpose(Text(""), "")
"""Nobody who knows cases could say it; the record and the copy name the reader alone."""
