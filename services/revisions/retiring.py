"""What had its last day is no longer begun (失效); what was begun goes on."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from portal.accounts.actor import Actor
from portal.journal.actions import record
from services.catalogue.load import STREAM, lock_catalogue
from services.catalogue.loading.events import retire
from services.models import EditionState, LifeEventEdition
from services.revisions.disclosure import disclose_end
from services.search.publication import catch_up


@transaction.atomic(savepoint=False)
def retire_when_over(edition: LifeEventEdition, *, actor: Actor) -> bool:
    """Retire a published edition whose last day is past, and say so publicly; whether it was.

    Its matters stay in force, each on its own (docs/guides.md).
    """
    lock_catalogue()
    edition = LifeEventEdition.objects.select_related("life_event").get(pk=edition.pk)
    is_over = edition.valid_until is not None and edition.valid_until < timezone.localdate()
    if edition.state != EditionState.PUBLISHED or not is_over:
        return False
    retire(edition, now=timezone.now())
    catch_up()
    disclose_end(edition, actor=actor)
    record(
        STREAM,
        "life_event.retired",
        actor=actor,
        code=edition.life_event.code,
        name=edition.name,
        number=edition.number,
    )
    return True
