"""The one field leads to where the code belongs, and personal numbers stay out of addresses."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from materials.models import Licence
from tests.access.scenes import FRESH_ID, appoint
from tests.reading import CHINESE, read
from tests.windows import builders as b

pytestmark = pytest.mark.django_db


def _clerk(name: str = "clerk", **post: str) -> Client:
    post = {"region_code": "330100", "centre_code": "test-hall"} | post
    client = Client()
    client.force_login(appoint(name, role="clerk", **post))
    return client


def _scan(client: Client, text: str, **more: str):
    return client.post(reverse("desk_scan"), {"scan": text, **more})


def test_codes_lead_to_their_pages(town):
    case = b.finished_case(town)
    clerk = _clerk()
    licence = Licence.objects.filter(holder=town.buyer).first()
    page = reverse("desk_case", args=[case.number])
    ways = {
        case.number: page,
        f"https://any.example/cases/{case.number}/": page,
        licence.token: reverse("licence_verify", args=[licence.token]),
        licence.identifier: f"{reverse('licence_lookup')}?number={licence.identifier}",
        town.buyer.id_number: reverse("desk_person", args=[town.buyer.pk]),
        f"{town.buyer.name}|男|{town.buyer.id_number}": reverse(
            "desk_person", args=[town.buyer.pk]
        ),
    }
    for typed, address in ways.items():
        answer = _scan(clerk, typed)
        assert (answer.status_code, answer.headers.get("Location")) == (302, address), typed
        assert clerk.get(address).status_code == 200
        assert town.buyer.id_number not in address


def test_an_unknown_card_fills_the_register_form(town):
    answer = _scan(_clerk(), f"钱多多|女|汉|{FRESH_ID}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer.context["typed"]["name"] == "钱多多"
    assert f'value="{FRESH_ID}"' in page
    assert f'action="{reverse("desk_register")}"' in page
    assert "卡上读到的已经填好" in page


def test_another_name_on_the_card_is_not_let_pass(town):
    answer = _scan(_clerk(), f"赵大大|{town.buyer.id_number}")
    said = " ".join(read(answer.content.decode()).said)
    assert answer.status_code == 200
    assert "这个号码登记的是另一个名字" in said
    assert "登记新申请人" not in said


def test_a_name_lists_people_and_never_goes_into_the_address(town):
    answer = _scan(_clerk(), town.buyer.name)
    assert answer.status_code == 200
    assert [each.pk for each in answer.context["found"].people] == [town.buyer.pk]
    assert town.buyer.id_number not in answer.content.decode()
    registered = _scan(_clerk("clerk2"), "13700000001", then="register")
    assert registered.context["typed"]["phone"] == "13700000001"


def test_a_case_of_another_city_is_not_found(town):
    case = b.submitted_case(town)
    answer = _scan(_clerk(region_code="330200", centre_code="far-hall"), case.number)
    assert answer.status_code == 200
    assert "本窗口没有这个办件号" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("330102199103071230", "校验不对"),
        ("@@##!!", "认不出这是什么"),
    ],
)
def test_what_cannot_be_read_is_said_with_what_to_do(town, typed, said):
    answer = _scan(_clerk(), typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "330102199103071230" not in "".join(read(answer.content.decode()).said)


def test_nothing_typed_goes_to_the_desk(town):
    assert _scan(_clerk(), "  ").headers["Location"] == reverse("desk")


def test_a_pickup_code_shows_the_package_and_is_in_no_address(town):
    """Whoever reads the address could have the package."""
    case = b.finished_case(town)
    clerk, code = _clerk(), case.pickup.code
    for answer in (_scan(clerk, code.lower()), clerk.post(reverse("desk_pickup"), {"code": code})):
        page = answer.content.decode()
        assert answer.status_code == 200
        assert town.buyer.name in page
        assert 'name="then" value="hand_over"' in page
    case.refresh_from_db()
    assert case.state == "results_ready"
    in_address = clerk.get(reverse("desk_pickup"), {"code": code}).content.decode()
    assert 'name="code" value=""' in in_address
    assert town.buyer.name not in in_address
    taken = clerk.post(reverse("desk_pickup"), {"code": code, "then": "hand_over"})
    assert taken.headers["Location"] == reverse("desk_pickup")
    case.refresh_from_db()
    assert case.state == "collected"
    again = clerk.post(reverse("desk_pickup"), {"code": code})
    assert "已经领过了" in again.content.decode()
    wrong = clerk.post(reverse("desk_pickup"), {"code": "AAAAAAAA", "then": "hand_over"})
    assert wrong.status_code == 404


@pytest.mark.parametrize(("language", "most"), [("zh-CN", 16), ("en-GB", 28)])
def test_the_words_in_the_field_are_read_whole_on_a_phone(language, most):
    """The field is 14 rem wide there, and what does not fit is cut off."""
    page = _clerk().get(reverse("desk"), headers={"accept-language": language}).content.decode()
    words = re.search(r'<input id="scan"[^>]* placeholder="([^"]+)"', page)[1]
    assert 4 <= len(words) <= most
    assert CHINESE.search(words) is None or language == "zh-CN"
