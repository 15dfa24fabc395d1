"""Stopping, resuming, extending, and what silence brings: the only writers of a clock."""

from __future__ import annotations

from windows.deadlines.actions.extend import answer_extension, ask_extension
from windows.deadlines.actions.renew import renew_by_silence
from windows.deadlines.actions.stop import resume_clock, stop_clock

__all__ = ["answer_extension", "ask_extension", "renew_by_silence", "resume_clock", "stop_clock"]
