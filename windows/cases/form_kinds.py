"""What a kind of field takes: its length and shape, said once for the server and for the browser.

Pure. `attributes_of` gives the browser the coarse part (length, shape, range, keyboard): it never
refuses what the server takes. The rest, such as a check digit, only `windows.cases.form_rules`
judges; a page asks it as soon as a field is left.
"""

from __future__ import annotations

import datetime as dt
import unicodedata

LONGEST, LONGEST_LONG = 200, 2000
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
"""Days outside of these are slips of the hand: 0026-05-01, 20260-05-01."""

_DIGIT = "[0-9０-９]"
_SHAPES = {
    "id_number": rf"\s*[1-9１-９](?:\s*{_DIGIT})" + r"{16}" + rf"\s*(?:{_DIGIT}|[XxＸｘ])\s*",
    "credit_code": r"\s*(?:[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]\s*){18}",
    "phone": r"[\s\-0-9０-９+＋－（）\(\)]{7,24}",
    "money": r"\s*[0-9０-９,，.．\s]+",
    "area": r"\s*[0-9０-９,，.．\s]+",
    "division": rf"\s*(?:{_DIGIT}\s*)" + r"{6,12}",
}
"""Regular expressions that Python and browsers read alike (no named classes but \\s)."""
_KEYBOARDS = {
    "phone": "tel",
    "money": "decimal",
    "area": "decimal",
    "number": "decimal",
    "division": "numeric",
}
_AUTOCOMPLETE = {"phone": "tel", "address": "address-line1"}
_ONE_CASE = frozenset({"id_number", "credit_code"})
_NUMBERS = frozenset({"money", "area", "number"})
_CLOSED_UP = _ONE_CASE | {"phone", "division"}

_LAST_OF_AREA = {1: 5, 2: 3, 3: 7, 4: 6, 5: 4, 6: 5, 7: 1, 8: 2}
PROVINCES = {f"{area}{n}" for area, last in _LAST_OF_AREA.items() for n in range(1, last + 1)}
PROVINCES |= {"50"}
"""GB/T 2260: the first two digits of every division, and there are no others."""


def shape_of(kind: str) -> str:
    """What the browser is told to match, "" where any text will do."""
    return _SHAPES.get(kind, "")


def attributes_of(kind: str) -> dict[str, str]:
    """HTML attributes of the control for a field of this kind."""
    if kind == "date":
        return {"type": "date", "min": EARLIEST.isoformat(), "max": LATEST.isoformat()}
    if kind == "long_text":
        return {"rows": "4", "maxlength": str(LONGEST_LONG)}
    found = {"autocomplete": _AUTOCOMPLETE.get(kind, "off"), "maxlength": str(LONGEST)}
    if kind in _KEYBOARDS:
        found["inputmode"] = _KEYBOARDS[kind]
    if kind in _SHAPES:
        found["pattern"] = _SHAPES[kind]
    return found


def normalised(kind: str, value: str) -> str:
    """The one form in which a value is kept and compared: half-width, closed up, capital letters.

    Text stays as it was typed, but for blanks around it. What cannot be right stays too: the
    person finds it as they left it, with a word beside it.
    """
    value = value.strip()
    if kind not in _CLOSED_UP | _NUMBERS:
        return value
    value = unicodedata.normalize("NFKC", value)
    if kind in _CLOSED_UP:
        value = "".join(value.split())
    if kind in _ONE_CASE:
        value = value.upper()
    if kind in _NUMBERS:
        value = "".join(value.replace(",", "").split())
    return value


def is_division(code: str) -> bool:
    """A code of GB/T 2260 (6 digits), of a township (9) or a village (12).

    Whether the county exists is not asked: counties are renamed and merged (compare
    `portal.accounts.identity`). But there is no 34th province, and nothing lies in a province
    without lying in a city: 330006 is a slip.
    """
    if len(code) not in (6, 9, 12) or not (code.isascii() and code.isdigit()):
        return False
    if code[:2] not in PROVINCES:
        return False
    return code[2:4] != "00" or not code[4:].strip("0")
