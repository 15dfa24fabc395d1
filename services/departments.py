"""Departments by their code, for whoever keeps only the code."""

from __future__ import annotations

from services.models import Department


def department_name(code: str) -> str:
    """The name that people know it by; "" for no code and for one that nobody has."""
    found = Department.objects.filter(code=code).first() if code else None
    return found.name if found else ""
