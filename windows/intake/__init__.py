"""Acceptance at the window or by the clockwork."""
