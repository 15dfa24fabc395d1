"""The elements of a matter and of a requirement: one key for each field of the field tables.

What a key may hold follows from the field's type in `services.catalogue.elements`; what words a
list allows, from `services.catalogue.codelists`.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from functools import cache
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.catalogue import codelists
from services.catalogue.codes import wrong_codes
from services.catalogue.elements import MaterialElements, MatterElements
from services.catalogue.parsing.cursor import LONG, NAME, SHORT, Cursor

Spec = TypeVar("Spec")

LISTS: dict[str, type[codelists.CodeList]] = {
    "power_source": codelists.PowerSource,
    "use_level": codelists.UseLevel,
    "dept_type": codelists.DeptType,
    "server_type": codelists.ServiceTarget,
    "project_type": codelists.ReviewForm,
    "handle_type": codelists.HandleForm,
    "handle_area": codelists.HandleArea,
    "result_type": codelists.ResultType,
    "online_handle_depth": codelists.OnlineDepth,
    "task_state": codelists.TaskState,
    "material_type": codelists.MaterialKind,
    "material_format": codelists.MaterialFormat,
    "source_type": codelists.MaterialSource,
    "collection": codelists.Collection,
    "spared": codelists.Spared,
    "trust_level": codelists.TrustLevel,
}
"""Element → its list. No name means two things in the two tables."""
CODES = ("catalog_code", "local_catalog_code", "task_code", "task_handle_item", "material_code")
MOST_CENTS = 10**12
MOST = {"extension_days": 3650, "valid_years": 3650}
"""As many as a form takes."""
MOST_EXTRA = 100_000


def read_matter_elements(row: Cursor, *, takes_wrong_codes: bool) -> MatterElements:
    """`takes_wrong_codes`: an import of real data, or a check, tells of them by itself."""
    elements = _elements(row, MatterElements)
    below = row.mapping("elements")
    if below is not None and not takes_wrong_codes:
        for key, said in wrong_codes(elements):
            if len(getattr(elements, key)) <= SHORT:
                words = said.in_language(get_language() or "")
                below.fault(key, words, _("请与编码管理部门核对。"))
    return elements


def read_material_elements(row: Cursor) -> MaterialElements:
    return _elements(row, MaterialElements)


def _elements(row: Cursor, wanted: type[Spec]) -> Spec:
    below = row.mapping("elements")
    return _built(below, wanted) if below is not None else wanted()


@cache
def _hints(wanted: type) -> dict[str, Any]:
    return get_type_hints(wanted)


def _built(row: Cursor, wanted: type[Spec]) -> Spec:
    hints: dict[str, Any] = _hints(wanted)  # type: ignore[arg-type]  # types are hashable
    held = {
        each.name: _value(row, each, hints[each.name])
        for each in fields(wanted)  # type: ignore[arg-type]  # the callers pass dataclasses only
    }
    row.finish()
    return wanted(**held)


def _value(row: Cursor, each: Field[Any], kind: Any) -> Any:
    key = each.name
    if key in LISTS:
        return _words(row, key) if get_origin(kind) is tuple else _word(row, key)
    if kind is str:
        is_required = each.default is MISSING
        return row.text(key, is_required=is_required, most=SHORT if key in CODES else LONG)
    if key == "extra":
        return tuple(_pair(pair) for pair in row.mappings(key))
    if get_origin(kind) is UnionType:
        return (
            row.said(key)
            if bool in get_args(kind)
            else row.whole(key, most=MOST.get(key, MOST_CENTS))
        )
    return _composed(row, key, kind)


def _composed(row: Cursor, key: str, kind: Any) -> Any:
    """A list of texts, a list of rows (办理流程), or one row (行政复议)."""
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        if inner is str:
            return row.texts(key)
        return tuple(_built(one, inner) for one in row.mappings(key))
    below = row.mapping(key)
    return _built(below, kind) if below is not None else kind()


def _pair(row: Cursor) -> tuple[str, str]:
    """What an import brought and no element holds."""
    pair = row.text("field", is_required=True), row.text("value", most=MOST_EXTRA)
    row.finish()
    return pair


def _word(row: Cursor, key: str) -> str:
    said = row.text(key, most=NAME)
    return _listed(row, key, said) if said else ""


def _words(row: Cursor, key: str) -> tuple[str, ...]:
    found = [_listed(row, key, said) for said in row.texts(key)]
    return tuple(word for word in dict.fromkeys(found) if word)


def _listed(row: Cursor, key: str, said: str) -> str:
    """The list's word for what was written: the word itself or its Chinese name."""
    member = codelists.named(LISTS[key], said)
    if member is None:
        row.fault(
            key,
            _("不认识 “%(said)s”。") % {"said": said},
            _("只能是：%(choices)s。")
            % {"choices": "、".join(f"{each.value}（{each.zh}）" for each in LISTS[key])},
        )
        return ""
    return member.value
