"""The one application form: every element asked once, kept while half-filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from portal.accounts.actor import Actor
from portal.errors import MoveRefused
from portal.journal.actions import record
from services.catalogue.text import Text
from windows.cases.filling import may_type
from windows.cases.form_kinds import normalised
from windows.cases.form_rules import faults_in
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.cases.policy import check_may_handle
from windows.clock import today
from windows.locks import lock_case


@dataclass(frozen=True, slots=True)
class SavedForm:
    """What was kept, and what is still wrong with it: element → sentence."""

    case: Case
    faults: dict[str, Text]

    @property
    def is_complete(self) -> bool:
        return not self.faults


@transaction.atomic(savepoint=False)
def save_form(case: Case, *, values: Mapping[str, object], actor: Actor) -> SavedForm:
    """Keep what the person typed, right or wrong, and say per field what is still wrong.

    Only the elements given are changed; elements the plan does not ask are ignored. Numbers are
    kept in one form (`form_kinds.normalised`), text as typed. Nothing typed is lost because another
    field is wrong: the whole form is checked again at submission. What the person leaves empty is
    kept as empty: it is not filled in again. After acceptance only what an open notice asks.
    Raises MoveRefused where nothing may change.
    """
    case = lock_case(case.pk)
    check_may_handle(case, actor)
    open_elements = may_type(case)
    if open_elements is not None and not open_elements:
        raise MoveRefused
    fields = plan_of(case).fields
    asked = {field.element for field in fields}
    if open_elements is not None:
        asked &= open_elements
    by_name = {field.element: field for field in fields if field.element in asked}
    given = {
        name: _typed(by_name[name].kind, value) for name, value in values.items() if name in by_name
    }
    changed = sorted(name for name, value in given.items() if case.form.get(name) != value)
    if changed:
        case.form = {**case.form, **given}
        case.save(update_fields=["form", "updated_at"])
        record(case.stream, "case.form_saved", actor=actor, count=len(changed), elements=changed)
    return SavedForm(case, faults_in(fields, case.form, today=today()))


def _typed(kind: str, value: object) -> str:
    return "" if value is None else normalised(kind, str(value))
