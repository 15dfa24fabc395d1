"""A person with an account and a telephone, and a gateway on loopback that says what it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from portal.accounts.actor import Actor, actor_of
from portal.accounts.models import User
from tests.windows import builders as b
from windows.letters.contacts import ask_for_code, confirm
from windows.letters.models import Contact

PLACE = "windows.letters.transports"
PHONE, EMAIL = "13812345678", "wang@example.cn"
ADDRESSES = {"sms": PHONE, "email": EMAIL}


@pytest.fixture
def posted(settings, tmp_path) -> Posted:
    """Letters are files."""
    settings.LETTER_TRANSPORTS = dict.fromkeys(ADDRESSES, f"{PLACE}.file.FileTransport")
    settings.LETTER_FOLDER = tmp_path / "letters"
    settings.PORTAL_ADDRESS = "https://portal.example"
    return Posted(settings.LETTER_FOLDER)


@dataclass
class Posted:
    folder: Path

    def all(self) -> list[dict[str, str]]:
        files = sorted(self.folder.glob("*.json"), key=lambda each: each.stat().st_mtime_ns)
        return [json.loads(file.read_text("utf-8")) for file in files]

    def last(self) -> dict[str, str]:
        return self.all()[-1]


@pytest.fixture
def me(town) -> User:
    user = User.objects.create_user("buyer", display_name=town.buyer.name)
    town.buyer.user = user
    town.buyer.save(update_fields=["user"])
    return user


def acting(user: User) -> Actor:
    return actor_of(User.objects.get(pk=user.pk))


def confirmed(user: User, way: str = "sms", address: str = "") -> Contact:
    """Through the real acts: the code is read from the letter that carries it."""
    from portal.outbox.drain import drain
    from windows.letters import codes

    made: list[str] = []
    real = codes.new_code

    def known() -> str:
        made.append(real())
        return made[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("windows.letters.sending.new_code", known)
        typed = address or ADDRESSES[way]
        b.do(ask_for_code, user, way=way, typed=typed, actor=acting(user))
        drain()
    assert b.do(confirm, user, way=way, code=made[-1], actor=acting(user)) is None
    return Contact.objects.get(user=user, way=way)


@dataclass
class Gateway:
    """Says what it is told to say, and remembers what it was asked."""

    url: str = ""
    status: int = 200
    body: bytes = b'{"id": "G-1"}'
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def texts(self) -> list[dict[str, str]]:
        return [json.loads(body) for _path, _headers, body in self.asked]


@pytest.fixture
def gateway(settings) -> Iterator[Gateway]:
    told = Gateway()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

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
    told.url = f"http://127.0.0.1:{server.server_address[1]}/sms?account=7"
    settings.LETTER_TRANSPORTS = {"sms": f"{PLACE}.http_sms.HttpSmsTransport"}
    settings.SMS_GATEWAY_URL = told.url
    settings.SMS_GATEWAY_KEY = "city:a-shared-secret"
    settings.SMS_GATEWAY_TOKEN = ""
    settings.PORTAL_ADDRESS = "https://portal.example"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield told
    server.shutdown()
    thread.join()
    server.server_close()
