"""What the catalogue knows already, offered while an editor types: no code has to be known."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from datasharing.models import DataResource
from materials.catalogue.models import DataElement, MaterialType
from services import queries as catalogue
from services.catalogue.spec import LifeEventSpec
from services.catalogue.text import Text
from services.models import Department, StatuteArticle
from services.revisions.edits.names import new_code
from services.revisions.homes import home_of
from windows.web.page import spoken

MOST = 400
Choice = tuple[str, str]


def departments(spec: LifeEventSpec, *held: str) -> list[Choice]:
    """Those of the region that it is published in, by name, as the catalogue spells it; `held`
    are kept although no row has them.
    """
    found = Department.objects.filter(region=home_of(spec.code)).order_by("name")
    names = dict.fromkeys(found.values_list("name", flat=True))
    names.update(dict.fromkeys(name for name in held if name))
    return [("", str(_("请选择"))), *((name, name) for name in names)]


def life_events(*held: str) -> list[Choice]:
    rows = [
        (edition.life_event.code, spoken(Text(edition.name, edition.name_en)))
        for edition in catalogue.published_life_events()
    ]
    known = {code for code, _name in rows}
    return [("", "—"), *rows, *((code, code) for code in held if code and code not in known)]


def resources() -> list[Choice]:
    rows = DataResource.objects.order_by("code").values_list("code", "name", "name_en")
    return [(code, spoken(Text(name, name_en))) for code, name, name_en in rows]


def prefills(*held: str) -> list[Choice]:
    """`resource.field` paths that may fill in a field, and what the applicant's account knows."""
    rows = [
        (f"{resource.code}.{each['name']}", f"{resource.name} · {each['label']}")
        for resource in DataResource.objects.order_by("code")
        for each in resource.fields
    ]
    known = {path for path, _label in rows}
    return [*rows, *((path, path) for path in held if path not in known)]


def material_names(spec: LifeEventSpec) -> list[str]:
    known = MaterialType.objects.order_by("name").values_list("name", flat=True)[:MOST]
    return list(dict.fromkeys([*_named(spec).values(), *known]))


def material_name(code: str, spec: LifeEventSpec) -> str:
    """How the material of this code is called."""
    row = MaterialType.objects.filter(code=code).first()
    return row.name if row else _named(spec).get(code, code)


def material_code(name: str, spec: LifeEventSpec) -> str:
    """The code of the material of this name; a new one where nobody has asked for it yet."""
    row = MaterialType.objects.filter(name=name).order_by("pk").first()
    if row:
        return row.code
    here = {called: code for code, called in _named(spec).items()}
    taken = {*_named(spec), *MaterialType.objects.values_list("code", flat=True)}
    return here.get(name) or new_code(name, taken)


def element_labels(spec: LifeEventSpec) -> list[str]:
    here = [field.label for included in spec.matters for field in included.matter.fields]
    known = DataElement.objects.order_by("label").values_list("label", flat=True)[:MOST]
    return list(dict.fromkeys([*here, *known]))


def element_code(label: str, spec: LifeEventSpec) -> str:
    """The data element of this name: asked once, however many matters want it."""
    for included in spec.matters:
        for field in included.matter.fields:
            if field.label == label:
                return field.element
    row = DataElement.objects.filter(label=label).order_by("pk").first()
    taken = set(DataElement.objects.values_list("code", flat=True))
    return row.code if row else new_code(label, taken)


def laws() -> list[str]:
    rows = StatuteArticle.objects.order_by("law").values_list("law", flat=True)
    return list(rows.distinct()[:MOST])


def _named(spec: LifeEventSpec) -> dict[str, str]:
    """Code → the first name that the draft has for it."""
    return dict(reversed(list(_pairs(spec))))


def _pairs(spec: LifeEventSpec) -> Iterator[tuple[str, str]]:
    for included in spec.matters:
        for requirement in included.matter.requirements:
            yield requirement.material, requirement.name
        for output in included.matter.outputs:
            yield output.material, output.name
