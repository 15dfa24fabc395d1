"""How much typing a case takes at the window: keystrokes, and what is typed although it is known.

Counted to better forms, not to watch people: no name of a clerk, nothing of what was typed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from portal.accounts.models import Applicant
from windows.cases.models import Case
from windows.cases.sharing import prefill
from windows.clock import today
from windows.desk.models import DeskEffort

MOST_STROKES = 20_000
"""More in one form is a book on the keyboard, not a clerk."""
SHORTEST = 4
"""Shorter values ("1", "无") are the same by accident."""


def strokes_in(said: str) -> int | None:
    """The count that the page sends along; None where it sent none, as without scripts."""
    return min(int(said), MOST_STROKES) if said.isascii() and said.isdecimal() else None


def together(one: int | None, other: int | None) -> int | None:
    """Both counts as one; unknown where either is."""
    return None if one is None or other is None else one + other


def typed_twice(typed: Collection[str], known: Collection[str]) -> int:
    """How many of the values were known before they were typed."""
    had = {_same(value) for value in known}
    return sum(1 for value in typed if _counts(value) and _same(value) in had)


def known_of(case: Case) -> dict[str, str]:
    """What the portal knows of the case and its people before anybody types, by a name for each."""
    known = {f"form {name}": str(value) for name, value in case.form.items()}
    known |= {f"prefill {name}": each.value for name, each in prefill(case).items()}
    people = [case.applicant, *(p.applicant for p in case.parties.select_related("applicant"))]
    for each in people:
        for name in ("name", "id_number", "phone", "address"):
            known[f"person {each.pk} {name}"] = getattr(each, name)
    return known


def changed_fields(case: Case, posted: Mapping[str, str]) -> dict[str, str]:
    """Fields of the form whose value the clerk typed: not those that stood there already."""
    before = {name: each.value for name, each in prefill(case).items()} | {
        name: str(value) for name, value in case.form.items()
    }
    return {
        name: value
        for name, value in posted.items()
        if value and _same(value) != _same(before.get(name, ""))
    }


def known_by_number(number: str) -> tuple[str, ...]:
    """The name of whoever has this number is registered: then it need not be typed."""
    found = Applicant.objects.filter(id_number=number.strip().upper()).first() if number else None
    return (found.name, found.phone) if found else ()


def note_effort(
    case: Case, *, form: str, strokes: int | None, typed: Collection[str], known: Collection[str]
) -> None:
    """One line for one sent form; nothing where nobody touched a key. Where keys were not counted
    the line says so, or the case would seem to have taken fewer than it did.
    """
    values = [value for value in typed if value.strip()]
    if strokes == 0 and not values:
        return
    DeskEffort.objects.create(
        case=case,
        on=today(),
        form=form,
        strokes=strokes,
        typed=len(values),
        typed_twice=typed_twice(values, known),
    )


def _same(value: str) -> str:
    return "".join(value.split()).upper()


def _counts(value: str) -> bool:
    has_chinese = any("\u3400" <= sign <= "\u9fff" for sign in value)
    return len(_same(value)) >= (2 if has_chinese else SHORTEST)
