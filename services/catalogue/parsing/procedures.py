"""Special procedures (特别程序) of a matter: those always held, and those an answer adds."""

from __future__ import annotations

from django.utils.translation import gettext as _

from services.catalogue.parsing.conditions import read_when
from services.catalogue.parsing.cursor import SENTENCE, Cursor
from services.catalogue.parsing.questions import Asked
from services.catalogue.parsing.vocabulary import DAY_UNITS, days_in
from services.catalogue.spec import Condition, DayUnit, ProcedureSpec


def read_procedures(row: Cursor, asked: Asked, promised: int) -> list[ProcedureSpec]:
    """Those of `special_procedures`.

    A sentence whose days are the matter's own promise names that promise (公示20日 of a matter
    promised in 20 days): it adds no time, so its days are unknown.
    """
    found = []
    for each in row.mappings("special_procedures", plain="name"):
        is_plain = set(each.held) == {"name"}
        procedure = procedure_of(each, Condition(read_when(each, asked)))
        if is_plain and procedure.days == promised:
            procedure = ProcedureSpec(name=procedure.name, condition=procedure.condition)
        each.finish()
        found.append(procedure)
    return found


def procedure_of(row: Cursor, condition: Condition) -> ProcedureSpec:
    """One procedure; where only a sentence is written, its days are those the sentence names."""
    name, name_en = row.pair("name", is_required=True, most=SENTENCE)
    if set(row.held) == {"name"}:
        days, unit = days_in(name)
    else:
        days, unit = row.whole("days"), row.choice("unit", DAY_UNITS, DayUnit.WORKING)
    if not row.has("days") and row.held.keys() & {"unit"}:
        row.warn("unit", _("没有 days，unit 不起作用。"))
    return ProcedureSpec(
        name=name,
        name_en=name_en,
        days=days,
        unit=unit,
        condition=condition,
        attended=row.flag("attended"),
    )
