"""Saving a draft so that the save can be taken back, and taking it back."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import Actor
from portal.errors import MoveRefused
from services.catalogue.read import from_json
from services.catalogue.spec import CatalogueSpec, LifeEventSpec
from services.models import Revision, RevisionSave
from services.revisions.actions import save_revision


class NothingToUndo(MoveRefused):
    code = "nothing_to_undo"
    message = _("没有可以撤销的保存。")
    what_to_do = _("修订稿还是起草时的样子，或者最近一次保存是从别处导入的。")


@transaction.atomic(savepoint=False)
def save_step(revision: Revision, *, spec: LifeEventSpec, version: int, actor: Actor) -> Revision:
    """Save, and keep what the draft was before.

    `save_revision` refuses an older version, so what stands under `version` is what it replaces.
    """
    before = Revision.objects.select_for_update().get(pk=revision.pk).content
    saved = save_revision(revision, spec=spec, version=version, actor=actor)
    if saved.version == version:
        return saved  # what is the same is no save
    RevisionSave.objects.create(
        revision=saved,
        version=saved.version,
        before=before,
        saved_by_id=actor.user_id,
        saved_by_name=actor.name,
    )
    return saved


@transaction.atomic(savepoint=False)
def undo_save(revision: Revision, *, version: int, actor: Actor) -> Revision:
    """What was before the last save becomes a new version; again for the save before that.

    Raises NothingToUndo.
    """
    now = Revision.objects.select_for_update().get(pk=revision.pk)
    step = last_step(now)
    if step is None:
        raise NothingToUndo
    spec = from_json(CatalogueSpec, step.before).life_events[0]
    saved = save_revision(now, spec=spec, version=version, actor=actor)
    step.undone_version = saved.version
    step.save(update_fields=["undone_version"])
    return saved


def last_step(revision: Revision) -> RevisionSave | None:
    """The save that an undo would take back; None when something else was written since."""
    steps = list(
        RevisionSave.objects.filter(revision=revision).defer("before").order_by("-version")
    )
    step = next((each for each in steps if each.undone_version is None), None)
    if step is None:
        return None
    ours = {each.version for each in steps} | {each.undone_version for each in steps}
    since = range(step.version, revision.version + 1)
    return step if all(version in ours for version in since) else None


def last_saver(revision: Revision) -> RevisionSave | None:
    """Who saved last, as far as it was saved on the editing page."""
    return (
        RevisionSave.objects.filter(revision=revision).defer("before").order_by("-version").first()
    )
