"""Where a person is told: proved by a code before anything else goes there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from time_machine import travel

from portal.accounts.models import User
from portal.journal.models import Entry
from portal.outbox.drain import drain
from portal.outbox.models import Message
from tests.windows import builders as b
from tests.windows.letters.conftest import EMAIL, PHONE, acting, confirmed
from windows.letters.addresses import kept, masked
from windows.letters.contacts import ask_for_code, confirm, remove, wish
from windows.letters.models import Contact, Letter, LetterWishes

pytestmark = pytest.mark.django_db


def ask(user, way="sms", typed=PHONE):
    return b.do(ask_for_code, user, way=way, typed=typed, actor=acting(user))


def code_in(posted) -> str:
    return "".join(each for each in posted.last()["text"].partition("，")[0] if each.isdigit())


def test_the_code_opens_the_way_and_stands_nowhere(me, posted):
    ask(me)
    drain()
    letter, contact = posted.last(), Contact.objects.get()
    code = code_in(posted)
    assert (letter["to"], len(code), contact.pending, contact.address) == (PHONE, 6, PHONE, "")
    assert code not in contact.code_digest
    assert all(code not in str(each.payload) for each in Message.objects.all())
    assert all(code not in str(each.data) for each in Entry.objects.all())
    assert all(PHONE not in str(each.data) for each in Entry.objects.all())
    assert b.do(confirm, me, way="sms", code=f" {code[:3]} {code[3:]} ", actor=acting(me)) is None
    contact.refresh_from_db()
    assert (contact.address, contact.pending, contact.is_wanted) == (PHONE, "", True)
    assert (contact.code_digest, contact.code_until) == ("", None)
    verbs = list(Entry.objects.filter(stream=f"account:{me.pk}").values_list("verb", flat=True))
    assert verbs == ["contact.code_asked", "contact.confirmed"]
    with b.refused("code_expired"):
        confirm(me, way="sms", code=code, actor=acting(me))


def test_the_address_before_holds_until_the_new_one_is_proved(me, posted):
    confirmed(me)
    with travel(timezone.now() + timedelta(minutes=2)):
        ask(me, typed="13900000001")
        contact = Contact.objects.get()
        assert (contact.address, contact.pending, contact.is_wanted) == (PHONE, "13900000001", True)


def test_five_wrong_codes_and_the_right_one_is_too_late(me, posted):
    ask(me)
    drain()
    code = code_in(posted)
    wrong = "000000" if code != "000000" else "111111"
    lefts = [b.do(confirm, me, way="sms", code=wrong, actor=acting(me)) for _ in range(5)]
    assert lefts == [4, 3, 2, 1, 0]
    with b.refused("code_expired"):
        confirm(me, way="sms", code=code, actor=acting(me))
    assert Contact.objects.get().address == ""


def test_a_code_is_good_for_ten_minutes(me, posted):
    ask(me)
    drain()
    code = code_in(posted)
    with travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        with b.refused("code_expired"):
            confirm(me, way="sms", code=code, actor=acting(me))
        assert Contact.objects.get().address == ""


def test_one_a_minute_and_five_a_day(me, posted):
    start = timezone.now()
    ask(me)
    with b.refused("code_too_soon"):
        ask_for_code(me, way="sms", typed="13900000001", actor=acting(me))
    assert Contact.objects.get().pending == PHONE
    for minute in (2, 4, 6, 8):
        with travel(start + timedelta(minutes=minute)):
            ask(me)
    with travel(start + timedelta(minutes=10)), b.refused("codes_used_up"):
        ask_for_code(me, way="sms", typed="13900000001", actor=acting(me))
    assert Letter.objects.count() == 5
    with travel(start + timedelta(days=1, minutes=9)):
        ask(me)


def test_nobody_is_rung_by_many_accounts_at_once(me, posted, town):
    for number in range(5):
        other = User.objects.create_user(f"other{number}")
        ask(other)
    with b.refused("codes_used_up"):
        ask_for_code(me, way="sms", typed=PHONE, actor=acting(me))
    assert Contact.objects.filter(user=me).count() == 0


@pytest.mark.parametrize(
    ("way", "typed", "code"),
    [
        ("sms", "1381234567", "phone_unclear"),
        ("sms", "23812345678", "phone_unclear"),
        ("sms", "１３８１２３４５６７８", "phone_unclear"),
        ("sms", "", "phone_unclear"),
        ("email", "wang", "email_unclear"),
        ("email", "wang@example.cn\nBcc: x@example.cn", "email_unclear"),
        ("email", "王@example.cn", "email_unclear"),
        ("email", "a" * 250 + "@example.cn", "email_unclear"),
        ("pigeon", PHONE, "way_not_offered"),
    ],
)
def test_what_is_no_address_is_refused(me, posted, way, typed, code):
    with b.refused(code):
        ask_for_code(me, way=way, typed=typed, actor=acting(me))
    assert (Contact.objects.count(), Letter.objects.count()) == (0, 0)


def test_a_way_that_is_switched_off_is_not_offered(me, posted, settings):
    settings.LETTER_TRANSPORTS = {"email": settings.LETTER_TRANSPORTS["email"]}
    with b.refused("way_not_offered"):
        ask_for_code(me, way="sms", typed=PHONE, actor=acting(me))


def test_only_the_holder_may(me, posted, town):
    confirmed(me)
    stranger = acting(User.objects.create_user("somebody"))
    for act in (
        lambda: ask_for_code(me, way="sms", typed=PHONE, actor=stranger),
        lambda: confirm(me, way="sms", code="1", actor=stranger),
        lambda: remove(me, way="sms", actor=stranger),
        lambda: wish(me, ways=(), language="", quiet=(), actor=stranger),
        lambda: remove(me, way="sms", actor=town.clerk),
    ):
        with b.refused("contact_not_yours"):
            act()
    assert Contact.objects.get().address == PHONE


def test_removed_is_forgotten(me, posted):
    confirmed(me)
    b.do(remove, me, way="sms", actor=acting(me))
    contact = Contact.objects.get()
    assert (contact.address, contact.confirmed_at, contact.is_wanted) == ("", None, False)
    b.do(remove, me, way="email", actor=acting(me))


def test_wishes(me, posted):
    confirmed(me)
    quiet = ["progress", "act", "nonsense"]
    b.do(wish, me, ways=["email"], language="en", quiet=quiet, actor=acting(me))
    wishes = LetterWishes.objects.get()
    assert (wishes.language, wishes.quiet) == ("en", ["progress"])
    assert not Contact.objects.get().is_wanted
    b.do(wish, me, ways=["sms", "email"], language="fr", quiet=[], actor=acting(me))
    wishes.refresh_from_db()
    assert (wishes.language, wishes.quiet, Contact.objects.get().is_wanted) == ("", [], True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": PHONE},
        {"is_wanted": True},
        {"code_digest": "x", "code_until": None},
        {"code_digest": "x", "code_until": timezone.now(), "pending": ""},
        {"way": "pigeon"},
    ],
)
def test_the_database_holds_it_too(me, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(**({"user": me, "way": "sms"} | wrong))


@pytest.mark.parametrize(
    ("way", "address", "shown"),
    [
        ("sms", PHONE, "138****5678"),
        ("email", EMAIL, "w***@example.cn"),
        ("email", "a@b.cn", "a***@b.cn"),
        ("sms", "", ""),
    ],
)
def test_shown_masked(way, address, shown):
    assert masked(way, address) == shown


def test_kept_in_one_form():
    assert kept("sms", "+86 138-1234 5678") == PHONE
    assert kept("email", " Wang@EXAMPLE.cn ") == "Wang@example.cn"
