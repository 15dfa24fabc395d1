"""A server that can stop in the middle and start again on the same port, as real ones do."""

from __future__ import annotations

import socket
import threading
from http.server import ThreadingHTTPServer

LONGEST_SECONDS = 600.0


class Door(ThreadingHTTPServer):
    """While it is stopped nobody listens: connections are refused, and those that stood are cut."""

    def __init__(self, *args: object, **more: object) -> None:
        self._lock = threading.Lock()
        self._is_over = threading.Event()
        self._is_shut = False
        self._left: int | None = None
        self._seconds = 0.0
        super().__init__(*args, **more)  # type: ignore[arg-type]  # the base's own signature

    def shut_after(self, answers: int, *, seconds: float) -> None:
        """Stop at the first question after so many answers, for so long. Once."""
        if answers < 0 or not 0 < seconds <= LONGEST_SECONDS:
            raise ValueError(f"answers from 0, seconds up to {LONGEST_SECONDS:.0f}")
        with self._lock:
            self._left, self._seconds = answers, seconds

    def lets_through(self, path: str) -> bool:
        """False when the question comes to a closed door, or closes it."""
        if path.startswith("/_"):
            return True
        with self._lock:
            if self._is_shut:
                return False
            if self._left is None:
                return True
            if self._left > 0:
                self._left -= 1
                return True
            self._left, self._is_shut = None, True
        threading.Thread(target=super().shutdown, daemon=True).start()
        return False

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        """Until it is shut down for good."""
        while True:
            super().serve_forever(poll_interval)
            if self._is_over.is_set() or not self._is_shut:
                return
            self.socket.close()
            if self._is_over.wait(self._seconds):
                return
            self.socket = socket.socket(self.address_family, self.socket_type)
            self.server_bind()
            self.server_activate()
            with self._lock:
                self._is_shut = False

    def shutdown(self) -> None:
        self._is_over.set()
        super().shutdown()
