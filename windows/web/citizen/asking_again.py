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
    """`mark` and `pause` for the next question, whether this one found something new, and the
    `progress` as it was drawn for the mark.
    """
    progress = render_to_string("citizen/case_progress.html", dict(context), request=request)
    mark = _mark(context, progress)
    before = request.GET.get("mark", "")
    has_changed = mark != before
    return {
        "progress": progress,
        "mark": mark,
        "has_changed": has_changed,
        "pause": _pause(request, has_changed=has_changed),
    }


def _mark(context: Mapping[str, Any], progress: str) -> str:
    """Of what the person sees, so that what they do not see does not wake them."""
    status = context["status"]
    return hashlib.sha256("\n".join((status.zh, status.en, progress)).encode()).hexdigest()[:16]


def _pause(request: HttpRequest, *, has_changed: bool) -> int:
    said = request.GET.get("pause", "")
    if has_changed or not said.isdecimal():
        return FIRST
    return min(LONGEST, max(FIRST, int(said[:3]) * 2))
