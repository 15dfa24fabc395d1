"""What each register of the sandbox says about one key. Pure: computed from the population, never
stored.
"""

from __future__ import annotations

from datasharing.sandbox.registers.desk import (
    FIRM_REGISTERS,
    REGISTERS,
    Found,
    knows,
    look_up,
)

__all__ = ["FIRM_REGISTERS", "REGISTERS", "Found", "knows", "look_up"]
