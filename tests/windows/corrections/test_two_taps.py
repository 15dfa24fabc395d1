"""From the notice to the answer: one tap opens the page to put it right, one sends it back."""

from __future__ import annotations

import html
import re

import pytest

from portal.outbox.drain import drain
from tests.windows import builders as b
from tests.windows.corrections.desks import states, told
from tests.windows.staff import citizen

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(town):
    return citizen(town.buyer)


def test_two_taps_put_it_right(town, case, me):
    told(town, case)
    drain()
    contract = b.slot(case, "n_contract")
    notices = me.get("/my/notices/").content.decode()
    (way,) = re.findall(r'href="(/cases/[^"]*correction/)"', notices)

    taps = 1
    page = me.get(way).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert f'type="file" name="file-{contract.pk}"' in page
    assert 'name="price"' in page

    taps += 1
    answer = me.post(way, {"price": "1700000", f"file-{contract.pk}": b.pdf("新.pdf")}, follow=True)
    assert answer.redirect_chain == [(f"/cases/{case.number}/", 302)]
    assert states(case)["N1-A"] == "in_review"
    contract.refresh_from_db()
    assert (contract.document.filename, contract.state) == ("新.pdf", "provided")
    assert taps == 2


def test_a_refused_file_keeps_what_was_typed_and_says_why(town, case, me):
    told(town, case)
    contract = b.slot(case, "n_contract")
    before = contract.document_id
    bad = b.pdf("坏.pdf")
    bad.file.seek(0)
    bad.file.write(b"MZ not a PDF")
    bad.file.seek(0)
    address = f"/cases/{case.number}/correction/"
    answer = me.post(address, {"price": "1700000", f"file-{contract.pk}": bad})
    assert answer.status_code in (415, 422)
    assert 'role="alert"' in html.unescape(answer.content.decode())
    contract.refresh_from_db()
    case.refresh_from_db()
    assert contract.document_id == before
    assert case.form["price"] == "1700000"
    assert states(case)["N1-A"] == "stopped"


def test_a_file_beside_what_nobody_asked_is_not_taken(town, case, me):
    told(town, case)
    plan = b.slot(case, "n_plan")
    before = plan.document_id
    me.post(f"/cases/{case.number}/correction/", {f"file-{plan.pk}": b.pdf(), "later": "1"})
    plan.refresh_from_db()
    assert plan.document_id == before
