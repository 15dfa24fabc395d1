"""Writing: a revision begins from what is in force, from nothing, or from an older edition."""

from __future__ import annotations

import re
from dataclasses import replace

from django.db import transaction

from portal.accounts.actor import Actor
from portal.journal.actions import record
from portal.journal.models import Entry
from services.catalogue.read import as_json
from services.catalogue.reading import published_spec
from services.catalogue.spec import CatalogueSpec, LifeEventSpec
from services.errors import NoSuchLifeEvent
from services.models import Audience, EditionState, LifeEventEdition, Revision
from services.revisions.errors import (
    AudienceRefused,
    CodeRefused,
    CodeTaken,
    EditionInForce,
    NameMissing,
    RevisionChangedMeanwhile,
    RevisionCodeFixed,
)
from services.revisions.moving import lock_revision, move_revision, stream_of
from services.revisions.policy import must_keep_the_catalogue
from services.revisions.queries import catalogue_of, current_edition, spec_of
from services.revisions.states import OPEN

CODE = re.compile(r"[A-Za-z0-9_-]{1,64}")
NAME_LENGTH = 200
TITLE_EN_LENGTH = 300


@transaction.atomic(savepoint=False)
def start_revision(code: str, *, actor: Actor) -> Revision:
    """Begin to revise a published life event; a second call finds the first, while it is open.

    Where the last edition has run out, the revision begins from that one. Raises RevisionNotFound
    for everybody but editors, NoSuchLifeEvent.
    """
    must_keep_the_catalogue(actor)
    base = current_edition(code)
    if base is None:
        raise NoSuchLifeEvent
    mine = Revision.objects.filter(code=code, author_id=actor.user_id, state__in=OPEN)
    begun = mine.order_by("-pk").first()
    if begun is not None:
        return begun
    spec = published_spec(base)
    return _begin(spec, base=base, actor=actor)


@transaction.atomic(savepoint=False)
def start_new(code: str, name: str, *, audience: str, actor: Actor) -> Revision:
    """Begin a life event that does not exist yet.

    Raises RevisionNotFound, CodeRefused, CodeTaken, NameMissing, AudienceRefused.
    """
    must_keep_the_catalogue(actor)
    code, name = code.strip(), " ".join(name.split())
    if not CODE.fullmatch(code):
        raise CodeRefused(field="code")
    if not name or len(name) > NAME_LENGTH:
        raise NameMissing(field="name")
    if audience not in Audience.values:
        raise AudienceRefused(field="audience")
    taken = current_edition(code)
    other = Revision.objects.filter(code=code, state__in=OPEN).first()
    if taken is not None or other is not None:
        owner = taken.name if taken is not None else other.title if other else ""
        raise CodeTaken(field="code", code=code, name=owner)
    return _begin(LifeEventSpec(code, name, audience=audience), base=None, actor=actor)


@transaction.atomic(savepoint=False)
def roll_back(edition: LifeEventEdition, *, why: str, actor: Actor) -> Revision:
    """Begin a revision that says what this older edition said. It goes the way of every other:
    checked, reviewed by somebody else, and published under a new number.

    Raises RevisionNotFound, EditionInForce.
    """
    must_keep_the_catalogue(actor)
    base = current_edition(edition.life_event.code)
    if base is None or (base.pk == edition.pk and base.state == EditionState.PUBLISHED):
        raise EditionInForce(number=edition.number)
    spec = published_spec(edition)
    return _begin(spec, base=base, actor=actor, why=why.strip(), restores=edition.number)


@transaction.atomic(savepoint=False)
def save_revision(
    revision: Revision, *, spec: LifeEventSpec, version: int, actor: Actor
) -> Revision:
    """Keep the content as it is now, if nobody saved since `version`; what is the same is no save.

    Raises RevisionNotFound, MoveRefused once it is in review, RevisionChangedMeanwhile,
    RevisionCodeFixed.
    """
    revision = lock_revision(revision, actor=actor)
    move_revision(revision, "save", actor=actor)
    if revision.version != version:
        raise RevisionChangedMeanwhile(who=_last_writer(revision))
    if spec.code != revision.code:
        raise RevisionCodeFixed(field="code", code=revision.code)
    before = spec_of(revision)
    if before == spec:
        return revision
    if revision.title == before.name:
        revision.title = spec.name[:NAME_LENGTH]
        revision.title_en = spec.name_en[:TITLE_EN_LENGTH]
    revision.content = as_json(replace(catalogue_of(revision), life_events=(spec,)))
    revision.version += 1
    revision.save()
    record(
        stream_of(revision),
        "revision.saved",
        actor=actor,
        title=revision.title,
        version=revision.version,
        department=actor.department_code,
    )
    return revision


def _begin(
    spec: LifeEventSpec,
    *,
    base: LifeEventEdition | None,
    actor: Actor,
    why: str = "",
    restores: int | None = None,
) -> Revision:
    revision = Revision.objects.create(
        code=spec.code,
        title=spec.name[:NAME_LENGTH],
        title_en=spec.name_en[:TITLE_EN_LENGTH],
        base=base,
        restores=restores,
        content=as_json(CatalogueSpec(title=spec.name, life_events=(spec,))),
        why=why,
        author_id=actor.user_id,
        author_name=actor.name,
        author_department=actor.department_code,
    )
    record(
        stream_of(revision),
        "revision.started",
        actor=actor,
        title=revision.title,
        code=revision.code,
        base=base.number if base else 0,
        department=actor.department_code,
    )
    return revision


def _last_writer(revision: Revision) -> str:
    entry = Entry.objects.filter(
        stream=stream_of(revision),
        verb__in=("revision.started", "revision.saved", "revision.rebased"),
    ).order_by("-sequence")[0]
    return entry.actor_name
