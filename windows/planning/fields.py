"""The data elements of all matters together: each asked once, filled in where a register can."""

from __future__ import annotations

from collections.abc import Iterable

from services.catalogue.spec import Answers, FieldSpec, IncludedMatter
from services.catalogue.text import Text
from windows.planning.known import APPLICANT, Known
from windows.planning.names import Names, both, quoted
from windows.planning.plan import PlannedField


def planned_fields(
    matters: Iterable[IncludedMatter], answers: Answers, known: Known, names: Names
) -> tuple[PlannedField, ...]:
    asked: dict[str, list[tuple[str, FieldSpec]]] = {}
    for included in matters:
        for field in included.matter.fields:
            if field.condition.holds(answers):
                asked.setdefault(field.element, []).append((included.matter.code, field))
    return tuple(_planned(element, uses, known, names) for element, uses in asked.items())


def _planned(
    element: str, uses: list[tuple[str, FieldSpec]], known: Known, names: Names
) -> PlannedField:
    specs = [field for _, field in uses]
    hinted = next((field for field in specs if field.hint), specs[0])
    choices = next((field.choices for field in specs if field.choices), ())
    asked_by = tuple(dict.fromkeys(code for code, _ in uses))
    paths = dict.fromkeys(path for field in specs for path in field.prefill)
    sources = {*known.connected, APPLICANT, *names.parties}
    prefill = tuple(path for path in paths if path.partition(".")[0] in sources)
    return PlannedField(
        element=element,
        label=both(specs[0].label, specs[0].label_en),
        kind=specs[0].kind,
        required=any(field.required for field in specs),
        hint=both(hinted.hint, hinted.hint_en),
        choices=tuple((value, both(label, label_en)) for value, label, label_en in choices),
        asked_by=asked_by,
        prefill=prefill,
        reason=_reason(asked_by, prefill, names),
    )


def _reason(asked_by: tuple[str, ...], prefill: tuple[str, ...], names: Names) -> Text:
    users = quoted(names.matters[code] for code in asked_by)
    if not prefill:
        return Text(f"{users.zh}要用，只填一次", f"Used by {users.en}; asked once")
    origin = prefill[0].partition(".")[0]
    if origin == APPLICANT or origin in names.parties:
        return Text(
            f"{users.zh}要用，按已登记的信息填好，请您核对",
            f"Used by {users.en}; filled in from what is registered, please check it",
        )
    register = names.called(origin)
    return Text(
        f"{users.zh}要用，由“{register.zh}”自动填好，请您核对",
        f"Used by {users.en}; filled in from “{register.en}”, please check it",
    )
