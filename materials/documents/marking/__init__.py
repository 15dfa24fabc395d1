"""Copies for staff: marked all over with who looks at them, when, and for which case."""
