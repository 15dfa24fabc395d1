"""Side by side: the list, and the one material that was chosen."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.scenes import appoint
from tests.windows import builders as b
from windows.cases.queries import slots
from windows.web.desk.look import after, look_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    user = appoint("clerk", role="clerk", region_code="330100", centre_code="test-hall")
    client = Client()
    client.force_login(user)
    return client


def test_nothing_is_shown_before_it_is_chosen(town, clerk):
    """To show a paper is an act its owner reads about."""
    case = b.submitted_case(town)
    contract = b.slot(case, "t_contract")
    address = reverse("desk_case", args=[case.number])
    shown = reverse("document", args=[contract.document_id])
    page = clerk.get(address).content.decode()
    assert f'<iframe class="look page" src="{shown}' not in page
    page = clerk.get(f"{address}?look={contract.pk}").content.decode()
    assert f'<iframe class="look page" src="{shown}?case={case.number}"' in page


def test_a_fragment_is_the_list_and_the_look_alone(town, clerk):
    case = b.submitted_case(town)
    contract = b.slot(case, "t_contract")
    address = f"{reverse('desk_case', args=[case.number])}?look={contract.pk}"
    answer = clerk.get(address, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert page.strip().startswith('<div id="materials"')
    assert "<main" not in page
    assert f'id="see-{contract.pk}" aria-current="true"' in page
    assert "HX-Request" in answer.headers["Vary"]
    back = clerk.get(
        address, headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    ).content.decode()
    assert "<main" in back


def test_next_and_previous_go_through_the_whole_list(town):
    case = b.submitted_case(town)
    everything = list(slots(case))
    look = look_at(case, everything, str(everything[0].pk), following=())
    seen = [look.slot]
    while look.next is not None:
        look = look_at(case, everything, str(look.next.pk), following=())
        seen.append(look.slot)
    assert seen == everything
    assert look_at(case, everything, str(everything[1].pk), following=()).previous == everything[0]


def test_unchosen_it_begins_where_a_hand_is_needed(town):
    case = b.submitted_case(town)
    everything = list(slots(case))
    look = look_at(case, everything, "", following=())
    assert look.slot.material_type.code == "t_contract"
    assert (look.is_chosen, look.next) == (False, look.slot)
    assert look_at(case, [], "", following=()) is None
    assert look_at(case, everything, "999999", following=()).is_chosen is False


def test_ticking_goes_on_to_the_next_unticked(town, clerk):
    case = b.submitted_case(town)
    contract = b.slot(case, "t_contract")
    case_page = reverse("desk_case", args=[case.number])
    expected = after(case, list(slots(case)), contract.pk)
    answer = clerk.post(
        reverse("desk_slot", args=[case.number, contract.pk, "good"]), {"next": "1"}
    )
    contract.refresh_from_db()
    assert contract.checked == "ok"
    is_last = expected == contract
    assert answer.headers["Location"] == (
        f"{case_page}#slot-{contract.pk}" if is_last else f"{case_page}?look={expected.pk}#look"
    )
    page = clerk.get(case_page).content.decode()
    assert "符合" in page


def test_a_pdf_may_be_framed_by_the_portal_alone(town, clerk):
    case = b.submitted_case(town)
    document = b.slot(case, "t_contract").document
    answer = clerk.get(f"{reverse('document', args=[document.pk])}?case={case.number}")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert clerk.get(reverse("desk")).headers["X-Frame-Options"] == "DENY"
