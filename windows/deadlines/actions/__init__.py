"""Stopping, resuming and extending: the only writers of a clock."""

from __future__ import annotations

from windows.deadlines.actions.extend import answer_extension, ask_extension
from windows.deadlines.actions.stop import resume_clock, stop_clock

__all__ = ["answer_extension", "ask_extension", "resume_clock", "stop_clock"]
