"""The form elements that a matter asks for."""

from __future__ import annotations

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from services.catalogue.parsing.book import Book, read_choices
from services.catalogue.parsing.conditions import read_when
from services.catalogue.parsing.cursor import SHORT, Cursor
from services.catalogue.parsing.questions import Asked
from services.catalogue.parsing.vocabulary import ELEMENT_KINDS
from services.catalogue.spec import Condition, FieldSpec

PARTY_FIELDS = ("name", "id_number", "phone", "address")
_PREFILL = re.compile(r"([A-Za-z][A-Za-z0-9_]*)\.([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)")
_REGISTER = re.compile(r"DS\d{2}")


def read_fields(
    row: Cursor, asked: Asked, roles: frozenset[str], book: Book
) -> tuple[FieldSpec, ...]:
    found: dict[str, FieldSpec] = {}
    for each in row.mappings("fields", plain="element"):
        code = each.text("element", is_required=True, most=SHORT)
        element = book.elements.get(code)
        if element is None:
            each.fault(
                "element", _("没有数据项 “%(c)s”。") % {"c": code}, _("请先在 elements 里写明。")
            )
            continue
        if code in found:
            each.fault("element", _("数据项 %(c)s 写了两次。") % {"c": code}, _("请只保留一个。"))
        label, label_en = each.pair("label")
        kind = each.choice("kind", ELEMENT_KINDS, element.kind)
        hint, hint_en = each.pair("hint", most=300)
        prefill = each.texts("prefill") if each.has("prefill") else element.prefill
        for path in prefill:
            if not _is_prefill(path, roles):
                each.fault(
                    "prefill",
                    _("不认识的预填来源 “%(p)s”。") % {"p": path},
                    _("请写成 DS13.address 或 applicant.phone。"),
                )
        found[code] = replace(
            element,
            label=label or element.label,
            label_en=label_en or ("" if label else element.label_en),
            kind=kind,
            choices=read_choices(each, kind) if each.has("choices") else element.choices,
            required=each.flag("required", default=True),
            hint=hint or element.hint,
            hint_en=hint_en or ("" if hint else element.hint_en),
            prefill=prefill,
            condition=Condition(read_when(each, asked)),
        )
        each.finish()
    return tuple(found.values())


def _is_prefill(path: str, roles: frozenset[str]) -> bool:
    found = _PREFILL.fullmatch(path)
    if found is None:
        return False
    source, name = found[1], found[2].removeprefix(".")
    return bool(_REGISTER.fullmatch(source)) or (source in roles and name in PARTY_FIELDS)
