"""The one application form: every element asked once, kept while half-filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from windows.cases.models import Case


@dataclass(frozen=True, slots=True)
class SavedForm:
    """What was kept, and what is still wrong with it: element → sentence."""

    case: Case
    faults: dict[str, Text]

    @property
    def is_complete(self) -> bool:
        return not self.faults


def save_form(case: Case, *, values: Mapping[str, object], actor: Actor) -> SavedForm:
    """Keep what the person typed, right or wrong, and say per field what is still wrong.

    Only the elements given are changed; elements the plan does not ask are ignored. Nothing typed is
    lost because another field is wrong: the whole form is checked again at submission.
    Raises MoveRefused outside draft and correction.
    """
    raise NotImplementedError
