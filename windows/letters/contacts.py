"""The only writers of where and how a person is told. The holder of the account alone may."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.journal.actions import record
from windows.letters.addresses import digest, kept
from windows.letters.codes import A_DAY, BETWEEN, MOST_A_DAY, MOST_TRIES, fits
from windows.letters.errors import (
    CodeExpired,
    CodesUsedUp,
    CodeTooSoon,
    ContactNotYours,
    WayNotOffered,
)
from windows.letters.kinds import CODE, QUIETABLE
from windows.letters.models import Contact, Letter, LetterWishes
from windows.letters.states import Way
from windows.letters.transports.registry import ways_offered
from windows.letters.wording import LANGUAGES
from windows.letters.writing import put_in_the_post


@transaction.atomic(savepoint=False)
def ask_for_code(user: User, *, way: str, typed: str, actor: Actor) -> Contact:
    """Send a code to an address that is to be confirmed; the one before stays until then.

    Raises WayNotOffered, PhoneUnclear, EmailUnclear, CodeTooSoon (one a minute), CodesUsedUp (five
    a day to one address, from whomever, and five from one account).
    """
    _check_is_theirs(user, actor)
    if way not in ways_offered():
        raise WayNotOffered
    address = kept(way, typed)
    Contact.objects.get_or_create(user=user, way=way)
    contact = Contact.objects.select_for_update().get(user=user, way=way)
    _check_not_too_many(contact, address)
    contact.pending = address
    contact.code_digest, contact.code_until, contact.code_tries = "", None, 0
    contact.save(update_fields=["pending", "code_digest", "code_until", "code_tries"])
    put_in_the_post(contact, kind=CODE, address=address)
    record(f"account:{user.pk}", "contact.code_asked", actor=actor, way=way)
    return contact


@transaction.atomic(savepoint=False)
def confirm(user: User, *, way: str, code: str, actor: Actor) -> int | None:
    """The code arrived: from now on letters go there. None, or how many tries are left after a
    wrong one, which is counted and therefore no exception.

    Raises CodeExpired where there is no code, after ten minutes, and after five wrong ones.
    """
    _check_is_theirs(user, actor)
    contact = Contact.objects.select_for_update().filter(user=user, way=way).first()
    now = timezone.now()
    if contact is None or contact.code_until is None or contact.code_until <= now:
        raise CodeExpired(field="code")
    if contact.code_tries >= MOST_TRIES:
        raise CodeExpired(field="code")
    digits = "".join(code.split())
    if not fits(contact.code_digest, contact.pk, contact.pending, digits):
        contact.code_tries += 1
        contact.save(update_fields=["code_tries"])
        return MOST_TRIES - contact.code_tries
    contact.address, contact.confirmed_at = contact.pending, now
    contact.is_wanted, contact.undeliverable_at = True, None
    contact.pending, contact.code_digest = "", ""
    contact.code_until, contact.code_tries = None, 0
    contact.save()
    record(f"account:{user.pk}", "contact.confirmed", actor=actor, way=way)
    return None


@transaction.atomic(savepoint=False)
def remove(user: User, *, way: str, actor: Actor) -> None:
    """Forget the address; what waits to be sent there is dropped when its turn comes."""
    _check_is_theirs(user, actor)
    contact = Contact.objects.select_for_update().filter(user=user, way=way).first()
    if contact is None or not (contact.address or contact.pending):
        return
    contact.address = contact.pending = contact.code_digest = ""
    contact.confirmed_at = contact.code_until = contact.undeliverable_at = None
    contact.is_wanted, contact.code_tries = False, 0
    contact.save()
    record(f"account:{user.pk}", "contact.removed", actor=actor, way=way)


@transaction.atomic(savepoint=False)
def wish(
    user: User, *, ways: Sequence[str], language: str, quiet: Sequence[str], actor: Actor
) -> None:
    """Which confirmed ways are on, in which language, and what is left out.

    What a person must do is never left out; unknown words are passed over.
    """
    _check_is_theirs(user, actor)
    for contact in Contact.objects.select_for_update().filter(user=user).order_by("pk"):
        contact.is_wanted = bool(contact.address) and contact.way in ways
        contact.save(update_fields=["is_wanted"])
    chosen = {
        "language": language if language in LANGUAGES else "",
        "quiet": [topic.value for topic in QUIETABLE if topic in quiet],
    }
    LetterWishes.objects.update_or_create(user=user, defaults=chosen)
    on = [way.value for way in Way if way in ways]
    record(f"account:{user.pk}", "contact.wished", actor=actor, ways=on, **chosen)


def _check_is_theirs(user: User, actor: Actor) -> None:
    if actor.user_id is None or actor.user_id != user.pk or actor.is_staff:
        raise ContactNotYours


def _check_not_too_many(contact: Contact, address: str) -> None:
    now = timezone.now()
    codes = Letter.objects.filter(kind=CODE, created_at__gt=now - A_DAY)
    mine = codes.filter(contact=contact)
    if mine.filter(created_at__gt=now - BETWEEN).exists():
        raise CodeTooSoon(field="address")
    there = codes.filter(address_digest=digest(contact.way, address))
    if mine.count() >= MOST_A_DAY or there.count() >= MOST_A_DAY:
        raise CodesUsedUp(field="address")
