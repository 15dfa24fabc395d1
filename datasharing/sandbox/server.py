"""The sandbox registry over HTTP, on loopback only, and only for people who do not exist.

POST /DS07       {"keys": {...}, "fields": [...], ...} → {"found", "about", "records"}
POST /soap/DS07  the same question and answer as SOAP-like XML (docs/interfaces.md)
GET  /_people    who has a record: /_people?fits=DS05,DS17&limit=5; firms where only they can
POST /_control   {"down": ["DS07"], "slow_ms": 300, "wrong_person": ["DS13"]}; {} puts all right
POST /_door      {"answers": 2, "seconds": 12}: after so many answers it stops for a while
GET  /_log       what was asked, oldest first: the registry's own record, to compare with ours
"""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from datasharing.sandbox import soap
from datasharing.sandbox.door import Door
from datasharing.sandbox.fitting import people_who_fit
from datasharing.sandbox.mood import Mood, NoSuchRegister, RegisterDown

LOOPBACK = "127.0.0.1"
LARGEST = 100_000
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)
JSON, XML = "application/json; charset=utf-8", "text/xml; charset=utf-8"


class SandboxRegistry(Door):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, port: int = 0) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.mood = Mood()

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: SandboxRegistry
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else a kept connection waits 40 ms between head and body
    timeout = 30

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if asked.path == "/_people":
            self._people(parse_qs(asked.query))
        elif asked.path == "/_log":
            mood = self.server.mood
            with mood.lock:
                self._json(200, {"asked": list(mood.log), "busiest": mood.busiest})
        else:
            self._json(404, {"error": "ask POST /DS07, GET /_people, GET /_log"})

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length", "0")), LARGEST)
        body, path = self.rfile.read(length), self.path.strip("/")
        if not self.server.lets_through(self.path):
            self.close_connection = True  # a program that is gone says nothing
            return
        if path.startswith("soap/"):
            self._soap(path.removeprefix("soap/"), body)
            return
        try:
            wish = json.loads(body or b"{}")
            if path == "_door":
                self.server.shut_after(int(wish["answers"]), seconds=float(wish["seconds"]))
                self._json(200, {"ok": True})
            elif path == "_control":
                self.server.mood.control(wish)
                self._json(200, {"ok": True})
            else:
                self._json(200, self._asked(path, wish))
        except RegisterDown:
            self._json(503, {"error": "down"})
        except NoSuchRegister:
            self._json(404, {"error": "no such register"})
        except UNREADABLE as error:
            self._json(400, {"error": f"{type(error).__name__}: {error}"})

    def _asked(self, code: str, question: dict[str, Any], face: str = "json") -> dict[str, Any]:
        reference = self.headers.get("X-Reference", "")
        return self.server.mood.answer(code, question, reference=reference, face=face)

    def _soap(self, code: str, body: bytes) -> None:
        """SOAP 1.1 over HTTP: every fault is a 500, whoever is at fault."""
        try:
            told = self._asked(code, soap.read_question(body), "soap")
        except RegisterDown:
            self._send(503, XML, soap.write_fault("Server", "down"))
        except NoSuchRegister:
            self._send(500, XML, soap.write_fault("Client", "no such register"))
        except UNREADABLE as error:
            said = f"{type(error).__name__}: {error}"
            self._send(500, XML, soap.write_fault("Client", said))
        else:
            self._send(200, XML, soap.write_answer(told))

    def _people(self, wanted: dict[str, list[str]]) -> None:
        try:
            codes = [code for text in wanted.get("fits", []) for code in text.split(",") if code]
            found = people_who_fit(codes, limit=int(wanted.get("limit", ["20"])[0]))
        except UNREADABLE as error:
            self._json(400, {"error": f"{type(error).__name__}: {error}"})
        else:
            self._json(200, {"people": found})

    def _json(self, status: int, body: dict[str, Any]) -> None:
        self._send(status, JSON, json.dumps(body, ensure_ascii=False).encode())

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's own name)
        """Silent: questions carry identity numbers, and logs must not."""
