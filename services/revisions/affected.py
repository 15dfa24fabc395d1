"""Whom a change reaches beside the life event it was made in: those that share a changed matter."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from services.catalogue.read import fingerprint
from services.catalogue.reading import published_spec
from services.catalogue.spec import LifeEventSpec, MatterSpec
from services.models import EditionState, LifeEventEdition, LifeEventMatter


def affected_by(spec: LifeEventSpec) -> tuple[LifeEventSpec, ...]:
    """The other published life events as they would be, once this one is published."""
    return affected_by_matters((each.matter for each in spec.matters), but=(spec.code,))


def affected_by_matters(
    matters: Iterable[MatterSpec], *, but: Collection[str] = ()
) -> tuple[LifeEventSpec, ...]:
    """Published life events (`but` not these) that include one of `matters` in another wording,
    with the new wording in its place; by code.
    """
    wanted = {matter.code: matter for matter in matters}
    prints = {code: fingerprint(matter) for code, matter in wanted.items()}
    included = LifeEventMatter.objects.filter(
        edition__state=EditionState.PUBLISHED, matter_edition__matter__code__in=wanted
    ).exclude(edition__life_event__code__in=but)
    changed = {
        edition
        for edition, code, content in included.values_list(
            "edition_id", "matter_edition__matter__code", "matter_edition__fingerprint"
        )
        if content != prints[code]
    }
    editions = LifeEventEdition.objects.filter(pk__in=changed).order_by("life_event__code")
    return tuple(_with(published_spec(edition), wanted) for edition in editions)


def _with(spec: LifeEventSpec, wanted: dict[str, MatterSpec]) -> LifeEventSpec:
    return replace(
        spec,
        matters=tuple(
            replace(each, matter=wanted.get(each.matter.code, each.matter)) for each in spec.matters
        ),
    )
