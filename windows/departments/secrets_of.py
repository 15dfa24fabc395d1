"""The secrets that are good for one system just now: one, or two while it is being changed."""

from __future__ import annotations

from datetime import datetime

from windows.departments.models import DepartmentSystem
from windows.departments.secret_box import unseal


def secrets_of(system: DepartmentSystem, *, now: datetime) -> list[str]:
    """The newest first. Raises SecretUnreadable."""
    boxes = [system.secret_box]
    if system.before_until is not None and now < system.before_until:
        boxes.append(system.secret_box_before)
    return [unseal(box) for box in boxes]
