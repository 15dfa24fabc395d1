from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts import errors
from portal.accounts.account_actions import create_staff, register_person
from portal.accounts.actions import link_account, register_applicant, start_representation
from portal.accounts.actor import SYSTEM, actor_of
from portal.accounts.models import Applicant, Representation, Staff, User
from portal.journal.models import Entry
from tests.portal.accounts.conftest import FIRM, LI, PASSWORD, WANG

pytestmark = pytest.mark.django_db
GOOD = {
    "phone": "138 0000-0001",
    "name": " 王 小明 ",
    "id_number": WANG.lower(),
    "password": PASSWORD,
}


def test_a_new_person_gets_an_account_and_an_unverified_identity():
    user = register_person(**GOOD, actor=SYSTEM)
    assert (user.username, user.phone, user.check_password(PASSWORD)) == (
        "13800000001",
        "13800000001",
        True,
    )
    assert (user.applicant.id_number, user.applicant.is_verified) == (WANG, False)
    entry = Entry.objects.get()
    assert (entry.stream, entry.data) == (f"applicant:{user.applicant.pk}", {"how": "none"})


@pytest.mark.parametrize(
    ("change", "refusal", "field"),
    [
        ({"phone": "1380000"}, errors.PhoneRefused, "phone"),
        ({"phone": "１3800000001"}, errors.PhoneRefused, "phone"),
        ({"name": " "}, errors.NameMissing, "name"),
        (
            {"id_number": WANG[:-1] + ("0" if WANG[-1] != "0" else "1")},
            errors.IdNumberRefused,
            "id_number",
        ),
        ({"password": "12345678"}, errors.PasswordRefused, "password"),
    ],
)
def test_what_is_wrong_is_refused_and_leaves_nothing(change, refusal, field):
    with pytest.raises(refusal) as caught:
        register_person(**GOOD | change, actor=SYSTEM)
    assert caught.value.field == field
    assert not User.objects.exists()
    assert not Applicant.objects.exists()
    assert not Entry.objects.exists()


def test_one_account_per_phone():
    register_person(**GOOD, actor=SYSTEM)
    with pytest.raises(errors.PhoneTaken):
        register_person(**GOOD | {"id_number": LI}, actor=SYSTEM)
    assert User.objects.count() == Applicant.objects.count() == 1


def test_a_number_that_is_known_cannot_be_claimed_online(clerk):
    known = register_applicant(name="王小明", id_number=WANG, actor=clerk)
    with pytest.raises(errors.IdentityTaken):
        register_person(**GOOD, actor=SYSTEM)
    known.refresh_from_db()
    assert known.user is None
    assert not User.objects.filter(phone="13800000001").exists()


def test_the_window_finds_the_same_person_again(clerk):
    first = register_applicant(name="王小明", id_number=WANG, phone="1", actor=clerk)
    again = register_applicant(name="王小明", id_number=WANG.lower(), phone="2", actor=clerk)
    assert (again.pk, again.phone) == (first.pk, "1")
    assert (first.verified_how, first.kind) == ("clerk_saw_card", "person")
    assert list(Entry.objects.filter(stream=f"applicant:{first.pk}").values_list("verb")) == [
        ("applicant.registered",)
    ]
    with pytest.raises(errors.NameDiffers):
        register_applicant(name="李敏", id_number=WANG, actor=clerk)


def test_who_shows_the_card_takes_the_identity_from_who_claimed_it(clerk):
    squatter = register_person(**GOOD, actor=SYSTEM)
    claimed = squatter.applicant

    real = register_applicant(name="王小明", id_number=WANG, actor=clerk)

    assert (real.pk, real.user, real.is_verified) == (claimed.pk, None, True)
    assert actor_of(User.objects.get(pk=squatter.pk)).applicant_ids == frozenset()
    link_account(real, user=squatter, actor=clerk)  # it was theirs after all
    assert actor_of(User.objects.get(pk=squatter.pk)).applicant_ids == {real.pk}
    with pytest.raises(errors.AccountLinked):
        link_account(real, user=User.objects.create(username="x"), actor=clerk)


def test_only_the_window_registers_and_links(verified_person, clerk):
    stranger = actor_of(verified_person)
    with pytest.raises(errors.RegisteringNotAllowed):
        register_applicant(name="李敏", id_number=LI, actor=stranger)
    assert not Applicant.objects.filter(id_number=LI).exists()
    li = register_applicant(name="李敏", id_number=LI, actor=clerk)
    with pytest.raises(errors.RegisteringNotAllowed):
        link_account(li, user=verified_person, actor=stranger)
    with pytest.raises(errors.RegisteringNotAllowed):
        start_representation(li, person=li, role="agent", actor=stranger)
    with pytest.raises(errors.RepresentationRefused):
        start_representation(li, person=verified_person.applicant, role="agent", actor=clerk)
    assert not Representation.objects.exists()


def test_an_organisation_has_a_credit_code(clerk):
    firm = register_applicant(name="西湖面馆", id_type="credit_code", id_number=FIRM, actor=clerk)
    assert (firm.kind, firm.masked_name) == ("organisation", "西湖面馆")
    with pytest.raises(errors.IdNumberRefused):
        register_applicant(name="x", id_type="credit_code", id_number=WANG, actor=clerk)


def test_staff_are_created_by_administrators_only(clerk):
    order = {"username": "o", "display_name": "赵审批", "password": PASSWORD, "role": "officer"}
    with pytest.raises(errors.StaffNotAllowed):
        create_staff(**order, department_code="d", actor=clerk)
    with pytest.raises(errors.StaffRefused):
        create_staff(**order, actor=SYSTEM)
    assert Staff.objects.count() == 1
    officer = create_staff(**order, department_code="zjj", actor=SYSTEM)
    assert actor_of(officer.user).department_code == "zjj"
    with pytest.raises(errors.UsernameTaken):
        create_staff(**order, department_code="zjj", actor=SYSTEM)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "person", "id_type": "credit_code"},
        {"kind": "organisation", "id_type": "resident_id"},
        {"kind": "person", "id_type": "passport", "verified_how": "imported"},
        {"kind": "person", "id_type": "passport", "verified_at": timezone.now()},
    ],
)
def test_the_table_itself_refuses_what_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Applicant.objects.create(name="x", id_number="1", **wrong)
