"""Only for programs that the fault harness starts: the machine's clock, off by what a file says.

Python imports a module of this name at its start. The file holds one number, the seconds by which
the wall clock is wrong just now; whoever writes another makes every program jump at once, as a
step of the machine's own clock would. `time.monotonic()`, and with it every timeout, goes on as
it did.
"""

import os
import struct
import threading
import time
from pathlib import Path

LOOK_SECONDS = 0.05


class _Clock:
    def __init__(self, path):
        import time_machine

        self._file = Path(path).open("rb", buffering=0)  # noqa: SIM115 (open as long as we live)
        self._offset = self._read()
        self._traveller = time_machine.travel(time.time() + self._offset, tick=True).start()
        time.time()  # it begins to tick when it is first asked
        self.follow()
        # A fork has the parent's clock, but not the thread that follows the file.
        os.register_at_fork(after_in_child=self.follow)

    def follow(self):
        threading.Thread(target=self._follow, daemon=True, name="machine clock").start()

    def _follow(self):
        while True:
            offset = self._read()
            if offset != self._offset:
                self._traveller.shift(offset - self._offset)
                self._offset = offset
            time.sleep(LOOK_SECONDS)

    def _read(self):
        return struct.unpack("d", os.pread(self._file.fileno(), 8, 0))[0]


if os.environ.get("FAULTS_CLOCK"):
    _Clock(os.environ["FAULTS_CLOCK"])
