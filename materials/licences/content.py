"""What a licence says, line by line, for people."""

from __future__ import annotations

from dataclasses import dataclass

from materials.catalogue.models import DataElement
from materials.licences.models import Licence
from services.catalogue.text import Text


@dataclass(frozen=True, slots=True)
class Line:
    label: Text
    value: Text


def content_lines(licence: Licence) -> list[Line]:
    """Content is data element → value; a value may be a [Chinese, English] pair.

    Keys that are no data element are shown as they were written.
    """
    elements = DataElement.objects.in_bulk(list(licence.content), field_name="code")
    return [
        Line(
            Text(elements[key].label, elements[key].label_en) if key in elements else Text(key),
            _text(value),
        )
        for key, value in licence.content.items()
    ]


def _text(value: object) -> Text:
    match value:
        case [str(zh), str(en)]:
            return Text(zh, en)
        case list():
            return Text("、".join(map(str, value)))
        case _:
            return Text(str(value))
