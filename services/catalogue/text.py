"""The catalogue's sentences are the portal's: one class for both, so that they compare equal."""

from __future__ import annotations

from portal.text import Text

__all__ = ["Text"]
