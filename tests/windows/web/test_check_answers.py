"""The page to check: every line leads to where it is changed, and from there back."""

from __future__ import annotations

import html
import re

import pytest

from tests.windows import builders as b
from tests.windows.staff import citizen
from windows.cases.plans import plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town):
    return b.complete_draft(town)


@pytest.fixture
def me(case):
    return citizen(case.applicant)


def page(me, address: str) -> str:
    return html.unescape(me.get(address).content.decode())


def test_every_answer_leads_to_where_it_is_changed(case, me):
    found = page(me, f"/cases/{case.number}/check/")
    for field in plan_of(case).fields:
        assert f'href="/cases/{case.number}/form/?to=check#field-{field.element}"' in found
    code = case.life_event_edition.life_event.code
    for question in case.answers:
        ways = re.findall(rf'href="(/things/{code}/questions/\?[^"]*again={question})"', found)
        assert len(ways) == 1
        assert me.get(ways[0]).status_code == 200
        for other, values in case.answers.items():
            assert all(f"{other}={value}" in ways[0] for value in values)
    uploaded = case.slots.filter(state="provided", party_role="applicant")
    assert uploaded
    for slot in uploaded:
        assert f'href="/cases/{case.number}/materials/{slot.pk}/upload/?to=check"' in found


def test_saving_a_field_leads_back(case, me):
    address = f"/cases/{case.number}/form/"
    assert '<input type="hidden" name="to" value="check">' in page(me, f"{address}?to=check")
    assert 'name="to"' not in page(me, address)
    answer = me.post(address, {**case.form, "to": "check"})
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.number}/check/")
    element = plan_of(case).fields[0].element
    wrong = me.post(address, {**case.form, element: "", "to": "check"})
    assert wrong.status_code == 422
    assert 'name="to" value="check"' in wrong.content.decode()


def test_another_paper_leads_back(case, me):
    slot = case.slots.filter(state="provided", party_role="applicant").first()
    address = f"/cases/{case.number}/materials/{slot.pk}/upload/?to=check"
    answer = me.post(address, {"file": b.pdf()})
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.number}/check/")


def test_a_draft_says_how_much_is_left_and_goes_on_there(town, case, me):
    found = page(me, "/my/cases/")
    assert "填好了，还没有提交" in found
    assert f'href="/cases/{case.number}/check/">接着办' in found
    first, second = plan_of(case).fields[:2]
    case.form = {name: value for name, value in case.form.items() if name != first.element}
    case.save(update_fields=["form"])
    found = page(me, "/my/cases/")
    assert "还差 1 项" in found
    assert f'href="/cases/{case.number}/form/#field-{first.element}">接着办' in found
    del case.form[second.element]
    case.save(update_fields=["form"])
    assert "还差 2 项" in page(me, "/my/cases/")


def test_what_is_under_way_is_not_counted(town):
    case = b.accepted_case(town)
    found = page(citizen(case.applicant), "/my/cases/")
    assert "还差" not in found
    assert "接着办" not in found
