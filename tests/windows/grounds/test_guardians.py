"""A child in a case: a clerk sees the papers, the guardian joins and decides, online too."""

from __future__ import annotations

import pytest
from django.test import Client

from datasharing.grounds.models import Guardianship
from datasharing.models import Consent, Exchange
from portal.accounts.models import Applicant, User
from portal.outbox.drain import drain
from tests.windows import builders as b
from windows.cases import actions
from windows.cases.models import Case

CHILD_NUMBER = "330106202005010017"


@pytest.fixture
def child(town) -> Applicant:
    from portal.accounts.identity import resident_check_character

    first = CHILD_NUMBER[:17]
    return Applicant.objects.create(
        kind="person",
        name="陈小宝",
        id_type="resident_id",
        id_number=first + resident_check_character(first),
        verified_at="2026-01-01T00:00:00Z",
        verified_how="clerk_saw_card",
    )


@pytest.fixture
def case(town, child) -> Case:
    """The buyer buys the home of a child; its father is known to nobody yet."""
    draft = b.draft(town, channel="window")
    b.do(
        actions.name_party,
        draft,
        role="seller",
        name=child.name,
        id_number=child.id_number,
        actor=town.clerk,
    )
    return draft


def join(town, case: Case, **changes) -> Applicant:
    father = {"name": town.seller.name, "id_number": town.seller.id_number}
    given = {"role": "seller", "shown_how": "household", "actor": town.clerk} | father | changes
    return b.do(actions.join_guardian, case, **given)


def test_without_a_guardian_nothing_is_agreed_for_a_child(town, case):
    with b.refused("guardian_missing"):
        actions.confirm_party(case, resources=["DS13"], role="seller", actor=town.clerk)
    assert Consent.objects.count() == 0
    assert case.parties.get(role="seller").confirmed_at is None


def test_the_guardian_joins_at_the_window_and_consents_there(town, case, child):
    guardian = join(town, case)
    assert guardian == town.seller
    joined = case.parties.get(role="guardian")
    assert (joined.applicant, joined.confirmed_via) == (town.seller, "window")

    b.do(actions.confirm_party, case, resources=["DS13"], role="seller", actor=town.clerk)
    drain()

    consent = Consent.objects.get()
    assert (consent.subject, consent.guardian) == (child, town.seller)
    assert Exchange.objects.get().subject == child


def test_only_a_clerk_joins_a_guardian_and_only_to_a_child(town, case):
    with b.refused("not_allowed"):
        actions.join_guardian(
            b.draft(town), role="applicant", name="某", id_number="x", shown_how="birth",
            actor=town.me,
        )  # fmt: skip
    with b.refused("ward_is_old_enough"):
        actions.join_guardian(
            case, role="applicant", name=town.seller.name, id_number=town.seller.id_number,
            shown_how="birth", actor=town.clerk,
        )  # fmt: skip
    assert Guardianship.objects.count() == 0


def browser(applicant: Applicant) -> Client:
    user = User.objects.create_user(f"citizen{applicant.pk}", display_name=applicant.name)
    applicant.user = user
    applicant.save(update_fields=["user"])
    client = Client()
    client.force_login(user)
    return client


def test_online_the_guardian_sees_the_child_and_decides(town, case, child):
    join(town, case)
    client = browser(town.seller)
    page = client.get(f"/cases/{case.number}/").content.decode()
    assert "替孩子 陈小宝 同意" in page
    assert f"/cases/{case.number}/agree/?for=seller" in page

    asks = client.get(f"/cases/{case.number}/agree/?for=seller").content.decode()
    assert "替孩子 陈小宝 决定" in asks
    sent = client.post(
        f"/cases/{case.number}/agree/?for=seller", {"read": "DS13", "choice": "some"}
    )
    assert sent.status_code == 302
    assert Consent.objects.get().guardian == town.seller

    mine = client.get("/my/data/").content.decode()
    assert "您替孩子作的主" in mine
    back = client.post(f"/my/data/consents/{Consent.objects.get().pk}/take-back/")
    assert back.status_code == 302
    assert Consent.objects.get().revoked_at is not None
    client.post(f"/my/data/guardianships/{Guardianship.objects.get().pk}/end/")
    assert Guardianship.objects.get().ended_at is not None


def test_somebody_else_does_not_speak_for_the_child(town, case):
    join(town, case)
    for stranger in (town.buyer, town.stranger):
        answer = browser(stranger).get(f"/cases/{case.number}/agree/?for=seller")
        assert answer.status_code == 404
    assert Consent.objects.count() == 0
