from __future__ import annotations

from collections.abc import Sequence


def up(arguments: Sequence[str]) -> int:
    raise NotImplementedError
