"""How parties, resources and departments are called in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.catalogue.text import Text
from windows.planning.known import APPLICANT

YOU = Text("您", "you")


def both(zh: str, en: str) -> Text:
    """A text with the Chinese standing in where no English was written."""
    return Text(zh, en or zh)


def quoted(texts: Iterable[Text]) -> Text:
    """“甲”、“乙” / “A”, “B”."""
    listed = list(texts)
    return Text(
        "、".join([f"“{text.zh}”" for text in listed]),
        ", ".join([f"“{text.en}”" for text in listed]),
    )


@dataclass(frozen=True, slots=True)
class Names:
    given: Mapping[str, Text]
    matters: Mapping[str, Text]
    parties: Mapping[str, Text]

    def called(self, code: str) -> Text:
        """A resource or a department; the code itself where nobody gave a name."""
        name = self.given.get(code)
        return both(name.zh, name.en) if name else Text(code, code)

    def party(self, role: str) -> Text:
        return YOU if role == APPLICANT else self.parties.get(role) or self.called(role)
