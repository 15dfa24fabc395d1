"""A refusal in both languages, whichever one the moment speaks."""

from __future__ import annotations

from django.utils.translation import override

from portal.errors import DomainError
from services.catalogue.text import Text

MOST_DETAILS = 20


def in_both(refusal: DomainError) -> Text:
    """What happened, what to do, and the first details."""
    with override("zh-hans"):
        zh = _said(refusal, "")
    with override("en"):
        return Text(zh, _said(refusal, " "))


def _said(refusal: DomainError, between: str) -> str:
    details = "".join(f"\n{each}" for each in refusal.details[:MOST_DETAILS])
    return f"{refusal.said}{between}{refusal.advice}{details}"
