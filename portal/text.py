"""A sentence in both languages, side by side, so that neither can be forgotten."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Chinese is the original; `in_language` falls back to it where no English was written."""

    zh: str
    en: str = ""

    def in_language(self, code: str) -> str:
        return self.en if code.startswith("en") and self.en else self.zh

    def as_json(self) -> list[str]:
        return [self.zh, self.en]

    @classmethod
    def from_json(cls, pair: list[str]) -> Text:
        return cls(*pair)
