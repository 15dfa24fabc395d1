"""A file that nobody sends by accident is refused and written down, although it was not kept.

A file that is two things, a PDF with a script, a name with a path in it: its owner's record says
who sent it and why it was not taken. What ordinary slips are called (too large, wrong type,
damaged) is nobody's record.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import override

from materials.errors import DocumentDangerous, DocumentNameRefused
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.errors import DomainError
from portal.journal.actions import record


@contextmanager
def refused_uploads_recorded(owner: Applicant | None, *, actor: Actor) -> Iterator[None]:
    """Around the transaction of an upload for this person. The refusal goes on its way."""
    try:
        yield
    except (DocumentDangerous, DocumentNameRefused) as refusal:
        if owner is not None:
            _record(owner, refusal, actor)
        raise


def _record(owner: Applicant, refusal: DomainError, actor: Actor) -> None:
    with override("zh-hans"):
        why = refusal.said
    with override("en"):
        why_en = refusal.said
    with transaction.atomic(durable=True):
        record(
            f"applicant:{owner.pk}",
            "document.refused",
            actor=actor,
            code=refusal.code,
            why=why,
            why_en=why_en,
        )
