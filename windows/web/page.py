"""What the doors of every page need: a durable transaction, a said sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language

from services.catalogue.text import Text


@contextmanager
def one_act() -> Iterator[None]:
    """The transaction of one act, opened by its door. Durable: it is the outermost one."""
    with transaction.atomic(durable=True):
        yield


def spoken(text: Text) -> str:
    """The sentence in the reader's language, for messages and form errors."""
    return text.in_language(get_language() or "zh-hans")


def wants_fragment(request: HttpRequest) -> bool:
    """True when only the changing part of the page is asked for (htmx), not the whole of it."""
    return request.headers.get("HX-Request") == "true"
