"""Route × role: who gets in where, walked in full over every door that the resolver knows."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from tests.access.lines import BY_MODEL, Line, lines, pages
from tests.access.routes import doors
from tests.access.scenes import ROLES, Scenes, changed, fingerprint, taken_back

pytestmark = pytest.mark.django_db

PUBLIC = {
    # What anybody may read before they have an account, and how they get one.
    "/",
    "/things/",
    "/things/<slug:code>/",
    "/things/go/<slug:kind>/<slug:code>/",
    "/things/<slug:code>/questions/",
    "/things/<slug:code>/plan/",
    "/matters/<slug:code>/",
    "/login/",
    "/login/demo/",
    "/logout/",
    "/register/",
    "/i18n/setlang/",
    # How pages look, and what they are made of.
    "/look/",
    "/design/",
    # Whoever is shown a licence may check it.
    "/licences/verify/",
    "/licences/verify/<str:token>/",
    # What was changed in the catalogue, and why.
    "/changes/",
    # The published catalogue.
    "/open-data/",
    "/open-data/<str:name>",
    # Which data runs between departments.
    "/data/open/",
    "/api/v1/data/resources/",
    "/api/v1/data/resources/<slug:resource>/",
    # The same for programs.
    "/api/v1/token/",
    "/api/v1/things/",
    "/api/v1/things/<slug:code>/",
    "/api/v1/things/<slug:code>/plan/",
    "/api/schema/",
    "/api/docs/",
    # For the load balancer.
    "/healthz",
    "/readyz",
    # The door of the admin itself.
    "/admin/login/",
    "/admin/logout/",
}
RECORDED_READS = {
    "/documents/<uuid:document_id>/",
    "/api/v1/documents/<uuid:document_id>/",
}
"""Reading these is an act: it writes who looked."""
RECORDED_REFUSALS = {"/api/v1/callbacks/": ["windows_callback"]}
"""Whoever knocks here without a right signature is written down."""


def is_refused(status: str, response) -> bool:
    """An error, or being sent to log in first."""
    return status >= "400" or is_sent_to_login(response)


def is_sent_to_login(response) -> bool:
    doors_to_login = (reverse("login"), reverse("admin:login"))
    return response.status_code == 302 and urlsplit(response.url).path in doors_to_login


def test_every_door_has_a_line():
    known = {(line.method, line.route) for line in lines()}
    unknown = [door for door in doors() if door not in known]
    text = io.StringIO()
    guess = {"anonymous": "401" if "/api/" in str(unknown) else "302", "stranger": "404"}
    rows = [[*door, "", "", *(guess.get(role, "403") for role in ROLES)] for door in unknown]
    csv.writer(text, lineterminator="\n").writerows(rows)
    assert not unknown, f"Put these lines into matrix.csv and make them true:\n{text.getvalue()}"


def test_every_line_has_a_door():
    known = doors()
    gone = [str(line) for line in lines() if (line.method, line.route) not in known]
    assert not gone, f"Take these lines out of matrix.csv, or bring the doors back: {gone}"


def test_no_line_stands_twice():
    names = [str(line) + line.body for line in lines()]
    assert sorted(names) == sorted(set(names))


def test_every_door_needs_a_login_unless_listed():
    """Read from the lines, which `test_line` proves."""
    open_doors = {line.route for line in lines() if line.statuses["anonymous"] not in _LOGIN}
    closed = {
        line.route
        for line in lines()
        if line.statuses["anonymous"] in _LOGIN and line.route not in PUBLIC
    }
    assert open_doors <= PUBLIC
    assert closed & PUBLIC == set()
    assert {line.route for line in lines()} >= PUBLIC


_LOGIN = ("302", "401")


@pytest.mark.parametrize("line", pages(), ids=str)
def test_line(line: Line, scenes: Scenes):
    before = fingerprint()
    statuses = {}
    touched = {}
    for role in ROLES:
        with taken_back():
            response = line.walk(scenes, role)
            status = statuses[role] = str(response.status_code)
            no_act = line.method == "GET" and line.route not in RECORDED_READS
            if is_refused(status, response) or no_act:
                tables = changed(before)
                if tables != RECORDED_REFUSALS.get(line.route, []):
                    touched[role] = tables
            if role == "anonymous" and line.route not in PUBLIC:
                assert line.is_api or is_sent_to_login(response)
    assert statuses == line.statuses
    assert touched == {}, "A refused call, or one that only looks, has changed something."


NO_COOKIE = {"/api/v1/token/"}
"""Who calls these brings name and password in the body; a cookie opens nothing."""
WRITING = [line for line in pages() if line.method != "GET" and line.route not in NO_COOKIE]


@pytest.mark.parametrize("line", WRITING, ids=str)
def test_a_form_of_somebody_elses_site_is_refused(line: Line, scenes: Scenes):
    """Cross-site requests: the browser's cookie alone is no sign that the person wants it."""
    writers = ("owner", "party", "clerk", "officer", "supervisor", "admin")
    role = next((role for role in writers if line.statuses[role] < "400"), "")
    if not role:
        pytest.skip("Nobody with a browser may do this.")
    before = fingerprint()
    with taken_back():
        response = line.walk(scenes, role, check_csrf=True)
        assert response.status_code == 403
        assert changed(before) == []


SHOWN = [
    line
    for line in pages()
    if line.method == "GET"
    and not line.route.startswith("/admin/")
    and "200" in line.statuses.values()
]


@pytest.mark.parametrize("line", SHOWN, ids=str)
def test_other_methods_are_refused(line: Line, scenes: Scenes):
    """A page that says which methods it takes, takes no others."""
    allowed = {method for method, route in doors() if route == line.route} | {"GET"}
    role = next(role for role in ROLES if line.statuses[role] == "200")
    before = fingerprint()
    for method in {"POST", "PUT", "PATCH", "DELETE"} - allowed:
        other = Line(method, line.route, line.where, "", line.statuses)
        with taken_back():
            assert other.walk(scenes, role).status_code == 405
            assert changed(before) == []


def test_model_pages_are_told_by_model():
    assert {line.statuses["admin"] for line in lines() if line.is_by_model} == {BY_MODEL}
