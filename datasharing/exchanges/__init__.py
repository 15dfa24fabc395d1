"""Asking other authorities: the only way out for a question about a person, and on the record.

`request` writes the question down and publishes one message, so that a worker asks; `fetch` is what
the worker does. Nothing else in the project imports a connector.
"""

from __future__ import annotations

from datasharing.exchanges.asking import ask_again, request, stop
from datasharing.exchanges.reading import fetch

__all__ = ["ask_again", "fetch", "request", "stop"]
