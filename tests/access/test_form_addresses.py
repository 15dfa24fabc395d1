"""An address that only takes forms, opened like a page: whoever may send the form is led to the
page on which it stands, and strangers get there no further than on that page itself."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from tests.access.lines import Line, lines
from tests.access.routes import doors
from tests.access.scenes import ROLES, Scenes, changed, fingerprint

pytestmark = pytest.mark.django_db

OF_NO_PAGE = {"logout", "typed_forget", "uploads"}
"""Their forms stand on every page, or a script sends them: a page of its own says so."""
NAMES = {route: door.name for (_, route), door in doors().items()}
LOOKED_AT = {route for method, route in doors() if method == "GET"}
PUBLIC = {"/login/demo/", "/logout/"}
ONLY_FORMS = [
    line
    for line in lines()
    if line.method == "POST" and line.route not in LOOKED_AT and not line.is_api
]


def looked_at(line: Line) -> Line:
    return Line("GET", line.route, line.where, "", line.statuses)


def test_every_address_of_a_form_knows_its_page():
    names = {NAMES[line.route] for line in ONLY_FORMS}
    assert names - OF_NO_PAGE == set(settings.FORM_PAGES)
    assert names >= OF_NO_PAGE
    for page in {page for page, *_ in settings.FORM_PAGES.values()}:
        assert page in {NAMES[route] for route in LOOKED_AT}


def test_every_landing_page_is_there_for_its_role():
    for role, page in settings.LANDING_PAGES.items():
        (line,) = [line for line in lines() if line.route == reverse(page) and line.method == "GET"]
        assert line.statuses[role] == "200"


@pytest.mark.parametrize("line", ONLY_FORMS, ids=str)
def test_opened_like_a_page(line: Line, scenes: Scenes):
    before = fingerprint()
    for role in ROLES:
        response = looked_at(line).walk(scenes, role)
        end = followed(response, scenes, role)
        sent = line.statuses[role]
        if role == "anonymous" and line.route not in PUBLIC:
            assert end.request["PATH_INFO"] == reverse("login"), "Strangers log in first."
        elif sent == "403" and response.status_code != 302:
            assert response.status_code == 403
        elif NAMES[line.route] in OF_NO_PAGE:
            assert (response.status_code, "POST" in response["Allow"]) == (405, True)
            assert "这个地址只收表单，不能直接打开。" in response.content.decode()
        else:
            assert response.url != line.address(scenes)
            assert end.status_code == 200 or sent >= "400", (role, response.url)
            assert end.status_code != 200 or "刚才那个地址只收表单" in end.content.decode()
            assert end.status_code in (200, 403, 404)
    assert changed(before) == []


def followed(response: HttpResponse, scenes: Scenes, role: str) -> HttpResponse:
    """What this role sees in the end, with what the first answer gave it to remember."""
    if response.status_code != 302:
        return response
    client = scenes.client(role)
    client.cookies.update(response.cookies)
    return client.get(response.url, follow=True)
