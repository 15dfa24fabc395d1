from __future__ import annotations

import subprocess
import sys


def test_planning_needs_neither_django_nor_a_database():
    code = "import sys, windows.planning; print([m for m in sys.modules if 'django' in m])"

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert printed.stdout.strip() == b"[]"
