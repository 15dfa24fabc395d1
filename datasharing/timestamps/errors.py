"""Why a time stamp is not believed."""

from __future__ import annotations


class TimestampRefused(Exception):
    """No answer, or one that must not be believed. Says which, for the operators."""
