"""What stood under a code before: in force, or the last that was.

What was retired counts too: else retiring it and loading it again would hide what was added.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from services.catalogue.faults import Fault, Place
from services.catalogue.lookups import matter_specs
from services.catalogue.read import fingerprint
from services.catalogue.spec import CatalogueSpec, MatterSpec
from services.errors import CatalogueRefused
from services.models import Edition, EditionState, LifeEventEdition


def editions_before(codes: Iterable[str]) -> dict[str, LifeEventEdition]:
    found = LifeEventEdition.objects.filter(life_event__code__in=set(codes))
    newest = (
        found.exclude(state=EditionState.DRAFT)
        .select_related("life_event")
        .order_by("life_event_id", "-number")
        .distinct("life_event_id")
    )
    return {edition.life_event.code: edition for edition in newest}


def matters_before(codes: Iterable[str]) -> dict[str, MatterSpec]:
    return _specs(_newest(set(codes)))


def other_wordings(matters: Iterable[MatterSpec]) -> dict[str, MatterSpec]:
    """The same of those of `matters` that read differently now; asks nothing where there are none,
    and reads no more than a fingerprint of what reads the same.
    """
    prints = {matter.code: fingerprint(matter) for matter in matters}
    if not prints:
        return {}
    return _specs(each for each in _newest(prints) if each.fingerprint != prints[each.matter.code])


def _newest(codes: Collection[str]) -> QuerySet[Edition]:
    found = Edition.objects.filter(matter__code__in=codes, region=None)
    return (
        found.exclude(state=EditionState.DRAFT)
        .select_related("matter", "department")
        .order_by("matter_id", "-number")
        .distinct("matter_id")
    )


def _specs(editions: Iterable[Edition]) -> dict[str, MatterSpec]:
    rows = list(editions)
    specs = matter_specs(rows) if rows else {}
    return {edition.matter.code: specs[edition.pk] for edition in rows}


def without_retired(
    spec: CatalogueSpec, places: Mapping[str, Place]
) -> tuple[CatalogueSpec, tuple[str, ...]]:
    """The file without the life events that were retired just as it has them, and their names.

    A file does not bring back what was retired: that is a revision's. Raises CatalogueRefused where
    it has something else to say of one.
    """
    before = editions_before(event.code for event in spec.life_events)
    gone = {
        code: edition.fingerprint
        for code, edition in before.items()
        if edition.state == EditionState.RETIRED
    }
    faults = [
        Fault(
            places.get(event.code, Place(event.code)),
            "[load.retired] " + _("一件事 %(c)s 已经停用。") % {"c": event.code},
            _("要重新开办，请在编辑页面起草修订稿；否则请从文件里去掉它。"),
        )
        for event in spec.life_events
        if event.code in gone and gone[event.code] != fingerprint(replace(event, warnings=()))
    ]
    if faults:
        raise CatalogueRefused(faults)
    kept = tuple(event for event in spec.life_events if event.code not in gone)
    left = tuple(f"{event.code} {event.name}" for event in spec.life_events if event.code in gone)
    return replace(spec, life_events=kept), left
