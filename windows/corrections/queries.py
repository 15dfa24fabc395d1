"""Reads of corrections."""

from __future__ import annotations

from windows.cases.models import Case
from windows.corrections.models import OPEN, Correction


def open_correction(case: Case) -> Correction | None:
    """The notice that waits for the applicant's answer, with its items."""
    return Correction.objects.filter(OPEN, case=case).prefetch_related("items__slot").first()
