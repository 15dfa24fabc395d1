"""Sources of our own on loopback: HTTP with any answer, a view, a folder, an SFTP server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from datasharing.connections.limits import Limits
from datasharing.connections.mapping import translation_of
from datasharing.connectors.base import Question

PERSON = "330106198805120021"


def question(address: str, *, mapping: dict | None = None, **more) -> Question:
    given = {
        "resource": "DS13",
        "address": address,
        "keys": {"id_number": PERSON},
        "fields": ("address", "area"),
        "case_number": "330106-20261122-000001",
        "purpose": "核对房屋权属",
        "asker": "自然资源和规划局",
        "reference": "2b8e/1",
        "limits": Limits(connect_seconds=1, read_seconds=1, longest_seconds=2),
        "translation": translation_of(mapping or {}),
    }
    return Question(**(given | more))


@dataclass
class Source:
    """Says what it is told to say, and remembers what it was asked."""

    url: str = ""
    body: bytes = b"{}"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def source() -> Iterator[Source]:
    told = Source()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.asked.append((self.path, dict(self.headers), body))
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(told.body)))
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield told
    server.shutdown()
    thread.join()
    server.server_close()
