"""What a file may not say because another file has said it already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from services.catalogue.faults import Fault, Place
from services.catalogue.read import fingerprint
from services.catalogue.spec import CatalogueSpec, MatterSpec
from services.models import Department, EditionState, LifeEventMatter, Matter, Region


def conflicts(spec: CatalogueSpec, region: Region) -> list[Fault]:
    """A code means one thing: in all files, and in one region; and departments are known.

    A matter that a life event outside `spec` includes may be used here with the same content only.
    """
    matters: dict[str, MatterSpec] = {}
    faults = []
    for event, matter in _used(spec):
        if matters.setdefault(matter.code, matter) != matter:
            faults.append(_differs(matter.code, event))
    faults += _homeless(spec, matters, region)
    faults += _elsewhere(matters, region)
    own = {event.code for event in spec.life_events}
    included = (
        LifeEventMatter.objects.filter(
            edition__state=EditionState.PUBLISHED, matter_edition__matter__code__in=matters
        )
        .exclude(edition__life_event__code__in=own)
        .values_list(
            "matter_edition__matter__code",
            "matter_edition__fingerprint",
            "edition__life_event__code",
        )
    )
    faults += [
        _differs(code, event)
        for code, content, event in included
        if content != fingerprint(matters[code])
    ]
    return faults


def _used(spec: CatalogueSpec) -> Iterator[tuple[str, MatterSpec]]:
    """Each matter with the life event that brings it; "" for those that stand alone."""
    for event in spec.life_events:
        for each in event.matters:
            yield event.code, each.matter
    for matter in spec.matters:
        yield "", matter


def _homeless(
    spec: CatalogueSpec, matters: Mapping[str, MatterSpec], region: Region
) -> list[Fault]:
    named = {(code, matter.department) for code, matter in matters.items()}
    named |= {(event.code, event.lead) for event in spec.life_events if event.lead}
    known = set(Department.objects.filter(region=region).values_list("name", flat=True))
    known |= {department.name for department in spec.departments}
    return [
        Fault(
            Place(code),
            _("%(r)s没有部门“%(d)s”。") % {"r": region.name, "d": department},
            _("请先载入这个部门，或者换一个部门。"),
        )
        for code, department in sorted(named)
        if department not in known
    ]


def _elsewhere(matters: dict[str, MatterSpec], region: Region) -> list[Fault]:
    rows = Matter.objects.filter(code__in=matters).exclude(department__region=region)
    return [
        Fault(
            Place(code),
            _("事项代码 %(c)s 已经用在 %(r)s。") % {"c": code, "r": name},
            _("请为这个地区换一个代码。"),
        )
        for code, name in rows.values_list("code", "department__region__name")
    ]


def _differs(code: str, event: str) -> Fault:
    if not event:
        return Fault(
            Place(code),
            _("事项 %(c)s 在文件里出现了两次，内容不一样。") % {"c": code},
            _("请只留下一次。"),
        )
    return Fault(
        Place(code),
        _("一件事 %(e)s 里有同一个事项代码 %(c)s，内容却不一样。") % {"e": event, "c": code},
        _("请换一个代码，或者改成一样的内容。"),
    )
