"""The way on top where the reader stands is the present one, and the only one."""

from __future__ import annotations

import re

import pytest

from portal.accounts.roles import Role
from tests.windows.staff import post

pytestmark = pytest.mark.django_db
CURRENT = re.compile(r'<a href="([^"]+)" aria-current="(page|true)"')


@pytest.mark.parametrize(
    ("role", "page", "current"),
    [
        (Role.CLERK, "/desk/", ("/desk/", "page")),
        (Role.CLERK, "/desk/keys/", ("/desk/", "true")),
        (Role.CLERK, "/desk/pickup/", ("/desk/pickup/", "page")),
        (Role.SUPERVISOR, "/data/disputes/", ("/data/disputes/", "page")),
        (Role.SUPERVISOR, "/supervision/days/", ("/supervision/", "true")),
    ],
)
def test_one_way_is_the_present_one(town, role, page, current):
    client, _ = post("小周", role)
    shown = client.get(page).content.decode()
    header = shown[shown.index("<header") : shown.index("</header>")]
    assert CURRENT.findall(header) == [current]
