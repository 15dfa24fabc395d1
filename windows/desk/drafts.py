"""What a clerk has typed survives a closed browser, a crash and another machine.

Kept locked with the key that documents are locked with, for the clerk and the page alone. Numbers
of identity cards are never kept: the card lies on the desk and is read again in a second.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from materials.documents.keys import KeyMissing, LockedKey, current_name, lock, unlock
from materials.documents.sealing import SealBroken
from portal.accounts import identity
from portal.accounts.actor import Actor
from windows.clock import today
from windows.desk.models import DeskDraft

FORMS = frozenset(
    {
        *("register", "begin", "form", "notice", "notice_form"),
        *("refuse", "withdraw", "party", "guardian"),
    }
)
KEPT_FOR = dt.timedelta(days=3)
"""Over a weekend, not longer."""
LONGEST = 64 * 1024
NEVER_KEPT = frozenset(
    {
        "csrfmiddlewaretoken",
        "id_number",
        "strokes",
        "draft_key",
        "kept_page",
        "kept_form",
        "was_read",
    }
)

Typed = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """One form as it was left."""

    form: str
    saved_at: dt.datetime
    values: Typed


def keep(actor: Actor, *, page: str, form: str, values: Mapping[str, Iterable[str]]) -> bool:
    """The latest state replaces the one before. False where nothing is left to keep, or where the
    portal was given no key to lock it with: then it is rather lost than laid open.
    """
    if form.partition(":")[0] not in FORMS or actor.user_id is None or not current_name():
        return False
    kept = {name: rows for name in values if (rows := _kept(name, values[name]))}
    content = json.dumps(kept, ensure_ascii=False).encode()
    _purge()
    if not any(any(rows) for rows in kept.values()) or len(content) > LONGEST:
        forget(actor, page=page, form=form)
        return False
    locked = lock(content, _context(actor, page, form))
    with transaction.atomic():
        DeskDraft.objects.update_or_create(
            clerk_id=actor.user_id,
            page=page,
            form=form,
            defaults={
                "key_name": locked.name,
                "locked": locked.locked,
                "saved_at": timezone.now(),
            },
        )
    return True


def kept_on(actor: Actor, page: str) -> dict[str, Kept]:
    """What this clerk left on this page, by form. What no longer opens is as if it were not."""
    since = timezone.now() - KEPT_FOR
    rows = DeskDraft.objects.filter(clerk=actor.user_id, page=page, saved_at__gte=since)
    found = {}
    for row in rows:
        try:
            content = unlock(
                LockedKey(row.key_name, bytes(row.locked)), _context(actor, page, row.form)
            )
        except (KeyMissing, SealBroken):
            continue
        found[row.form] = Kept(row.form, row.saved_at, json.loads(content))
    return found


def forget(actor: Actor, *, page: str, form: str = "") -> None:
    """The form was sent, or its clerk wants none of it; without a form, all of the page."""
    mine = DeskDraft.objects.filter(clerk=actor.user_id, page=page)
    (mine.filter(form=form) if form else mine).delete()


def _purge() -> None:
    """Whoever keeps something clears away what has lain too long, whosever it was."""
    DeskDraft.objects.filter(saved_at__lt=timezone.now() - KEPT_FOR).delete()


def _kept(name: str, rows: Iterable[str]) -> list[str]:
    if name in NEVER_KEPT:
        return []
    day = today()
    return [row for row in rows if not identity.is_resident_id(row, today=day)]


def _context(actor: Actor, page: str, form: str) -> str:
    """A row that is put under another clerk's name or page does not open there."""
    return f"desk:{actor.user_id}:{page}:{form}"
