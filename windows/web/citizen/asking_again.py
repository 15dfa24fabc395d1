"""How often a case page asks whether something has changed: ever less, while nothing does.

Every answer carries the pause before the next question and a mark of what the reader has. So the
rhythm is the server's to say, and no script keeps it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

FIRST, LONGEST = 5, 60
"""Seconds."""


def asking_again(request: HttpRequest, context: Mapping[str, Any]) -> dict[str, Any]:
    """`mark` and `pause` for the next question, and whether this one found something new."""
    mark = _mark(request, context)
    before = request.GET.get("mark", "")
    has_changed = mark != before
    return {
        "mark": mark,
        "has_changed": has_changed,
        "pause": _pause(request, has_changed=has_changed),
    }


def _mark(request: HttpRequest, context: Mapping[str, Any]) -> str:
    """Of what the person sees, so that what they do not see does not wake them."""
    seen = render_to_string("citizen/case_progress.html", dict(context), request=request)
    status = context["status"]
    return hashlib.sha256("\n".join((status.zh, status.en, seen)).encode()).hexdigest()[:16]


def _pause(request: HttpRequest, *, has_changed: bool) -> int:
    said = request.GET.get("pause", "")
    if has_changed or not said.isdecimal():
        return FIRST
    return min(LONGEST, max(FIRST, int(said[:3]) * 2))
