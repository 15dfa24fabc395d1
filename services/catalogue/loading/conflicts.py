"""What a file may not say because another file has said it already."""

from __future__ import annotations

from django.utils.translation import gettext as _

from services.catalogue.faults import Fault, Place
from services.catalogue.read import fingerprint
from services.catalogue.spec import CatalogueSpec, MatterSpec
from services.models import EditionState, LifeEventMatter, Matter, Region


def conflicts(spec: CatalogueSpec, region: Region) -> list[Fault]:
    """A code means one thing: in all files, and in one region.

    A matter that a life event of another file includes may be used here with the same content.
    """
    matters: dict[str, MatterSpec] = {}
    faults = []
    for event in spec.life_events:
        for each in event.matters:
            other = matters.setdefault(each.matter.code, each.matter)
            if other != each.matter:
                faults.append(_differs(each.matter.code, event.code))
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
    return Fault(
        Place(code),
        _("一件事 %(e)s 里有同一个事项代码 %(c)s，内容却不一样。") % {"e": event, "c": code},
        _("请换一个代码，或者改成一样的内容。"),
    )
