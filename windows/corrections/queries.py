"""Reads of corrections."""

from __future__ import annotations

from windows.cases.models import Case
from windows.corrections.models import Correction


def open_correction(case: Case) -> Correction | None:
    """The notice that waits for the applicant's answer, with its items."""
    return (
        Correction.objects.filter(case=case, answered_at__isnull=True)
        .prefetch_related("items__slot")
        .first()
    )
