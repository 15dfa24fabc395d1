"""How many fields are typed for a home, a birth and a restaurant when the registers answer: at most
five each, in the situation that asks the most.

Everything goes the real way: catalogue as shipped, consents, reads over HTTP by the real worker.
"""

from __future__ import annotations

import pytest

from datasharing.sandbox.population import population
from portal.accounts.actor import actor_of
from portal.accounts.models import Applicant, User
from portal.accounts.queries import acting_for
from services.queries import life_event_edition
from tests.journeys import deciding
from windows.cases import actions
from windows.cases.by_hand import ByHand, by_hand
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.cases.prefilling import known_for
from windows.cases.readings import readings_of
from windows.cases.sharing import sharing_progress
from windows.demo.load import load_demo

HOME = {
    "mortgage": ("yes",),
    "pay": ("bank",),
    "only": ("yes",),
    "limit": ("yes",),
    "agent": ("yes",),
    "utility": ("water", "power", "gas", "tv"),
    "fund": ("yes",),
}
BIRTH = {
    "settle": ("mother",),
    "nation": ("differ",),
    "married": ("yes",),
    "maternity": ("medical", "allowance"),
    "guide": ("yes",),
}
RESTAURANT = {
    "licence": ("yes",),
    "scale": ("normal",),
    "fire": ("yes",),
    "firemode": ("normal",),
    "sign": ("yes",),
    "drain": ("yes",),
    "eia": ("yes",),
}
AT_MOST = 5


def agreed(code: str, username: str, answers: dict[str, tuple[str, ...]], **others: str) -> Case:
    """The draft of this person, everybody named and agreed to every read, and all answered."""
    edition = life_event_edition(code)
    user = User.objects.get(username=username)
    actor = actor_of(user)
    applicant = acting_for(actor, audience=edition.audience)[0]
    case = actions.start_draft(
        edition, answers=answers, applicant=applicant, channel="online", actor=actor
    )
    for role, other in others.items():
        named = population().by_username[other]
        actions.name_party(
            case, role=role, name=named.name, id_number=named.id_number, phone="", actor=actor
        )
    everything = [read.code for read in readings_of(case)]
    actions.agree_to_reads(case, resources=everything, separately=everything, actor=actor)
    for role, other in others.items():
        theirs = [read.code for read in readings_of(case, role)]
        them = actor_of(User.objects.get(username=other))
        actions.confirm_party(case, resources=theirs, separately=theirs, actor=them, role=role)
    deciding.until(lambda: sharing_progress(case).is_done, "the registers")
    return case


def left_to(case: Case, username: str) -> ByHand:
    actor = actor_of(User.objects.get(username=username))
    known = known_for(case, actor)
    roles = [role for role, _ in plan_of(case).parties]
    return by_hand(plan_of(case).fields, known=known, parties=roles)


@pytest.fixture
def people(transactional_db, live_worker, registers, settings) -> None:
    settings.DEMO = True
    load_demo(print, with_cases=False)


@pytest.mark.usefixtures("people")
def test_at_most_five_fields_are_typed_when_the_registers_answer():
    home = agreed("P10", "wangxiaoming", HOME, seller="zhaomin")
    left = left_to(home, "wangxiaoming")
    assert left.of_parties == ("seller-name", "seller-id_number")
    assert left.typed == ("agent_name", "agent_id_number", "agent_phone")
    assert (left.chosen, left.count) == (("ownership_form",), 5)

    birth = agreed("P01", "xuwen", BIRTH)
    left = left_to(birth, "xuwen")
    assert left.typed == ("leave_started_on",)
    assert (left.chosen, left.optional, left.count) == ((), ("vaccination_clinic",), 1)

    shop = agreed("E03", "zhengtao", RESTAURANT)
    left = left_to(shop, "zhengtao")
    assert left.typed == ("shop_area", "seats", "food_items", "sign_size", "daily_drainage")
    assert (left.chosen, left.count) == ((), AT_MOST)

    known = known_for(home, actor_of(User.objects.get(username="wangxiaoming")))
    assert known["sale_price"].value == "4300000"
    assert known["secured_debt"].value == "2600000"
    assert Applicant.objects.filter(pk=shop.applicant_id, user=None).exists()
