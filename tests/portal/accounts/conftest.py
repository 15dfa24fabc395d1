from __future__ import annotations

import pytest

from portal.accounts.account_actions import create_staff, register_person
from portal.accounts.actor import SYSTEM, Actor, actor_of
from portal.accounts.identity import credit_check_character, resident_check_character
from portal.accounts.models import User, VerifiedHow

PASSWORD = "correct-horse-9"


def resident(first_seventeen: str) -> str:
    return first_seventeen + resident_check_character(first_seventeen)


def credit(first_seventeen: str) -> str:
    return first_seventeen + credit_check_character(first_seventeen)


WANG = resident("33010619900101123")
LI = resident("33011319850615002")
FIRM = credit("91330106MA2ABCD12")


@pytest.fixture
def clerk(db) -> Actor:
    staff = create_staff(
        username="clerk",
        display_name="陈窗口",
        password=PASSWORD,
        role="clerk",
        region_code="330106000000",
        centre_code="xihu",
        actor=SYSTEM,
    )
    return actor_of(staff.user)


@pytest.fixture
def verified_person(db) -> User:
    return register_person(
        phone="13800000001",
        name="王小明",
        id_number=WANG,
        password=PASSWORD,
        verified_how=VerifiedHow.IMPORTED,
        actor=SYSTEM,
    )
