"""Large print shows fewer things a page: what most can do without is behind a line to open."""

from __future__ import annotations

import pytest

from portal.accounts.models import User
from tests.windows import builders as b
from tests.windows.staff import citizen

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_large", [False, True])
def test_the_record_of_a_case_is_folded_in_large_print(town, is_large):
    case = b.accepted_case(town)
    client = citizen(case.applicant)
    User.objects.update(large_print=is_large)
    page = client.get(f"/cases/{case.number}/").content.decode()
    for words in ("发生了什么", "已发的文书"):
        fold = f'<details class="secondary"><summary>{words}</summary>'
        assert (fold in page) is is_large
    assert page.index('id="case-status"') < page.index("发生了什么")
    assert '<details class="secondary"><summary>进度' not in page
