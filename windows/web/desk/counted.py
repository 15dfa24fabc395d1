"""What a sent form took: the page's count of keys, and the fields that were typed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from portal.accounts.models import Applicant
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.desk.effort import (
    changed_fields,
    known_by_number,
    known_of,
    note_effort,
    strokes_in,
    together,
)

CARRIED = "desk_carried"
"""Session: whom the register form was for, its keys and fields, until they have a case."""
NOTHING = (0, 0, 0)
TYPED = {"party": ("name", "id_number", "phone"), "guardian": ("name", "id_number")}
FREE = {"refuse": ("reason",), "withdraw": ("reason",)}


@dataclass(frozen=True, slots=True)
class Counted:
    """Taken before the act, as afterwards everything that was typed is known."""

    form: str
    strokes: int | None
    typed: tuple[str, ...]
    known: tuple[str, ...]

    def note(self, case: Case) -> None:
        note_effort(case, form=self.form, strokes=self.strokes, typed=self.typed, known=self.known)


def counted(request: HttpRequest, case: Case, form: str) -> Counted:
    """One act on a case."""
    posted = request.POST
    typed: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    if form == "form":
        values = {e.element: posted.get(e.element, "") for e in plan_of(case).fields}
        typed = tuple(changed_fields(case, values).values())
    elif form == "correct":
        typed = tuple(posted[name] for name in posted if name.startswith("why-"))
    else:
        typed = tuple(posted.get(name, "") for name in (*TYPED.get(form, ()), *FREE.get(form, ())))
    if any(typed) and form not in FREE and form != "correct":
        known = tuple(known_of(case).values())
        if form in TYPED:
            known = (*known, *known_by_number(posted.get("id_number", "")))
    return Counted(form, strokes_in(posted.get("strokes", "")), typed, known)


def handed_back(request: HttpRequest) -> str:
    """For the page of a refused form: the count that came with it, as it was counted on no case."""
    strokes = strokes_in(request.POST.get("strokes", ""))
    return str(strokes) if strokes else ""


def carry(request: HttpRequest, applicant: Applicant) -> None:
    """Somebody was registered: what that took belongs to the case of theirs that follows. What a
    reader filled in was not typed.
    """
    typed = ("phone",) if "was_read" in request.POST else ("name", "id_number", "phone")
    fields = sum(1 for name in typed if request.POST.get(name))
    strokes = strokes_in(request.POST.get("strokes", ""))
    request.session[CARRIED] = [applicant.pk, strokes, fields]


def note_beginning(request: HttpRequest, case: Case) -> None:
    """The questions were asked: the first line of the case, with what was carried so far."""
    carried = request.session.pop(CARRIED, NOTHING)
    # A session may be older than whom it was for: [keys, fields] is of nobody.
    whose, before, fields = carried if len(carried) == len(NOTHING) else NOTHING
    if whose != case.applicant_id:
        _, before, fields = NOTHING
    strokes = together(before, strokes_in(request.POST.get("strokes", "")))
    note_effort(case, form="begin", strokes=strokes, typed=["·"] * fields, known=())
