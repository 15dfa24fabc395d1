"""Somebody published meanwhile: put the changes on top of the new edition, if they do not meet."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.read import as_json
from services.catalogue.reading import published_spec
from services.models import Revision
from services.revisions.actions.review import take_approval_back
from services.revisions.errors import BaseIsNewest, RevisionOverlaps
from services.revisions.merging import merge
from services.revisions.moving import lock_revision, move_revision, stream_of
from services.revisions.queries import base_spec, catalogue_of, current_edition, spec_of
from services.revisions.sentences import WHOLE, part_in_words


@transaction.atomic(savepoint=False)
def rebase_revision(revision: Revision, *, actor: Actor) -> Revision:
    """Take over what the newest edition changed, where this revision left it alone.

    It is a draft again afterwards: what comes out was checked by nobody yet. Raises
    RevisionOverlaps, naming what both have changed, and BaseIsNewest where its base is the
    newest already.
    """
    revision = lock_revision(revision, actor=actor)
    move_revision(revision, "rebase", actor=actor)
    now = current_edition(revision.code)
    if now is None or now.pk == revision.base_id:
        raise BaseIsNewest
    before = base_spec(revision)
    if before is None:
        raise RevisionOverlaps(details=[as_json(WHOLE)])
    merged = merge(before, ours=spec_of(revision), theirs=published_spec(now))
    if merged.overlaps:
        versions = (spec_of(revision), before)
        said = [part_in_words(part, *versions) for part in merged.overlaps]
        raise RevisionOverlaps(details=[as_json(each) for each in said])
    take_approval_back(revision)
    revision.base = now
    revision.content = as_json(replace(catalogue_of(revision), life_events=(merged.spec,)))
    revision.version += 1
    revision.save()
    record(
        stream_of(revision),
        "revision.rebased",
        actor=actor,
        title=revision.title,
        number=now.number,
        department=actor.department_code,
    )
    return revision
