"""A letter for each way that is on, in the transaction of the notice. Nothing is sent here."""

from __future__ import annotations

from django.conf import settings

from portal.accounts.models import Applicant, ApplicantKind
from portal.outbox.actions import publish
from portal.rows import insert
from portal.worded import Worded
from windows.letters.addresses import digest
from windows.letters.kinds import ALWAYS, topic_of
from windows.letters.models import Contact, Letter
from windows.notices.models import Notice

MESSAGE = "letter.send"

_OF_A_PERSON: Worded[Contact] = Worded(
    lambda person: (
        Contact.objects.select_related("user__letter_wishes")
        .filter(user__applicant=person, is_wanted=True, undeliverable_at=None)
        .order_by("pk")
    )
)
_OF_AN_ORGANISATION: Worded[Contact] = Worded(
    lambda organisation: (
        Contact.objects.select_related("user__letter_wishes")
        .filter(
            user__applicant__represents__organisation=organisation,
            user__applicant__represents__ended_at=None,
            is_wanted=True,
            undeliverable_at=None,
        )
        .order_by("pk")
    )
)
"""Everybody who stands for it today; what one of them confirmed is that person's own."""


def write_letters(notice: Notice, reader: Applicant) -> None:
    """For a notice that is new. Rehearsals and ways that are off write none."""
    if not settings.LETTER_TRANSPORTS:
        return
    is_person = reader.kind == ApplicantKind.PERSON
    topic = topic_of(notice.kind)
    for contact in (_OF_A_PERSON if is_person else _OF_AN_ORGANISATION)(reader.pk):
        wishes = getattr(contact.user, "letter_wishes", None)
        is_quiet = wishes is not None and topic in wishes.quiet and topic not in ALWAYS
        if not is_quiet and settings.LETTER_TRANSPORTS.get(contact.way):
            put_in_the_post(contact, kind=notice.kind, address=contact.address, notice=notice)


def put_in_the_post(
    contact: Contact, *, kind: str, address: str, notice: Notice | None = None
) -> Letter:
    """One row, and the message that has it sent after the commit."""
    letter = Letter(
        contact=contact, notice=notice, kind=kind, address_digest=digest(contact.way, address)
    )
    insert(letter)
    publish(MESSAGE, key=f"{MESSAGE}:{letter.pk}:0", letter_id=letter.pk, resent=0)
    return letter
