"""The operators' admin is Django's; with what we add to it, its pages pass the rules of ours."""

from __future__ import annotations

import pytest

from portal.accounts.models import User
from services.models import Matter
from tests.pages import looking


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_admin_breaks_a_rule(somebody, scheme):
    me = somebody("admin")
    me.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    user, matter = User.objects.earliest("pk").pk, Matter.objects.earliest("pk").pk
    faults = {}
    for path in (
        "",
        "password_change/",
        "accounts/user/",
        "accounts/user/?is_active__exact=1",
        "accounts/user/add/",
        f"accounts/user/{user}/change/",
        f"accounts/user/{user}/history/",
        f"accounts/user/{user}/delete/",
        "services/matter/",
        "services/matter/?p=2",
        f"services/matter/{matter}/change/",
    ):
        me.page.goto(f"{me.site}/admin/{path}")
        assert me.page.url == f"{me.site}/admin/{path}"
        if found := looking.violations(me.page, looking.EVERYTHING):
            faults[path] = found
    assert faults == {}
