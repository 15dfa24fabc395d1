"""Is a mapping one that can be used? Every fault with its place, so that it can be put right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any

PATH = re.compile(r"/?[\w-]+(\.[\w-]+)*")
OUR_PATH = re.compile(r"[\w-]+(\.[\w-]+)*")
NAME = re.compile(r"[^\W\d][\w.-]*")
VIEW = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?")
ENCODINGS = frozenset({"utf-8", "utf-8-sig", "gb18030"})
IDENTITY = frozenset({"id_number", "credit_code", "project_code"})

Judge = Callable[[Any], bool]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200


def _is_path(value: Any) -> bool:
    return _is_text(value) and bool(PATH.fullmatch(value))


def _is_path_or_nothing(value: Any) -> bool:
    return value == "" or (_is_text(value) and bool(OUR_PATH.fullmatch(value)))


def _is_names(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_text, (*value, *value.values())))


def _is_paths(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_path, value.values()))


def _is_values(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_names(each) for each in value.values())


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _is_dates(value: Any) -> bool:
    return _is_names(value) and all(_tells_a_day(each) for each in value.values())


def _tells_a_day(form: str) -> bool:
    """Year, month and day, each once, as `date.strftime` writes them."""
    return all(form.count(part) == 1 for part in ("%Y", "%m", "%d")) and bool(
        date(2026, 11, 22).strftime(form)
    )


def _is_duration(value: Any) -> bool:
    is_number = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return is_number or _is_path(value)


PARTS: Mapping[str, Mapping[str, tuple[Judge, str]]] = {
    "request": {
        "keys": (_is_names, '{"our key": "their name"}'),
        "keys_at": (_is_path_or_nothing, "a path such as params.query"),
        "fields_at": (_is_path_or_nothing, "a path such as params.columns"),
        "constants": (
            lambda value: _is_names(value) and all(map(OUR_PATH.fullmatch, value)),
            '{"path": "text"}',
        ),
    },
    "answer": {
        "records": (_is_path_or_nothing, "a path such as data.rows"),
        "found": (_is_path_or_nothing, "a path such as data.code"),
        "found_is": (_is_words, 'a list of texts such as ["200"]'),
        "not_found_is": (_is_words, 'a list of texts such as ["404"]'),
        "about": (_is_paths, '{"id_number": "their name"}'),
        "fields": (_is_paths, '{"our field": "path in a record"}'),
        "values": (_is_values, '{"our field": {"their value": "ours"}}'),
        "dates": (_is_dates, '{"our field": "%Y%m%d"}'),
        "valid_for": (_is_duration, "seconds, or a path"),
    },
    "way": {
        "operation": (lambda value: _is_text(value) and bool(NAME.fullmatch(value)), "a name"),
        "namespace": (_is_text, "a text"),
        "soap_action": (lambda value: isinstance(value, str) and value.isprintable(), "a text"),
        "view": (
            lambda value: _is_text(value) and bool(VIEW.fullmatch(value)),
            "view or schema.view, in small letters",
        ),
        "delimiter": (lambda value: value in {",", ";", "\t", "|"}, "one of , ; | and tab"),
        "encoding": (lambda value: value in ENCODINGS, "utf-8, utf-8-sig or gb18030"),
    },
}


def faults_of(
    data: Any, *, connector: str, keys: Collection[str], fields: Collection[str]
) -> list[str]:
    """What is wrong with a mapping of a resource with these keys and fields; empty when nothing."""
    if not isinstance(data, dict):
        return ["The mapping is not a JSON object."]
    faults = [f"{name}: unknown part" for name in sorted(set(data) - set(PARTS))]
    for part, judges in PARTS.items():
        given = data.get(part, {})
        if not isinstance(given, dict):
            faults.append(f"{part}: is not an object")
            continue
        faults += [f"{part}.{name}: unknown" for name in sorted(set(given) - set(judges))]
        faults += [
            f"{part}.{name}: must be {form}"
            for name, (is_right, form) in judges.items()
            if name in given and not is_right(given[name])
        ]
    if not faults:
        faults += _strangers(data, keys=keys, fields=fields)
        faults += _gaps(data, connector)
    return faults


def _strangers(
    data: Mapping[str, Any], *, keys: Collection[str], fields: Collection[str]
) -> Iterator[str]:
    request, answer = data.get("request", {}), data.get("answer", {})
    known = {one for key in keys for one in key.split("|")}
    for place, named, allowed in (
        ("request.keys", request.get("keys", {}), known),
        ("answer.about", answer.get("about", {}), IDENTITY),
        ("answer.fields", answer.get("fields", {}), set(fields)),
        ("answer.values", answer.get("values", {}), set(fields)),
        ("answer.dates", answer.get("dates", {}), set(fields)),
    ):
        yield from (
            f"{place}.{name}: the resource has no such name"
            for name in sorted(set(named) - allowed)
        )


def _gaps(data: Mapping[str, Any], connector: str) -> Iterator[str]:
    answer = data.get("answer", {})
    if connector == "sql_view" and "view" not in data.get("way", {}):
        yield "way.view: missing, a view is what is read"
    in_words_of_theirs = connector in {"http_json", "soap_xml"} and bool(answer)
    if in_words_of_theirs and not answer.get("about"):
        yield "answer.about: missing, without it nobody knows whose record it is"
