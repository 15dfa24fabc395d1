"""One block of an officer's page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Panel:
    """A template that reads `panel.<key>` beside `approval` and `case`."""

    template: str
    said: dict[str, Any] = field(default_factory=dict)
