"""The trial's authority over HTTP, on loopback only."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from datasharing.timestamps.authority import Authority
from datasharing.timestamps.client import QUERY, REPLY

LOOPBACK = "127.0.0.1"
LARGEST_QUERY = 4096


class AuthorityServer(ThreadingHTTPServer):
    """Answers POSTs on any path. `is_silent` lets a test see what happens when it does not."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, authority: Authority, port: int = 0) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.authority = authority
        self.is_silent = False

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: AuthorityServer

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0") or 0)
        if self.server.is_silent:
            self.send_error(503)
            return
        if not 0 < length <= LARGEST_QUERY or self.headers.get("Content-Type") != QUERY:
            self.send_error(400)
            return
        answer = self.server.authority.answer(self.rfile.read(length))
        self.send_response(200)
        self.send_header("Content-Type", REPLY)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
        """One line a stamp is already in the ledger's seals."""
