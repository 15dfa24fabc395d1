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

    Elements come in the order in which the catalogue brought them, since the database keeps no
    order of keys; keys that are no data element follow as they were written.
    """
    content = licence.content
    elements = list(DataElement.objects.filter(code__in=content).order_by("pk"))
    known = [
        Line(Text(each.label, each.label_en), _said(each, content[each.code])) for each in elements
    ]
    others = sorted(content.keys() - {each.code for each in elements})
    return known + [Line(Text(key), _text(content[key])) for key in others]


def _said(element: DataElement, value: object) -> Text:
    """A choice by its label, all else as it stands."""
    labels = {chosen: Text(label, label_en) for chosen, label, label_en in element.choices}
    return labels.get(str(value)) or _text(value)


def _text(value: object) -> Text:
    match value:
        case [str(zh), str(en)]:
            return Text(zh, en)
        case list():
            return Text("、".join(map(str, value)))
        case _:
            return Text(str(value))
