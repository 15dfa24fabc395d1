"""Every act of the desk has its key, said in one table; no key means two things."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.actions import register_applicant
from portal.accounts.actor import SYSTEM
from portal.accounts.identity import credit_check_character
from portal.accounts.models import IdType, User
from tests.access.scenes import appoint
from tests.messages import CHECKOUT
from tests.windows import builders as b
from windows.cases import actions
from windows.desk.keys import ACTS, EVERYWHERE, SHEETS

pytestmark = pytest.mark.django_db

TEMPLATES = sorted((CHECKOUT / "templates/desk").glob("*.html"))
BROWSERS_OWN = {"F1", "F3", "F5", "F11", "F12"}


class Acts(HTMLParser):
    """What can be pressed on the page, with its act and key."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.bare: list[str] = []
        self.keys: list[tuple[str, str]] = []
        self.named: set[str] = set()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.depth += tag == "main"
        if not self.depth:
            return
        if act := given.get("data-act"):
            self.named.add(act)
        if key := given.get("data-key"):
            self.keys.append((key, given.get("data-act", "")))
        is_act = tag in ("button", "summary") or given.get("type") in ("file", "submit")
        is_act |= tag == "a" and "button" in (given.get("class") or "").split()
        if is_act and not act:
            self.bare.append(self.get_starttag_text() or tag)

    def handle_endtag(self, tag):
        self.depth -= tag == "main"


def acts_on(client: Client, address: str, **posted: str) -> Acts:
    answer = client.post(address, posted) if posted else client.get(address)
    assert answer.status_code in (200, 422), address
    found = Acts()
    found.feed(answer.content.decode())
    return found


@pytest.fixture
def clerk() -> Client:
    user = appoint("clerk", role="clerk", region_code="330100", centre_code="test-hall")
    client = Client()
    client.force_login(user)
    return client


def _pages(town: b.Town) -> tuple[str, list[str]]:
    """A pickup code, and every desk page that has an address, the case page at each stage."""
    first = "91330106MA2ABCD12"
    firm = register_applicant(
        name="甲公司",
        id_number=first + credit_check_character(first),
        id_type=IdType.CREDIT_CODE,
        actor=SYSTEM,
    )
    named = b.draft(town)
    who = {"name": town.seller.name, "id_number": town.seller.id_number}
    b.do(actions.name_party, named, role="seller", actor=town.me, **who)
    submitted = b.submitted_case(town)
    finished = b.finished_case(town)
    cases = [
        b.draft(town, channel="window"),
        named,
        b.complete_draft(town),
        submitted,
        b.case_under_correction(town),
        b.accepted_case(town),
        finished,
    ]
    contract = b.slot(submitted, "t_contract").pk
    return finished.pickup.code, [
        reverse("desk"),
        reverse("desk_keys"),
        reverse("desk_register"),
        reverse("desk_person", args=[town.buyer.pk]),
        reverse("desk_person", args=[firm.pk]),
        reverse("desk_begin", args=[town.buyer.pk, "T1"]),
        reverse("desk_receipt", args=[submitted.number]),
        f"{reverse('desk_receipt', args=[submitted.number])}?paper=slip",
        reverse("desk_pickup"),
        reverse("desk_original", args=[submitted.number, contract]),
        reverse("desk_camera", args=[cases[0].number, b.slot(cases[0], "t_contract").pk]),
        f"{reverse('desk_case', args=[submitted.number])}?look={contract}",
        *(reverse("desk_case", args=[case.number]) for case in cases),
    ]


def test_each_act_of_each_desk_page_has_a_key_of_its_own(town, clerk):
    code, addresses = _pages(town)
    pages = {address: acts_on(clerk, address) for address in addresses}
    pages["package"] = acts_on(clerk, reverse("desk_pickup"), code=code)
    pages["scanned"] = acts_on(clerk, reverse("desk_scan"), scan=town.buyer.name)
    for address, found in pages.items():
        assert found.bare == [], f"{address}: pressed, but no act of the table"
        twice = [key for key, n in Counter(key for key, _ in found.keys).items() if n > 1]
        assert twice == [], address
        lacking = found.named - {act for _, act in found.keys}
        assert lacking == set(), f"{address}: acts without a key"
        for key, act in found.keys:
            assert key in (ACTS[act].key, *"123456789"), address
            assert act != "choose" or key.isdigit()
    seen = set().union(*(found.named for found in pages.values()))
    assert {"accept", "submit", "good", "agree", "answer", "hand_over", "represent"} <= seen


def test_the_table_says_what_the_templates_use_and_nothing_else():
    used = {
        name
        for template in TEMPLATES
        for name in re.findall(r'{% key "(\w+)"', Path(template).read_text("utf-8"))
    }
    assert used == set(ACTS)
    assert len(ACTS) == sum(len(sheet.acts) for sheet in SHEETS)


def test_no_key_of_a_page_stands_for_two_acts_or_belongs_to_the_browser():
    for sheet in SHEETS:
        acts = sheet.acts if sheet is EVERYWHERE else (*EVERYWHERE.acts, *sheet.acts)
        keys = [act.key for act in acts]
        assert sorted(set(keys)) == sorted(keys), sheet.name
        assert set(keys).isdisjoint(BROWSERS_OWN)


def test_no_template_has_a_key_that_the_table_does_not_know():
    for template in TEMPLATES:
        text = Path(template).read_text("utf-8")
        assert "data-key=" not in text, template.name
        assert not re.search(r"<kbd[^>]*>\w", text), template.name


def test_the_list_shows_every_key(clerk, town):
    page = clerk.get(reverse("desk_keys")).content.decode()
    for act in ACTS.values():
        assert f"<kbd>{act.key}</kbd>" in page
        assert act.said.zh.replace("“", "“") in page


def test_single_characters_can_be_switched_off(clerk, town):
    case = b.submitted_case(town)
    address = reverse("desk_case", args=[case.number])
    before = {key for key, _ in acts_on(clerk, address).keys}
    assert {"F9", "P", "J"} <= before
    User.objects.filter(username="clerk").update(shortcuts_off=True)
    off = {key for key, _ in acts_on(clerk, address).keys}
    assert off == {key for key in before if len(key) > 1}
    assert ">P</kbd>" not in clerk.get(address).content.decode()


def test_a_key_that_opens_a_case_of_the_list_does_nothing_on_its_page(town, clerk):
    """Whoever presses it twice, also slowly, has only opened something."""
    opens = {"first_case": b.submitted_case(town), "first_draft": b.draft(town, channel="window")}
    on_the_list = acts_on(clerk, reverse("desk")).keys
    for act, case in opens.items():
        assert (ACTS[act].key, act) in on_the_list
        there = acts_on(clerk, reverse("desk_case", args=[case.number])).keys
        assert "F9" in dict(there) or "F7" in dict(there)
        assert ACTS[act].key not in dict(there)
