"""Sentences in both languages, as one field."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from services.catalogue.text import Text

TEXT_SCHEMA = {
    "type": "object",
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
    "required": ["zh", "en"],
    "example": {"zh": "不动产转移登记", "en": "Property transfer registration"},
}


def pair(text: Text) -> dict[str, str]:
    """Chinese is the original; it stands for English where none was written."""
    return {"zh": text.zh, "en": text.en or text.zh}


@extend_schema_field(TEXT_SCHEMA)
class TextField(serializers.Field):
    """A `Text`, or with `of="name"` the columns `name` and `name_en` of a row."""

    def __init__(self, *, of: str = "", **kwargs: Any) -> None:
        self.of = of
        kwargs["read_only"] = True
        super().__init__(**kwargs)

    def to_representation(self, value: Any) -> dict[str, str]:
        if self.of:
            return pair(Text(getattr(value, self.of), getattr(value, f"{self.of}_en", "")))
        return pair(value)


def column(name: str, **kwargs: Any) -> TextField:
    """The pair of columns `name` and `name_en` of the very row that is told."""
    return TextField(of=name, source="*", **kwargs)
