"""Tags of the editing page: where a row is, whether its form is open, when something applies."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django import template

from services.catalogue.elements import MaterialElements, MatterElements
from services.catalogue.spec import Condition, LegalBasisSpec, LifeEventSpec, SourceKind, SourceSpec
from services.catalogue.text import Text
from services.revisions.sentences import condition_in_words
from windows.web.editor import stated
from windows.web.editor.place import Place

register = template.Library()

SOURCES = {
    SourceKind.OUTPUT: Text("别的事项的结果", "Result of another matter"),
    SourceKind.LICENCE: Text("电子证照", "Electronic licence"),
    SourceKind.RESOURCE: Text("共享数据", "Shared data"),
    SourceKind.DOCUMENT: Text("以前交过的", "Handed in before"),
    SourceKind.COMMITMENT: Text("告知承诺", "Commitment"),
    SourceKind.APPLICANT: Text("办事人提供", "The applicant"),
}


@register.simple_tag
def place(kind: str, **where: object) -> Place:
    """`{% place "requirement" matter=m.code key=r.key as here %}`."""
    return Place(kind, **{name: str(value) for name, value in where.items()})


@register.simple_tag
def keyed(home: Place, key: object) -> Place:
    """One row of those that stand there."""
    return replace(home, key=str(key))


@register.simple_tag
def bases_of_sentence(spec: LifeEventSpec, sentence: str) -> tuple[LegalBasisSpec, ...]:
    return spec.bases_of_condition(sentence)


@register.simple_tag
def edit_address(here: Place) -> str:
    """The same page with the form of this row open."""
    named = {"edit" if name == "part" else name: value for name, value in here.pairs}
    return f"?{urlencode(named)}#edit"


@register.filter
def in_words(condition: Condition, spec: LifeEventSpec) -> Text:
    return condition_in_words(condition, spec)


@register.filter
def stated_elements(elements: MatterElements | MaterialElements) -> list[Text]:
    return list(stated.stated_elements(elements))


@register.filter
def source_in_words(source: SourceSpec, names: dict[str, Any]) -> Text:
    """电子证照 · 不动产登记 / Electronic licence · Real estate register."""
    kind = SOURCES[source.kind]
    ref = source.matter or source.resource
    if not ref:
        return kind
    name = names.get(ref) or Text(ref)
    return Text(f"{kind.zh} · {name.zh}", f"{kind.en} · {name.en or name.zh}")
