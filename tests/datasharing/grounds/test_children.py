"""个人信息保护法 art. 31: the guardian speaks for a child, and their papers were seen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from datasharing import actions, errors
from datasharing.grounds.actions import end_guardianship, note_guardian
from datasharing.grounds.age import is_child
from datasharing.grounds.models import Guardianship
from datasharing.grounds.queries import standing_for_wards, wards_of
from datasharing.models import Consent
from datasharing.queries import consent_for
from portal.accounts.models import Applicant
from portal.errors import NotAllowed
from tests.datasharing.conftest import CASE, CLERK, acting_for, refuses

pytestmark = pytest.mark.django_db

GIVEN = {"case_number": CASE, "resources": ["DS02"], "purpose": "入学", "via": "online"}


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2034, 4, 30), True), (date(2034, 5, 1), False), (date(2020, 5, 2), True)],
)
def test_fourteen_on_the_birthday(day, expected):
    child = Applicant(id_type="resident_id", id_number="330106202005010017")
    assert is_child(child, on=day) is expected


def test_other_papers_carry_no_birthday():
    assert not is_child(Applicant(id_type="passport", id_number="E12345678"), on=date(2026, 1, 1))


def test_a_child_cannot_consent_nor_can_anybody_without_papers(child, seller):
    with refuses(errors.GuardianMissing):
        actions.give_consent(child, **GIVEN, actor=acting_for(child))
    with refuses(errors.GuardianMissing):
        actions.give_consent(child, **GIVEN, actor=acting_for(seller), guardian=seller)
    assert Consent.objects.count() == 0


def test_the_table_refuses_it_too(child, seller, guarded):
    row = {
        "subject": child, "case_number": CASE, "resources": ["DS02"], "purpose": "入学",
        "expires_at": timezone.now() + timedelta(days=1), "given_via": "online",
    }  # fmt: skip
    with refuses(IntegrityError, match="needs a guardian"):
        Consent.objects.create(**row)
    with refuses(IntegrityError, match="guardian_is_another|nobody has seen"):
        Consent.objects.create(**row, guardian=child)
    with refuses(IntegrityError, match="not in the case"):
        Consent.objects.create(**row, guardian=seller)
    end_guardianship(guarded, actor=acting_for(seller))
    with refuses(IntegrityError, match="nobody has seen"):
        Consent.objects.create(**row, guardian=seller)
    assert Consent.objects.count() == 0


def test_only_a_clerk_who_saw_the_papers_notes_a_guardian(child, seller):
    with refuses(NotAllowed):
        note_guardian(child, guardian=seller, shown_how="birth", actor=acting_for(seller))
    assert Guardianship.objects.count() == 0
    noted = note_guardian(child, guardian=seller, shown_how="birth", actor=CLERK)
    again = note_guardian(child, guardian=seller, shown_how="household", actor=CLERK)
    assert (again.pk, again.shown_how, noted.seen_by_name) == (noted.pk, "birth", "窗口甲")


def test_who_is_grown_up_has_no_guardian_and_a_child_is_none(child, seller, buyer):
    for ward, guardian in ((buyer, seller), (child, child)):
        with refuses(errors.GuardianUnfit):
            note_guardian(ward, guardian=guardian, shown_how="birth", actor=CLERK)
    with refuses(errors.GuardianUnfit, match="证件"):
        note_guardian(child, guardian=seller, shown_how="he said so", actor=CLERK)
    assert Guardianship.objects.count() == 0


def test_a_guardian_gives_it_up_once(guarded, seller, buyer):
    with refuses(NotAllowed):
        end_guardianship(guarded, actor=acting_for(buyer))
    assert [ward.pk for ward in wards_of(acting_for(seller))] == [guarded.pk]
    first = end_guardianship(guarded, actor=acting_for(seller))
    second = end_guardianship(guarded, actor=acting_for(seller))
    assert first.ended_at == second.ended_at is not None
    assert not wards_of(acting_for(seller)).exists()


def test_strangers_find_no_consent_of_a_ward(guarded, buyer):
    assert not standing_for_wards(acting_for(buyer)).exists()
    assert consent_for(1, actor=acting_for(buyer)) is None
