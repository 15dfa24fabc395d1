"""补正: one notice of everything, then the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from portal.accounts.actor import Actor
from services.catalogue.text import Text
from windows.cases.models import Case, MaterialSlot
from windows.corrections.models import Correction


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing to put right; `slot` or `element` say where, if it is at one place."""

    what: Text
    slot: MaterialSlot | None = None
    element: str = ""


def ask_for_correction(
    case: Case, *, defects: Sequence[Defect], actor: Actor, deadline: dt.date | None = None
) -> Correction:
    """Tell the applicant everything that is missing, once; the intake clock stands still.

    行政许可法 art. 32(4). One correction is open at a time; `deadline` defaults to
    CORRECTION_WORKING_DAYS and may not be in the past. Slots named become missing.
    Raises DefectsMissing, CorrectionOpen, DeadlinePassed.
    """
    raise NotImplementedError


def answer_correction(case: Case, *, actor: Actor) -> Case:
    """All is put right: back to the window, the clock runs on. Raises IncompleteCase."""
    raise NotImplementedError
