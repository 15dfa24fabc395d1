"""A clerk hands over an account, and says who acts for an organisation."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.account_actions import create_staff, register_person
from portal.accounts.actions import register_applicant, start_representation
from portal.accounts.actor import SYSTEM, actor_of
from portal.accounts.models import Applicant, IdType, Representation, User
from portal.journal.models import Entry
from tests.portal.accounts.conftest import FIRM, LI, PASSWORD, WANG

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> Client:
    staff = create_staff(
        username="clerk",
        display_name="陈窗口",
        password=PASSWORD,
        role="clerk",
        region_code="330100",
        actor=SYSTEM,
    )
    client = Client()
    client.force_login(staff.user)
    return client


@pytest.fixture
def wang() -> Applicant:
    return register_applicant(name="王小明", id_number=WANG, actor=SYSTEM)


@pytest.fixture
def firm() -> Applicant:
    return register_applicant(
        name="甲公司", id_number=FIRM, id_type=IdType.CREDIT_CODE, actor=SYSTEM
    )


def address(applicant: Applicant) -> str:
    return reverse("desk_person", args=[applicant.pk])


def link(clerk: Client, applicant: Applicant, account: str):
    return clerk.post(reverse("desk_link", args=[applicant.pk]), {"account": account}, follow=True)


def start(clerk: Client, organisation: Applicant, **typed: str):
    return clerk.post(reverse("desk_start", args=[organisation.pk]), typed, follow=True)


def end(clerk: Client, organisation: Applicant, representation: Representation):
    where = reverse("desk_end", args=[organisation.pk, representation.pk])
    return clerk.post(where, follow=True)


def record() -> tuple[list[object], ...]:
    """Everything that these doors can write."""
    return (
        list(Applicant.objects.order_by("pk").values()),
        list(Representation.objects.order_by("pk").values()),
        list(Entry.objects.order_by("pk").values_list("pk", "verb")),
    )


@pytest.mark.parametrize("said", ["13800000001", " xiaoming "])
def test_an_account_that_was_claimed_comes_back_to_the_person_with_the_card(clerk, said):
    user = register_person(
        phone="13800000001",
        username="xiaoming",
        name="王小明",
        id_number=WANG,
        password=PASSWORD,
        actor=SYSTEM,
    )
    wang = register_applicant(name="王小明", id_number=WANG, actor=SYSTEM)
    assert wang.user_id is None
    assert "把网上账号交给本人" in clerk.get(address(wang)).content.decode()

    answer = link(clerk, wang, said)

    assert answer.redirect_chain == [(address(wang), 302)]
    page = answer.content.decode()
    assert "网上账号已交给本人，以后可以在网上办事。" in page
    assert "把网上账号交给本人" not in page
    assert actor_of(User.objects.get(pk=user.pk)).applicant_ids == {wang.pk}
    entry = Entry.objects.get(verb="applicant.account_linked")
    assert (entry.stream, entry.data) == (f"applicant:{wang.pk}", {"user_id": user.pk})


@pytest.mark.parametrize("said", ["", "nobody", "clerk", "gone", "138"])
def test_no_account_of_that_name_to_give(clerk, wang, said):
    """Neither a closed account, nor one of somebody who works here."""
    User.objects.create_user("gone", is_active=False)
    User.objects.create_user("other", phone="13800000002")
    before = record()
    answer = link(clerk, wang, said)
    assert (answer.status_code, answer.redirect_chain) == (404, [])
    assert "没有找到这个网上账号，什么也没有改。" in answer.content.decode()
    assert record() == before


def test_an_account_of_somebody_else_is_not_given_away(clerk, wang):
    register_person(phone="13800000003", name="李静", id_number=LI, password=PASSWORD, actor=SYSTEM)
    before = record()
    answer = link(clerk, wang, "13800000003")
    assert answer.status_code == 409
    assert "这个账号或申请人已经有关联。" in answer.content.decode()
    assert record() == before


def test_somebody_acts_for_a_firm_until_it_is_ended(clerk, wang, firm):
    assert "还没有登记代表。" in clerk.get(address(firm)).content.decode()

    answer = start(clerk, firm, id_number=f" {WANG.lower()} ", role="agent")

    assert answer.redirect_chain == [(address(firm), 302)]
    assert "王小明现在可以替这家单位办事（经办人）。" in answer.content.decode()
    begun = Representation.objects.get()
    assert (begun.organisation, begun.person, begun.role) == (firm, wang, "agent")
    assert begun.ended_at is None
    button = reverse("desk_end", args=[firm.pk, begun.pk])
    assert button in clerk.get(address(firm)).content.decode()

    answer = end(clerk, firm, begun)

    assert answer.redirect_chain == [(address(firm), 302)]
    page = answer.content.decode()
    assert "王小明不再替这家单位办事。" in page
    assert button not in page
    begun.refresh_from_db()
    assert begun.ended_at is not None
    verbs = Entry.objects.filter(verb__contains="representation").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "applicant.representation_started",
        "applicant.representation_ended",
    ]


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"id_number": LI, "role": "agent"}, 404, "没有找到这位申请人。"),
        ({"id_number": FIRM, "role": "agent"}, 404, "没有找到这位申请人。"),
        ({"id_number": WANG}, 422, "没有选这个人替单位办事的身份。"),
        ({"id_number": WANG, "role": "owner"}, 422, "没有选这个人替单位办事的身份。"),
    ],
)
def test_a_representative_that_cannot_be_registered(clerk, wang, firm, typed, status, said):
    before = record()
    answer = start(clerk, firm, **typed)
    assert (answer.status_code, answer.redirect_chain) == (status, [])
    page = answer.content.decode()
    assert said in page
    assert f'value="{typed["id_number"]}"' in page, "What was typed is still there."
    assert record() == before


def test_nobody_acts_for_a_person(clerk, wang):
    before = record()
    answer = start(clerk, wang, id_number=WANG, role="agent")
    assert answer.status_code == 422
    assert "只有经过核实的个人可以代表单位。" in answer.content.decode()
    assert record() == before


def test_a_representative_of_another_firm_is_not_ended_from_here(clerk, wang, firm):
    begun = start_representation(firm, person=wang, role="agent", actor=SYSTEM)
    before = record()
    answer = end(clerk, wang, begun)
    assert answer.status_code == 404
    assert "这家单位没有这位代表。" in answer.content.decode()
    assert record() == before
