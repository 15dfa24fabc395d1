"""What only says how a page is drawn is no answer to a question."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.windows.builders import Town

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("look", ["view=large", "view=normal", "print=large"])
def test_a_plan_in_large_print_is_the_plan(town: Town, look):
    answer = Client().get(f"/things/T1/plan/?who=me&{look}")
    assert answer.status_code == 200
    assert "citizen/plan.html" in [template.name for template in answer.templates]


def test_after_a_refused_form_the_language_leads_back_to_its_page(town: Town):
    """The address that took the form cannot be opened."""
    page = "http://testserver/login/?next=/my/cases/"
    answer = Client().post(
        "/login/", {"username": "nobody", "password": "x"}, headers={"referer": page}
    )
    assert 'name="next" value="/login/?next=/my/cases/"' in answer.content.decode()
