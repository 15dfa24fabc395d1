"""Numbers of local practice; a region sets its own under the same names in the settings."""

from __future__ import annotations

from django.conf import settings


def answer_working_days() -> int:
    """In how many working days a provider says what became of an answer that named somebody else.

    No national law sets it; ten are what 国发〔2016〕51号 gives for answering a request.
    """
    return int(getattr(settings, "MISMATCH_ANSWER_WORKING_DAYS", 10))
