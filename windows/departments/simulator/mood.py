"""How the simulated system behaves just now, told by `POST /_control`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass
class Mood:
    """What is not wished for is as in the beginning: well-behaved, prompt, and granting."""

    down: bool = False
    """Deliveries are answered 503."""
    slow_ms: int = 0
    """Deliveries are answered only after so long."""
    late_ms: int = 0
    """The decision is sent only after so long."""
    duplicate: bool = False
    """Every answer is sent twice, the second under the same key."""
    wrong: bool = False
    """Answers are signed with a wrong secret first, then rightly."""
    takes_up: bool = False
    """It says that it has begun before it decides."""
    out_of_order: bool = False
    """It says that it has begun after it has decided."""
    deny_percent: int = 0

    def control(self, wish: dict[str, Any]) -> None:
        unknown = set(wish) - set(self.__dataclass_fields__)
        if unknown:
            raise ValueError(f"known: {', '.join(self.__dataclass_fields__)}")
        for name in self.__dataclass_fields__:
            kind = type(getattr(self, name))
            value = wish.get(name, kind())
            if type(value) is not kind:
                raise TypeError(f"{name} is a {kind.__name__}")
            setattr(self, name, value)
