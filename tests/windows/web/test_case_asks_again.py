"""A case page asks whether something has changed: ever less, and no more when nothing can."""

from __future__ import annotations

import re

import pytest

from tests.windows import builders as b
from tests.windows.staff import citizen

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true"}


def poll(page: str) -> tuple[str, int] | None:
    """Where it asks next and after how many seconds."""
    found = re.search(r'id="case-poll" hx-get="([^"]+)" hx-trigger="load delay:(\d+)s"', page)
    return (found[1].replace("&amp;", "&"), int(found[2])) if found else None


def test_the_pause_grows_while_nothing_changes(town):
    case = b.accepted_case(town)
    client = citizen(case.applicant)
    page = client.get(f"/cases/{case.number}/").content.decode()
    assert '<div id="case-status" role="status" aria-live="polite">' in page
    assert page.count("aria-live") == page.count('aria-live="polite"')
    pauses = []
    for _round in range(6):
        address, pause = poll(page)
        pauses.append(pause)
        page = client.get(address, headers=FRAGMENT).content.decode()
        assert "case-now" not in page, "Nothing is put in the place of the same."
    assert pauses == [5, 10, 20, 40, 60, 60]


def test_what_changed_is_brought_and_the_rhythm_begins_anew(town):
    case = b.accepted_case(town)
    client = citizen(case.applicant)
    address, _pause = poll(client.get(f"/cases/{case.number}/").content.decode())
    quiet = client.get(address, headers=FRAGMENT).content.decode()
    b.grant(town, case, "T1-A")
    answer = client.get(poll(quiet)[0], headers=FRAGMENT).content.decode()
    assert '<div id="case-status" hx-swap-oob="innerHTML">' in answer
    assert '<div id="case-now" hx-swap-oob="innerHTML">' in answer
    assert "✓ 办好" in answer
    assert poll(answer)[1] == 5
    assert "<html" not in answer


def test_it_stops_when_nothing_can_change(town):
    case = b.accepted_case(town)
    client = citizen(case.applicant)
    address, _pause = poll(client.get(f"/cases/{case.number}/").content.decode())
    case = b.collected_case(town)
    client = citizen(case.applicant) if case.applicant.user is None else client
    assert poll(client.get(f"/cases/{case.number}/").content.decode()) is None
    last = address.split("?")[1]
    answer = client.get(f"/cases/{case.number}/?{last}", headers=FRAGMENT).content.decode()
    assert poll(answer) is None
    assert 'hx-swap-oob="innerHTML"' in answer


@pytest.mark.parametrize("pause", ["", "x", "-1", "0", "99999999"])
def test_no_pause_can_be_wished_for(town, pause):
    case = b.accepted_case(town)
    client = citizen(case.applicant)
    mark = poll(client.get(f"/cases/{case.number}/").content.decode())[0].split("mark=")[1][:16]
    address = f"/cases/{case.number}/?mark={mark}&pause={pause}"
    answer = client.get(address, headers=FRAGMENT).content.decode()
    assert 5 <= poll(answer)[1] <= 60
