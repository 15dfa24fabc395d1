"""Large print shows fewer things a page: what most can do without is behind a line to open."""

from __future__ import annotations

import pytest

from portal.accounts.models import User
from tests.windows import builders as b
from tests.windows.staff import citizen

pytestmark = pytest.mark.django_db


def test_the_record_of_a_case_is_one_line_until_it_is_opened(town):
    case = b.accepted_case(town)
    page = citizen(case.applicant).get(f"/cases/{case.number}/").content.decode()
    for key in ("happened", "writs", "reads", "materials", "days"):
        assert f'<details class="sheet" id="{key}"><summary>' in page
    assert page.index('id="case-status"') < page.index('id="happened"')
    assert "<summary>进度" not in page


@pytest.mark.parametrize("is_large", [False, True])
def test_the_ways_on_from_a_plan_are_folded_together_in_large_print(town, is_large):
    case = b.accepted_case(town)
    client = citizen(case.applicant)
    User.objects.update(large_print=is_large)
    answers = "&".join(f"{name}={value}" for name, each in b.ANSWERS.items() for value in each)
    page = client.get(f"/things/T1/plan/?{answers}").content.decode()
    assert ('<details class="secondary">' in page.split("<footer")[0]) is is_large
    assert 'id="share"' in page
