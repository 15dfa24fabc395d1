"""One try at one letter. No row is locked while a server is asked.

Exactly once is not to be had from mail servers and telephone networks. A process that dies between
the answer of the gateway and our note of it sends a second copy; every try bears the same key, so
that a gateway that knows keys sends none.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM
from portal.journal.actions import record
from portal.outbox.handlers import GiveUp, TryAgain
from windows.letters.addresses import digest
from windows.letters.codes import GOOD_FOR, TOO_OLD, code_digest, new_code
from windows.letters.kinds import CODE
from windows.letters.models import Contact, Letter, LetterWishes
from windows.letters.moving import move_letter
from windows.letters.telling import tell_undeliverable
from windows.letters.transports.base import NotNow, Parcel, Refused, Undeliverable
from windows.letters.transports.registry import transport_for
from windows.letters.wording import Wording, page_address, worded

TRIES = 16
"""With growing delays some six hours; later than that a letter tells of yesterday."""


def send(letter_id: int, *, resent: int) -> None:
    """Raises TryAgain while the gateway cannot take it, GiveUp when only people can mend it."""
    parcel = _prepared(letter_id, resent)
    if parcel is None:
        return
    transport = transport_for(parcel.way)
    if transport is None:
        raise GiveUp("这种方式已经停用")
    try:
        reference = transport.send(parcel)
    except NotNow as failed:
        _failed(letter_id, resent, failed.reason)
        raise TryAgain(failed.after, failed.reason) from None
    except Undeliverable as failed:
        _undeliverable(letter_id, resent, failed.reason)
    except Refused as failed:
        raise GiveUp(failed.reason) from None
    else:
        _sent(letter_id, resent, reference)


def bury(*, letter_id: int, reason: str, resent: int = 0, **_: object) -> None:
    """No try is left: supervisors and administrators see it, and may send it again."""
    with transaction.atomic(durable=True):
        letter = _current(letter_id, resent)
        if letter is not None:
            _give_up(letter, reason)


def _prepared(letter_id: int, resent: int) -> Parcel | None:
    """What goes out now; None for what is over or not wanted any more. A code is made here, so
    that it is in no table and no message.
    """
    with transaction.atomic(durable=True):
        letter = _current(letter_id, resent)
        if letter is None:
            return None
        contact = Contact.objects.select_for_update(no_key=True).get(pk=letter.contact_id)
        address = contact.pending if letter.kind == CODE else contact.address
        if not _is_wanted(letter, contact, address):
            move_letter(letter, "drop", actor=SYSTEM)
            letter.save(update_fields=["state"])
            return None
        letter.tries += 1
        letter.save(update_fields=["tries"])
        said = _worded(letter, contact)
    return Parcel(
        way=contact.way,
        to=address,
        subject=said.subject,
        text=said.sms if contact.way == "sms" else said.email,
        key=f"letter-{letter.pk}-{resent}" + (f"-{letter.tries}" if letter.kind == CODE else ""),
    )


def _is_wanted(letter: Letter, contact: Contact, address: str) -> bool:
    """Written for another address, switched off meanwhile, or a code nobody waits for any more."""
    if not address or letter.address_digest != digest(contact.way, address):
        return False
    if letter.kind == CODE:
        return timezone.now() - letter.created_at < TOO_OLD
    return contact.is_wanted and contact.undeliverable_at is None


def _worded(letter: Letter, contact: Contact) -> Wording:
    language = language_of(contact)
    if letter.kind == CODE:
        code = new_code()
        contact.code_digest = code_digest(contact.pk, contact.pending, code)
        contact.code_until, contact.code_tries = timezone.now() + GOOD_FOR, 0
        contact.save(update_fields=["code_digest", "code_until", "code_tries"])
        return worded(CODE, language, code=code, minutes=int(GOOD_FOR.total_seconds()) // 60)
    notice = letter.notice
    if notice is None:
        raise GiveUp("没有对应的消息")
    link = page_address(notice.url)
    return worded(letter.kind, language, number=notice.case.number, link=link)


def language_of(contact: Contact) -> str:
    wishes = LetterWishes.objects.filter(user=contact.user_id).first()
    return (wishes.language if wishes else "") or contact.user.language


def _sent(letter_id: int, resent: int, reference: str) -> None:
    with transaction.atomic(durable=True):
        letter = _current(letter_id, resent)
        if letter is None:
            return
        move_letter(letter, "arrive", actor=SYSTEM)
        letter.sent_at, letter.last_error = timezone.now(), ""
        letter.reference = reference[:120]
        letter.save(update_fields=["state", "sent_at", "last_error", "reference"])


def _failed(letter_id: int, resent: int, reason: str) -> None:
    with transaction.atomic(durable=True):
        letter = _current(letter_id, resent)
        if letter is None:
            return
        move_letter(letter, "fail", actor=SYSTEM)
        letter.last_error = reason[:300]
        letter.save(update_fields=["state", "last_error"])


def _undeliverable(letter_id: int, resent: int, reason: str) -> None:
    """Nothing more goes there, and the person hears of it in the site and by their other way."""
    with transaction.atomic(durable=True):
        letter = _current(letter_id, resent)
        if letter is None:
            return
        _give_up(letter, reason)
        contact = Contact.objects.select_for_update(no_key=True).get(pk=letter.contact_id)
        if contact.undeliverable_at is not None:
            return
        contact.undeliverable_at = timezone.now()
        contact.save(update_fields=["undeliverable_at"])
        record(f"account:{contact.user_id}", "contact.undeliverable", actor=SYSTEM, way=contact.way)
        if letter.notice is not None:
            tell_undeliverable(letter.notice, contact, letter.pk)


def _give_up(letter: Letter, reason: str) -> None:
    move_letter(letter, "give_up", actor=SYSTEM)
    letter.last_error = reason[:300]
    letter.save(update_fields=["state", "last_error"])
    record(
        f"account:{letter.contact.user_id}",
        "letter.given_up",
        actor=SYSTEM,
        letter=letter.pk,
        way=letter.contact.way,
        reason=letter.last_error,
    )


def _current(letter_id: int, resent: int) -> Letter | None:
    """Locked; None for what is over, and for an older round."""
    letter = (
        Letter.objects.select_for_update(of=("self",), no_key=True)
        .select_related("contact__user", "notice__case")
        .filter(pk=letter_id, resent=resent)
        .first()
    )
    return letter if letter is not None and letter.is_open else None
