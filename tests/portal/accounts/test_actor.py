from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from portal.accounts.account_actions import create_staff, register_person
from portal.accounts.actions import (
    end_representation,
    register_applicant,
    start_representation,
)
from portal.accounts.actor import SYSTEM, Actor, actor_of
from portal.accounts.models import Staff, User
from portal.accounts.queries import acting_for
from portal.accounts.roles import Role
from tests.portal.accounts.conftest import FIRM, PASSWORD, WANG

pytestmark = pytest.mark.django_db


def test_a_verified_person_acts_for_themselves(verified_person):
    own = verified_person.applicant.pk
    actor = actor_of(verified_person)
    assert actor == Actor(
        kind=Role.APPLICANT,
        user_id=verified_person.pk,
        name="王小明",
        applicant_ids=frozenset({own}),
    )
    assert actor.acts_for(own)
    assert not actor.acts_for(None)
    assert not actor.is_staff


def test_who_merely_claims_a_number_acts_for_no_one():
    claimer = register_person(
        phone="13800000002", name="王小明", id_number=WANG, password=PASSWORD, actor=SYSTEM
    )
    assert actor_of(claimer).applicant_ids == frozenset()


def test_a_representative_acts_for_the_organisation_until_it_ends(verified_person, clerk):
    firm = register_applicant(name="西湖面馆", id_type="credit_code", id_number=FIRM, actor=clerk)
    person = verified_person.applicant
    representation = start_representation(firm, person=person, role="agent", actor=clerk)
    assert start_representation(firm, person=person, role="agent", actor=clerk) == representation
    actor = actor_of(verified_person)
    assert actor.applicant_ids == {person.pk, firm.pk}
    assert acting_for(actor, audience="person") == [person]
    assert acting_for(actor, audience="organisation") == [firm, person]

    end_representation(representation, actor=clerk)

    assert actor_of(verified_person).applicant_ids == {person.pk}


def test_staff_act_in_their_role_and_for_no_applicant(clerk):
    assert (clerk.kind, clerk.region_code, clerk.centre_code) == (
        Role.CLERK,
        "330106000000",
        "xihu",
    )
    assert clerk.applicant_ids == frozenset()
    assert clerk.is_staff
    Staff.objects.update(is_active=False)
    assert actor_of(User.objects.get(username="clerk")).kind is Role.APPLICANT


def test_nobody_and_the_clockwork():
    assert actor_of(AnonymousUser()) == Actor(kind=Role.APPLICANT, user_id=None, name="")
    assert not SYSTEM.is_staff
    admin = User.objects.create_superuser("root")
    assert actor_of(admin).kind is Role.ADMIN
    admin.is_active = False
    assert actor_of(admin).user_id is None


def test_no_account_can_be_the_clockwork():
    with pytest.raises(Exception, match="staff_refused"):
        create_staff(username="x", display_name="x", password=PASSWORD, role="system", actor=SYSTEM)
    assert not User.objects.filter(username="x").exists()
