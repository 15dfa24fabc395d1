"""The lines of matrix.csv and how one is walked.

Columns: method, route (as in the resolver), where (`case=` a stage of `scenes`, `slot=` a material,
`matter=`, or any place of the route), body (`name=value&…`, JSON for the API, of a GET the query;
`<places>` are filled from the scene, `@pdf` is a file), and the status that each role gets.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl

from django.http import HttpResponse

from tests.access.routes import MODEL_PAGE
from tests.access.scenes import ROLES, Scenes
from tests.windows.builders import pdf

FILE = Path(__file__).with_name("matrix.csv")
PLACE = re.compile(r"<(?:[a-z]+:)?([a-z_]+)>")
BY_MODEL = "*"
"""Told model by model in test_admin_pages.py."""


@dataclass(frozen=True)
class Line:
    method: str
    route: str
    where: str
    body: str
    statuses: dict[str, str]

    def __str__(self) -> str:
        return " ".join(part for part in (self.method, self.route, self.where) if part)

    @property
    def is_api(self) -> bool:
        return self.route.startswith("/api/")

    @property
    def is_by_model(self) -> bool:
        return bool(MODEL_PAGE.match(self.route)) or self.route.startswith("/admin/<app>/<model>/")

    def address(self, scenes: Scenes) -> str:
        values = self._values(scenes)
        return PLACE.sub(lambda place: str(values[place[1]]), self.route)

    def sent(self, scenes: Scenes) -> str:
        """The body or query with its places filled."""
        values = self._values(scenes)
        return PLACE.sub(lambda place: str(values[place[1]]), self.body)

    def data(self, scenes: Scenes) -> dict[str, object]:
        pairs = parse_qsl(self.sent(scenes), keep_blank_values=True)
        return {name: pdf() if value == "@pdf" else value for name, value in pairs}

    def _values(self, scenes: Scenes) -> dict[str, object]:
        return _values(scenes, self.where)

    def walk(
        self, scenes: Scenes, role: str, *, check_csrf: bool = False, **more: str
    ) -> HttpResponse:
        """This role opens this door, with a browser of its own."""
        browser = {"raise_request_exception": False, "enforce_csrf_checks": check_csrf}
        client = scenes.client(role, **browser)
        address = self.address(scenes)
        headers = scenes.call(role, address) | more
        how: dict[str, object] = {"headers": headers, "REMOTE_ADDR": _origin(self)}
        if self.is_api and self.method != "GET":
            headers["idempotency-key"] = "a-key-of-this-call"
            body = self.sent(scenes)
            response = client.generic(
                self.method, address, body, content_type="application/json", **how
            )
        else:
            response = getattr(client, self.method.lower())(address, self.data(scenes), **how)
        if response.streaming:
            b"".join(response)  # a file is open until it is read
        return response


@lru_cache(maxsize=1)
def _values(scenes: Scenes, words: str) -> dict[str, object]:
    where = dict(pair.split("=", 1) for pair in words.split())
    values = scenes.values(where)
    return where | values | {name: values[of] for name, of in where.items() if of in values}


def _origin(line: Line) -> str:
    """Each line calls from a place of its own, so that limits by address do not mix lines up."""
    number = sum(map(ord, str(line))) % 60000
    return f"10.1.{number // 250}.{number % 250}"


def lines() -> list[Line]:
    return list(_read())


def _read() -> Iterator[Line]:
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            statuses = {role: row[role] for role in ROLES}
            yield Line(row["method"], row["route"], row["where"], row["body"], statuses)


def pages() -> list[Line]:
    """Lines of the portal's own pages and answers, without those told model by model."""
    return [line for line in lines() if not line.is_by_model]
