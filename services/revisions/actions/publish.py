"""The gate: what passes here is what every new case begins with."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import SYSTEM, Actor
from portal.journal.actions import record
from portal.outbox.actions import publish
from services.catalogue.load import lock_catalogue
from services.catalogue.loading.ends import beginning_of
from services.models import LifeEventEdition, Revision
from services.revisions.errors import ReviewerOfSameDepartment, RevisionScheduled
from services.revisions.judging import Judgement, check_base, check_fit, judge, keep_judgement
from services.revisions.moving import lock_revision, move_revision, stream_of
from services.revisions.policy import check_reviewer, is_of_another_department
from services.revisions.publishing import publish_editions
from services.revisions.seen import check_still_seen, confirm_seen, confirmed_bases
from services.revisions.states import RevisionState


@transaction.atomic(savepoint=False)
def publish_revision(
    revision: Revision, *, actor: Actor, confirmed: Collection[str] = ()
) -> LifeEventEdition | None:
    """Approve a revision and publish it, with every life event that shares a changed matter.

    All that was asked when it was handed in is asked again now, one publication at a time. One
    whose `valid_from` lies ahead is approved, and published by the clockwork on that day: then
    there is no edition yet. `confirmed`: keys of the bases whose original the reviewer has read
    (`services.revisions.seen`). Raises ReviewerIsAuthor, ReviewerOfSameDepartment,
    RevisionScheduled, BaseNotInForce, RevisionNotPublishable, BurdenWithoutBasis, LawNotSeen.
    """
    lock_catalogue()
    revision = lock_revision(revision, actor=actor)
    is_ahead = revision.valid_from is not None and revision.valid_from > timezone.localdate()
    move_revision(revision, "schedule" if is_ahead else "publish", actor=actor)
    check_reviewer(actor, revision)
    if revision.reviewer_name:
        raise RevisionScheduled(day=revision.valid_from)
    judgement = _pass(revision)
    if judgement.adds and not is_of_another_department(actor.department_code, revision):
        raise ReviewerOfSameDepartment
    confirm_seen(revision, judgement.burdens(), confirmed, by=actor.name)
    revision.reviewer_id, revision.reviewer_name = actor.user_id, actor.name
    revision.reviewer_department = actor.department_code
    if is_ahead:
        _schedule(revision, actor=actor)
        return None
    return _publish(revision, judgement, actor=actor)


@transaction.atomic(savepoint=False)
def publish_on_its_day(revision: Revision) -> LifeEventEdition | None:
    """What was approved for today, by the clockwork. None where there is nothing to do any more.

    Raises what `publish_revision` does of the content: the catalogue may have changed since.
    """
    lock_catalogue()
    revision = lock_revision(revision, actor=SYSTEM)
    is_due = revision.valid_from is not None and revision.valid_from <= timezone.localdate()
    is_approved = revision.state == RevisionState.IN_REVIEW and revision.reviewer_name
    if not (is_approved and is_due):
        return None
    move_revision(revision, "publish", actor=SYSTEM)
    judgement = _pass(revision)
    if judgement.adds and not is_of_another_department(revision.reviewer_department, revision):
        raise ReviewerOfSameDepartment
    check_still_seen(revision, judgement.burdens())
    return _publish(revision, judgement, actor=SYSTEM)


def _pass(revision: Revision) -> Judgement:
    check_base(revision)
    judgement = judge(revision)
    check_fit(judgement)
    keep_judgement(revision, judgement)
    return judgement


def _schedule(revision: Revision, *, actor: Actor) -> None:
    assert revision.valid_from is not None  # noqa: S101 (what is ahead has a day)
    revision.save()
    entry = record(
        stream_of(revision),
        "revision.scheduled",
        actor=actor,
        title=revision.title,
        day=revision.valid_from.isoformat(),
        confirmed=_confirmed(revision),
    )
    publish(
        "revision.publish",
        key=f"revision.publish:{revision.pk}:{entry.sequence}",
        not_before=beginning_of(revision.valid_from),
        revision_id=revision.pk,
    )


def _publish(revision: Revision, judgement: Judgement, *, actor: Actor) -> LifeEventEdition:
    edition = publish_editions(revision, judgement, actor=actor)
    revision.edition = edition
    revision.decided_at = timezone.now()
    revision.save()
    record(
        stream_of(revision),
        "revision.published",
        actor=actor,
        title=revision.title,
        number=edition.number,
        reviewer=revision.reviewer_name,
        adds_burden=judgement.adds,
        affected=[each.code for each in judgement.affected],
        confirmed=_confirmed(revision),
    )
    return edition


def _confirmed(revision: Revision) -> list[str]:
    return [basis.named() for basis in confirmed_bases(revision)]
