"""A translated label as a Text, whatever language its reader happens to have."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import override

from services.catalogue.text import Text


def in_both(label: str | Promise) -> Text:
    """For what is kept: a paper says the same to everybody who reads it later."""
    with override("zh-hans"):
        zh = str(label)
    with override("en"):
        return Text(zh, str(label))
