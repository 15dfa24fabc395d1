"""A letter that was given up, sent once more by somebody who mended the cause."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.actor import Actor
from portal.journal.actions import record
from portal.outbox.actions import publish
from windows.letters.errors import LetterUnknown
from windows.letters.models import Letter
from windows.letters.moving import move_letter
from windows.letters.queries import letters_seen
from windows.letters.writing import MESSAGE


@transaction.atomic(savepoint=False)
def send_again(letter: Letter, *, actor: Actor) -> Letter:
    """All its tries anew, with a key of its own. Supervisors of the region and administrators.

    Raises LetterUnknown, MoveRefused for one that was not given up.
    """
    locked = (
        Letter.objects.select_for_update(of=("self",), no_key=True)
        .select_related("contact")
        .get(pk=letter.pk)
    )
    if not letters_seen(actor).filter(pk=locked.pk).exists():
        raise LetterUnknown
    move_letter(locked, "send_again", actor=actor)
    locked.resent += 1
    locked.last_error = ""
    locked.save(update_fields=["state", "resent", "last_error"])
    publish(
        MESSAGE,
        key=f"{MESSAGE}:{locked.pk}:{locked.resent}",
        letter_id=locked.pk,
        resent=locked.resent,
    )
    record(
        f"account:{locked.contact.user_id}",
        "letter.sent_again",
        actor=actor,
        letter=locked.pk,
        way=locked.contact.way,
    )
    return locked
