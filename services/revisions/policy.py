"""Who works on the catalogue. Editors share all of it; for everybody else there is nothing here."""

from __future__ import annotations

from dataclasses import dataclass

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.journal.models import Entry
from services.models import Revision
from services.revisions.errors import NotYourRevision, ReviewerIsAuthor, RevisionNotFound

KEEPERS = frozenset({Role.EDITOR, Role.ADMIN})
WRITING = ("revision.started", "revision.saved", "revision.rebased", "revision.submitted")


@dataclass(frozen=True, slots=True)
class Writers:
    """Everybody whose hand is in a revision, from the journal: one who helped may not review."""

    user_ids: frozenset[int | None]
    departments: frozenset[str]


def keeps_the_catalogue(actor: Actor) -> bool:
    return actor.kind in KEEPERS


def must_keep_the_catalogue(actor: Actor) -> None:
    """Raises RevisionNotFound: a stranger must not learn what is being prepared."""
    if not (keeps_the_catalogue(actor) or actor.kind is Role.SYSTEM):
        raise RevisionNotFound


def writers_of(revision: Revision) -> Writers:
    entries = Entry.objects.filter(stream=f"revision:{revision.pk}", verb__in=WRITING)
    acts = list(entries.values_list("actor_id", "data"))
    return Writers(
        frozenset({revision.author_id, *(user for user, _data in acts)}),
        frozenset(
            {revision.author_department, *(data.get("department", "") for _user, data in acts)}
        ),
    )


def check_reviewer(actor: Actor, revision: Revision) -> None:
    """Four eyes: who wrote any of it does not publish it. Raises ReviewerIsAuthor."""
    if actor.user_id in writers_of(revision).user_ids:
        raise ReviewerIsAuthor


def is_of_another_department(department: str, revision: Revision) -> bool:
    """Whether a reviewer of this department may pass what asks more of the public.

    Nobody's department ("") is nobody else's: an unknown one can vouch for nothing.
    """
    theirs = writers_of(revision).departments
    return bool(department) and bool(revision.author_department) and department not in theirs


def check_may_withdraw(actor: Actor, revision: Revision) -> None:
    """The author, or an administrator. Raises NotYourRevision."""
    if actor.kind is not Role.ADMIN and actor.user_id != revision.author_id:
        raise NotYourRevision
