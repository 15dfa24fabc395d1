"""The data elements of all matters together: each asked once, filled in where a register can."""

from __future__ import annotations

from services.catalogue.spec import FieldSpec
from services.catalogue.text import Text
from windows.planning.known import APPLICANT
from windows.planning.names import both
from windows.planning.plan import PlannedField
from windows.planning.situation import Situation

Uses = list[tuple[str, FieldSpec]]


def planned_fields(situation: Situation) -> tuple[PlannedField, ...]:
    asked: dict[str, Uses] = {}
    for included in situation.matters:
        for field in included.matter.fields:
            if field.condition.holds(situation.answers):
                asked.setdefault(field.element, []).append((included.matter.code, field))
    people = {APPLICANT, *situation.names.parties}
    return tuple(_planned(uses, people, situation) for uses in asked.values())


def _planned(uses: Uses, people: set[str], situation: Situation) -> PlannedField:
    origins = {
        path: path.partition(".")[0] for _, field in uses for path in field.prefill
    }  # in order, each once
    sources = people | situation.known.connected
    prefill = tuple(path for path, origin in origins.items() if origin in sources)
    register = None
    if prefill and origins[prefill[0]] not in people:
        register = situation.names.called(origins[prefill[0]])
    before = situation.prepared.fields
    key = tuple([(code, id(field)) for code, field in uses]), prefill, register
    found = before.get(key)
    if found is None:
        found = before[key] = _merged(uses, prefill, register, situation)
    return found


def _merged(
    uses: Uses, prefill: tuple[str, ...], register: Text | None, situation: Situation
) -> PlannedField:
    specs = [field for _, field in uses]
    hinted = next((field for field in specs if field.hint), specs[0])
    choices = next((field.choices for field in specs if field.choices), ())
    asked_by = tuple(dict.fromkeys(code for code, _ in uses))
    users = situation.prepared.listed(asked_by)
    return PlannedField(
        element=specs[0].element,
        label=both(specs[0].label, specs[0].label_en),
        kind=specs[0].kind,
        required=any(field.required for field in specs),
        hint=both(hinted.hint, hinted.hint_en),
        choices=tuple((value, both(label, label_en)) for value, label, label_en in choices),
        asked_by=asked_by,
        prefill=prefill,
        reason=_reason(users, register, is_filled=bool(prefill)),
    )


def _reason(users: Text, register: Text | None, *, is_filled: bool) -> Text:
    if register:
        return Text(
            f"{users.zh}要用，由“{register.zh}”自动填好，请您核对",
            f"Used by {users.en}; filled in from “{register.en}”, please check it",
        )
    if is_filled:
        return Text(
            f"{users.zh}要用，按已登记的信息填好，请您核对",
            f"Used by {users.en}; filled in from what is registered, please check it",
        )
    return Text(f"{users.zh}要用，只填一次", f"Used by {users.en}; asked once")
