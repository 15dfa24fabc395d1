"""The page “谁看了我的数据”."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from datasharing.models import Consent
from portal.accounts.models import User

pytestmark = pytest.mark.django_db

ADDRESS = "/my/data/"


def login(client, applicant, username="someone"):
    user = User.objects.create_user(username, display_name=applicant.name)
    applicant.user = user
    applicant.save(update_fields=["user"])
    client.force_login(user)


@pytest.fixture
def reader(client, seller, registry, asked, read):
    read(
        asked(seller, "DS13", department_name_en="Planning Bureau", purpose_en="To check the owner")
    )
    login(client, seller)
    return client


def page(client, address=ADDRESS, language="zh-hans") -> str:
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


def test_it_says_who_what_when_why_and_for_which_case(reader):
    text = page(reader)

    for words in (
        "自然资源和规划局查询了不动产登记信息", "坐落", "核对房屋权属", "本人授权（",
        "330106-20261122-000001", "读到了数据",
    ):  # fmt: skip
        assert words in text


def test_it_says_it_in_english(reader):
    text = page(reader, language="en")

    for words in (
        "Planning Bureau",
        "Real estate register",
        "To check the owner",
        "Your consent (",
    ):
        assert words in text


def test_it_never_shows_the_data_itself(reader):
    assert "0123456号" not in page(reader)


def test_nobody_sees_anothers(reader, seller, buyer):
    login(reader, buyer, "another")

    assert "还没有人查过您的数据" in page(reader)
    assert reader.get(f"{ADDRESS}?for={seller.pk}").status_code == 404


def test_a_stranger_is_sent_to_log_in(client, db):
    response = client.get(ADDRESS)
    assert (response.status_code, response.url) == (302, "/login/?next=/my/data/")


def test_older_lines_are_one_link_away(client, seller, registry, asked, read):
    for number in range(22):
        read(asked(seller, "DS13", case=f"330106-20261122-{number:06d}", fields=[]))
    login(client, seller)

    first = page(client)
    assert first.count("查询了不动产登记信息") == 20
    assert "?after=3" in first
    second = page(client, f"{ADDRESS}?after=3")
    assert second.count("查询了不动产登记信息") == 2
    assert "330106-20261122-000000" in second


@pytest.mark.parametrize("after", ["x", "-1", "9" * 40, "1;drop"])
def test_a_strange_key_starts_from_the_top(reader, after):
    assert "查询了不动产登记信息" in page(reader, f"{ADDRESS}?after={after}")


def test_a_consent_is_taken_back_with_one_button(reader):
    consent = Consent.objects.get()
    assert reverse("take_back_consent", args=[consent.pk]) in page(reader)

    response = reader.post(reverse("take_back_consent", args=[consent.pk]))

    assert (response.status_code, response.url) == (302, ADDRESS)
    consent.refresh_from_db()
    assert consent.revoked_at is not None
    assert "撤回授权" not in page(reader)


def test_nobody_takes_back_anothers(client, seller, buyer, consent_of):
    consent = consent_of(seller, "DS13")
    login(client, buyer)

    assert client.post(reverse("take_back_consent", args=[consent.pk])).status_code == 404
    consent.refresh_from_db()
    assert consent.revoked_at is None


def test_the_cost_of_a_page_does_not_grow(reader, seller, asked, read):
    with CaptureQueriesContext(connection) as few:
        page(reader)
    for number in range(5):
        read(asked(seller, "DS13", case=f"330106-20261122-{number:06d}0", fields=[]))
    with CaptureQueriesContext(connection) as many:
        page(reader)

    assert len(many) == len(few)
