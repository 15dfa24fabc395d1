"""Reading revisions, for those who keep the catalogue; and what was changed, for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from portal.accounts.actor import Actor
from services.catalogue.read import as_json, from_json
from services.catalogue.reading import published_spec
from services.catalogue.spec import CatalogueSpec, LifeEventSpec
from services.checks.findings import Finding
from services.models import EditionState, LifeEventEdition, PublicChange, Revision, RevisionState
from services.revisions.burden import Burden, measure_burden
from services.revisions.errors import RevisionNotFound
from services.revisions.policy import keeps_the_catalogue

AFFECTED = "affected"


def revisions_for(actor: Actor) -> QuerySet[Revision]:
    """All of them for editors and administrators, the newest first; none for anybody else."""
    if not keeps_the_catalogue(actor):
        return Revision.objects.none()
    return Revision.objects.select_related("base", "edition")


def revision_for(actor: Actor, pk: int) -> Revision:
    """Raises RevisionNotFound."""
    found = revisions_for(actor).filter(pk=pk).first()
    if found is None:
        raise RevisionNotFound
    return found


def current_edition(code: str) -> LifeEventEdition | None:
    """The edition that a revision must follow: the published one, else the last that was."""
    editions = LifeEventEdition.objects.filter(life_event__code=code)
    published = editions.exclude(state=EditionState.DRAFT).select_related("life_event")
    return published.order_by("-number").first()


def published_spec_of(code: str) -> LifeEventSpec | None:
    """What is published under this code today."""
    edition = current_edition(code)
    is_published = edition is not None and edition.state == EditionState.PUBLISHED
    return published_spec(edition) if edition is not None and is_published else None


def catalogue_of(revision: Revision) -> CatalogueSpec:
    return from_json(CatalogueSpec, revision.content)


def spec_of(revision: Revision) -> LifeEventSpec:
    """The life event as this revision would have it."""
    return catalogue_of(revision).life_events[0]


def base_spec(revision: Revision) -> LifeEventSpec | None:
    """The life event as it was when the revision began; None for a new one."""
    return published_spec(revision.base) if revision.base else None


def burden_of(revision: Revision) -> Burden:
    """What it costs the public: as judged last, and for a draft as it stands now."""
    if revision.burden and revision.state != RevisionState.DRAFT:
        return from_json(Burden, _without_affected(revision.burden))
    return measure_burden(base_spec(revision), spec_of(revision))


def affected_burdens_of(revision: Revision) -> dict[str, Burden]:
    """Life event code → what the change does there, as judged last."""
    kept: Mapping[str, Any] = revision.burden.get(AFFECTED, {})
    return {code: from_json(Burden, each) for code, each in kept.items()}


def burden_as_json(own: Burden, others: Mapping[str, Burden]) -> dict[str, Any]:
    """What `Revision.burden` keeps: the measured burden, and beside it those of the others."""
    return {**as_json(own), AFFECTED: {code: as_json(each) for code, each in others.items()}}


def findings_of(revision: Revision) -> tuple[Finding, ...]:
    """What the checks said when it was judged last."""
    return tuple(from_json(Finding, each) for each in revision.findings)


def public_changes() -> QuerySet[PublicChange]:
    """Who changed what, and why, on which day; open to everybody, the newest first."""
    return PublicChange.objects.select_related("life_event", "edition")


def _without_affected(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in kept.items() if name != AFFECTED}
