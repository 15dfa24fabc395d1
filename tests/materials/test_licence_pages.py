"""The holder's pages and the public check."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from materials.actions import revoke_licence
from materials.licences.content import Line, content_lines
from materials.licences.limits import LOOKUPS_A_MINUTE
from materials.models import DataElement, Licence
from materials.queries import is_valid
from services.catalogue.text import Text
from tests import own_cache

pytestmark = pytest.mark.django_db
PAIR = {"unit_number": ["三单元", "Unit 3"]}


@pytest.fixture(autouse=True)
def _fresh_counts():
    own_cache.forget()


def check(client, licence):
    return client.get(reverse("licence_verify", args=[licence.token]))


def test_anyone_sees_that_it_is_valid_and_no_more_than_needed(client, issued_licence):
    response = check(client, issued_licence)
    page = response.content.decode()
    assert response.status_code == 200
    assert "<h1>证照有效</h1>" in page
    assert issued_licence.number in page
    assert issued_licence.holder.masked_name in page
    assert "王小明" not in page
    assert issued_licence.holder.id_number not in page
    assert "文三路" not in page
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "no-store"


def test_revoked_is_said_to_be_not_valid_without_the_reason(client, issued_licence, officer):
    revoke_licence(issued_licence, reason="材料虚假", actor=officer)
    page = check(client, issued_licence).content.decode()
    assert "<h1>证照无效</h1>" in page
    assert "撤销" in page
    assert "材料虚假" not in page


def test_valid_to_the_end_of_its_last_day(issued_licence):
    today = timezone.localdate()
    licence = Licence(state="01", issued_on=today, valid_until=today + timedelta(days=1))
    assert is_valid(licence, today + timedelta(days=1))
    assert not is_valid(licence, today + timedelta(days=2))
    assert not is_valid(licence, today - timedelta(days=1))


def test_an_unknown_token_is_not_found(client, db):
    assert client.get(reverse("licence_verify", args=["x" * 43])).status_code == 404


def test_found_by_number_and_by_identifier(client, issued_licence):
    for number in (issued_licence.number, f" {issued_licence.identifier.lower()} "):
        response = client.get(reverse("licence_lookup"), {"number": number})
        assert response.status_code == 200
        assert "<h1>证照有效</h1>" in response.content.decode()
        assert issued_licence.token not in response.content.decode()


def test_an_unknown_number_keeps_the_form_and_says_so(client, db):
    response = client.get(reverse("licence_lookup"), {"number": "330106-2026-99999999"})
    assert response.status_code == 404
    assert "没有查到这个编号的证照" in response.content.decode()
    assert 'value="330106-2026-99999999"' in response.content.decode()
    assert client.get(reverse("licence_lookup"), {"number": ""}).status_code == 404
    assert client.get(reverse("licence_lookup")).status_code == 200


def test_too_many_checks_are_stopped(client, issued_licence, monkeypatch):
    # One minute for the whole test, wherever the clock stands.
    monkeypatch.setattr("materials.licences.limits.time.time", lambda: 1_800_000_000.0)
    for _ in range(LOOKUPS_A_MINUTE):
        assert check(client, issued_licence).status_code == 200
    assert check(client, issued_licence).status_code == 429
    assert client.get(reverse("licence_lookup"), {"number": "1"}).status_code == 429


def test_the_holder_sees_everything_and_the_code(client, issued_licence):
    DataElement.objects.create(code="house_address", label="房屋坐落", label_en="House address")
    client.force_login(issued_licence.holder.user)
    response = client.get(reverse("my_licence", args=[issued_licence.number]))
    page = response.content.decode()
    assert response.status_code == 200
    for text in ("王小明", "房屋坐落", "西湖区文三路 1 号", "三单元", issued_licence.identifier):
        assert text in page
    assert 'class="qr"' in page
    assert "style=" not in page[page.index("<svg") : page.index("</svg>")]
    assert f"http://testserver/licences/verify/{issued_licence.token}/" in page
    assert response["Cache-Control"] == "private, no-store"


def test_content_stands_in_the_order_of_the_catalogue(issued_licence):
    DataElement.objects.create(code="unit_number", label="单元", label_en="Unit")
    DataElement.objects.create(code="house_address", label="房屋坐落", label_en="House address")
    licence = Licence(content={"house_address": "文三路", "zz": ["一", "二", "三"], **PAIR})
    assert content_lines(licence) == [
        Line(Text("单元", "Unit"), Text("三单元", "Unit 3")),
        Line(Text("房屋坐落", "House address"), Text("文三路")),
        Line(Text("zz"), Text("一、二、三")),
    ]


def test_a_choice_is_told_by_its_words():
    choices = [["home", "住宅", "Home"], ["shop", "商铺", "Shop"]]
    DataElement.objects.create(code="use", label="用途", label_en="Use", choices=choices)
    said = [line.value for line in content_lines(Licence(content={"use": "home"}))]
    assert said == [Text("住宅", "Home")]
    unknown = content_lines(Licence(content={"use": "barn"}))
    assert [line.value for line in unknown] == [Text("barn")]


def test_the_list_holds_ones_own(client, issued_licence, stranger):
    client.force_login(issued_licence.holder.user)
    assert issued_licence.number in client.get(reverse("my_licences")).content.decode()
    client.force_login(stranger.user)
    assert issued_licence.number not in client.get(reverse("my_licences")).content.decode()


def test_anothers_licence_is_not_found(client, issued_licence, stranger, clerk_user):
    address = reverse("my_licence", args=[issued_licence.number])
    assert client.get(address).status_code == 302
    client.force_login(stranger.user)
    assert client.get(address).status_code == 404
    client.force_login(clerk_user)
    assert client.get(address).status_code == 403
