"""Between the editor's hand and the reviewer's eye."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.models import Revision
from services.revisions.errors import ReviewNoteMissing, ValidityRefused, WhyMissing
from services.revisions.judging import (
    check_base,
    check_differs,
    check_fit,
    judge,
    keep_judgement,
)
from services.revisions.moving import lock_revision, move_revision, stream_of
from services.revisions.policy import check_may_withdraw


@transaction.atomic(savepoint=False)
def submit_revision(
    revision: Revision,
    *,
    why: str,
    actor: Actor,
    why_en: str = "",
    valid_from: dt.date | None = None,
    valid_until: dt.date | None = None,
) -> Revision:
    """Hand it in for review, with the reason that the public will read.

    Every check runs here, over the life event and all that share a changed matter; what they found
    and what it costs the public is kept for the reviewer. Raises WhyMissing, ValidityRefused,
    BaseNotInForce, NothingChanged, RevisionNotPublishable, BurdenWithoutBasis.
    """
    revision = lock_revision(revision, actor=actor)
    move_revision(revision, "submit", actor=actor)
    revision.why, revision.why_en = why.strip(), why_en.strip()
    revision.valid_from, revision.valid_until = valid_from, valid_until
    _check_said(revision)
    check_base(revision)
    check_differs(revision)
    judgement = judge(revision)
    check_fit(judgement)
    keep_judgement(revision, judgement)
    revision.review_note = revision.review_note_en = ""
    revision.submitted_at = timezone.now()
    revision.save()
    record(
        stream_of(revision),
        "revision.submitted",
        actor=actor,
        title=revision.title,
        why=revision.why,
        adds_burden=judgement.adds,
        affected=[each.code for each in judgement.affected],
        department=actor.department_code,
    )
    return revision


@transaction.atomic(savepoint=False)
def send_back(revision: Revision, *, note: str, actor: Actor, note_en: str = "") -> Revision:
    """Back to the author, with what is wrong; also what was approved and waits for its day.

    Who sent it back stands in the journal. A person writes in one language; the clockwork says it
    in both. Raises ReviewNoteMissing.
    """
    revision = lock_revision(revision, actor=actor)
    move_revision(revision, "send_back", actor=actor)
    if not note.strip():
        raise ReviewNoteMissing(field="note")
    take_approval_back(revision)
    revision.review_note, revision.review_note_en = note.strip(), note_en.strip()
    revision.save()
    record(
        stream_of(revision),
        "revision.sent_back",
        actor=actor,
        title=revision.title,
        note=revision.review_note,
        note_en=revision.review_note_en,
    )
    return revision


@transaction.atomic(savepoint=False)
def withdraw_revision(revision: Revision, *, actor: Actor) -> Revision:
    """The author gives it up, or an administrator for them; it stays as it was, unpublished.

    Raises NotYourRevision.
    """
    revision = lock_revision(revision, actor=actor)
    check_may_withdraw(actor, revision)
    move_revision(revision, "withdraw", actor=actor)
    take_approval_back(revision)
    revision.decided_at = timezone.now()
    revision.save()
    record(stream_of(revision), "revision.withdrawn", actor=actor, title=revision.title)
    return revision


def take_approval_back(revision: Revision) -> None:
    """Whoever approved it approved other content than what comes next."""
    revision.reviewer = None
    revision.reviewer_name = revision.reviewer_department = ""
    revision.confirmed = []


def _check_said(revision: Revision) -> None:
    if not revision.why:
        raise WhyMissing(field="why")
    begins, ends = revision.valid_from, revision.valid_until
    today = timezone.localdate()
    if (begins and begins < today) or (ends and ends < (begins or today)):
        raise ValidityRefused(field="valid_from" if begins and begins < today else "valid_until")
