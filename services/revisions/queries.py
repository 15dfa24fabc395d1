"""Reading revisions, for those who keep the catalogue; and what was changed, for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from portal.accounts.actor import Actor
from portal.journal.models import Entry
from services.catalogue.read import as_json, from_json
from services.catalogue.reading import published_spec
from services.catalogue.spec import CatalogueSpec, LifeEventSpec
from services.models import EditionState, LifeEventEdition, PublicChange, Revision, RevisionState
from services.revisions.affected import affected_by
from services.revisions.burden import Burden, measure_burden
from services.revisions.errors import RevisionNotFound
from services.revisions.measures import alone
from services.revisions.policy import keeps_the_catalogue
from services.revisions.taken_in import burdens_taken_into

AFFECTED = "affected"
TAKEN_IN = "taken_in"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A life event that is published again because it shares a changed matter, or a matter of its
    own that is taken in with other words.
    """

    spec: LifeEventSpec
    burden: Burden
    is_matter: bool = False


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


def is_in_force(code: str) -> bool:
    """Whether a life event can be applied for under this code today."""
    return LifeEventEdition.objects.filter(
        life_event__code=code, state=EditionState.PUBLISHED
    ).exists()


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
        return from_json(Burden, _without_others(revision.burden))
    return measure_burden(base_spec(revision), spec_of(revision))


def burdens_elsewhere(revision: Revision) -> tuple[Elsewhere, ...]:
    """The others that share a changed matter, and the matters taken in: as judged last, and for a
    draft as it stands now.
    """
    spec = spec_of(revision)
    if revision.burden and revision.state != RevisionState.DRAFT:
        kept: Mapping[str, Any] = revision.burden.get(AFFECTED, {})
        editions = {code: current_edition(code) for code in sorted(kept)}
        others = tuple(
            Elsewhere(published_spec(edition), from_json(Burden, kept[code]))
            for code, edition in editions.items()
            if edition is not None
        )
        taken_in = revision.burden.get(TAKEN_IN, {})
        return (
            *others,
            *_of_matters(spec, {code: from_json(Burden, taken_in[code]) for code in taken_in}),
        )
    others = tuple(
        Elsewhere(each, measure_burden(published_spec_of(each.code), each))
        for each in affected_by(spec)
    )
    return (*others, *_of_matters(spec, burdens_taken_into(spec)))


def _of_matters(spec: LifeEventSpec, burdens: Mapping[str, Burden]) -> Iterator[Elsewhere]:
    for each in spec.matters:
        if each.matter.code in burdens:
            yield Elsewhere(alone(each.matter), burdens[each.matter.code], is_matter=True)


def who_sent_back(revision: Revision) -> Entry | None:
    """The last time it was sent back: by whom and when stands in the journal."""
    sent = Entry.objects.filter(stream=f"revision:{revision.pk}", verb="revision.sent_back")
    return sent.order_by("-sequence").first()


def burden_as_json(
    own: Burden, others: Mapping[str, Burden], taken_in: Mapping[str, Burden]
) -> dict[str, Any]:
    """What `Revision.burden` keeps: the measured burden, and beside it those of the others, and of
    the matters taken in.
    """
    return {
        **as_json(own),
        AFFECTED: {code: as_json(each) for code, each in others.items()},
        TAKEN_IN: {code: as_json(each) for code, each in taken_in.items()},
    }


def public_changes() -> QuerySet[PublicChange]:
    """Who changed what, and why, on which day; open to everybody, the newest first."""
    in_force = LifeEventEdition.objects.filter(
        life_event=OuterRef("life_event"), state=EditionState.PUBLISHED
    )
    rows = PublicChange.objects.select_related("life_event", "edition", "along_with")
    return rows.annotate(is_in_force=Exists(in_force))


def _without_others(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in kept.items() if name not in (AFFECTED, TAKEN_IN)}
