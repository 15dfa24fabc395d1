"""A revision becomes editions: its own, and one of each life event that shares a changed matter."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from portal.accounts.actor import Actor
from services.catalogue.load import publish_catalogue
from services.models import EditionState, LifeEventEdition, Revision
from services.revisions.disclosure import Told, disclose, disclose_matter
from services.revisions.homes import home_of
from services.revisions.judging import Judgement
from services.revisions.queries import catalogue_of


def publish_editions(revision: Revision, judgement: Judgement, *, actor: Actor) -> LifeEventEdition:
    """Write the editions and say publicly what changed.

    Under the catalogue's lock, after every check has passed.
    """
    specs = (judgement.spec, *judgement.affected)
    ends = _ends(judgement) | {revision.code: revision.valid_until}
    publish_catalogue(
        replace(catalogue_of(revision), life_events=specs),
        actor=actor,
        region=home_of(revision.code),
        ends=ends,
    )
    editions = {
        edition.life_event.code: edition
        for edition in LifeEventEdition.objects.filter(
            life_event__code__in=ends, state=EditionState.PUBLISHED
        ).select_related("life_event")
    }
    burdens = {revision.code: judgement.burden, **judgement.burden_elsewhere}
    told = Told.of_revision(revision)
    life_event = editions[revision.code].life_event
    for included in judgement.spec.matters:
        if burden := judgement.burden_of_matters.get(included.matter.code):
            disclose_matter(included.matter, burden=burden, told=told, along_with=life_event)
    for spec in reversed(specs):  # the one that was revised is told last: it stands on top
        edition = editions[spec.code]
        is_own = spec.code == revision.code
        led_by = None if is_own else life_event
        disclose(edition, burden=burdens[spec.code], told=told, along_with=led_by)
    return editions[revision.code]


def _ends(judgement: Judgement) -> dict[str, dt.date | None]:
    """Those taken along go on as long as they would have."""
    codes = [each.code for each in judgement.affected]
    rows = LifeEventEdition.objects.filter(life_event__code__in=codes, state=EditionState.PUBLISHED)
    return dict(rows.values_list("life_event__code", "valid_until"))
