"""Setting the clock of every program of the harness at once (see clock/sitecustomize.py)."""

from __future__ import annotations

import os
import struct
from pathlib import Path

FOLDER = Path(__file__).with_name("clock")


class MachineClock:
    """`offset` is how many seconds the programs' wall clock is ahead of the real one."""

    def __init__(self, path: Path) -> None:
        self.path, self.offset, self.furthest = path, 0.0, 0.0
        path.write_bytes(struct.pack("d", 0.0))

    def set(self, offset: float) -> float:
        """Returns by how much it jumped."""
        jumped = offset - self.offset
        with self.path.open("r+b", buffering=0) as file:
            os.pwrite(file.fileno(), struct.pack("d", offset), 0)
        self.offset = offset
        self.furthest = max(self.furthest, offset)
        return jumped

    def environment(self) -> dict[str, str]:
        return {"FAULTS_CLOCK": str(self.path), "PYTHONPATH": str(FOLDER)}
