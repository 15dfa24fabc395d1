"""The lists inside a record: materials, flow, charges, questions."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from services.catalogue.codelists import (
    Collection,
    MaterialFormat,
    MaterialKind,
    MaterialSource,
    Spared,
    from_code,
)
from services.catalogue.elements import Charge, Faq, FlowStep, MaterialElements
from services.catalogue.spec import MaterialTypeSpec, Necessity, RequirementSpec
from services.imports.citations import quoted
from services.imports.readers.values import HUNAN, fitting, many_of, one_of, whole, yes_or_no
from services.imports.record import Record, as_text

MATERIALS = ("MATERIALS", "MATERIAL_INFO", "material_intro")
_LONGEST_NAME = 200
_LICENCE_ENDS = ("证", "证书", "执照", "户口簿")
_COMMITMENT_ENDS = ("承诺书", "声明", "声明书")


def material_code(name: str, known: Mapping[str, str]) -> str:
    """The canonical code of that name, or one made of the name (docs/catalogue-format.md, 3)."""
    return known.get(name) or "m_" + hashlib.sha256(name.encode()).hexdigest()[:12]


def material_name(said: Any) -> str:
    if isinstance(said, Mapping):
        said = said.get("MATERIAL_NAME", "")
    return as_text(said)[:_LONGEST_NAME]


def material_type(code: str, name: str) -> MaterialTypeSpec:
    kind = "document"
    if name.endswith(_LICENCE_ENDS):
        kind = "licence"
    elif name.endswith("表"):
        kind = "form"
    elif name.endswith(_COMMITMENT_ENDS):
        kind = "commitment"
    return MaterialTypeSpec(code, name, kind=kind)


def read_requirements(
    record: Record, known: Mapping[str, str]
) -> tuple[tuple[RequirementSpec, ...], tuple[MaterialTypeSpec, ...]]:
    """What is asked for, and the types that the catalogue does not have yet."""
    found: list[RequirementSpec] = []
    types: dict[str, MaterialTypeSpec] = {}
    used: Counter[str] = Counter()
    for place, said in enumerate(record.take_list(*MATERIALS)):
        inner = _inner(record, said, "MATERIAL_NAME")
        name = fitting(record, inner.take("MATERIAL_NAME"), "MATERIAL_NAME", most=_LONGEST_NAME)
        if not name:
            continue
        code = material_code(name, known)
        used[code] += 1
        if used[code] > 1:
            record.find("material.twice", f"MATERIALS[{place}]", name=name)
        key = code if used[code] == 1 else f"{code}-{used[code]}"
        found.append(_requirement(inner, key, code, name))
        if name not in known:
            types[code] = material_type(code, name)
        _leave(record, inner, f"MATERIALS[{place}]")
    return tuple(found), tuple(types.values())


def _requirement(inner: Record, key: str, code: str, name: str) -> RequirementSpec:
    bases, before = quoted(inner.take("BY_LAW"))
    if before:
        inner.keep("BY_LAW", before)
    return RequirementSpec(
        key=key,
        material=code,
        name=name,
        necessity=_necessity(inner),
        legal_bases=bases,
        elements=MaterialElements(
            material_type=one_of(inner, MaterialKind, "MATERIAL_TYPE"),
            material_format=one_of(inner, MaterialFormat, "MATERIAL_FORMAT"),
            source_type=one_of(inner, MaterialSource, "SOURCE_TYPE"),
            source_explain=inner.take("SOURCE_EXPLAIN"),
            collection=many_of(inner, Collection, "COLLECTION"),
            material_code=inner.take("MATERIAL_CODE", "materialCode"),
            spared=one_of(inner, Spared, "mtjfs", interface=HUNAN),
            issuing_body=inner.take("ISSUING_BODY"),
            issuing_place=inner.take("ISSUING_PLACE"),
            issuing_time=inner.take("ISSUING_TIME"),
            original_num=whole(inner, "ORIGINALNUM"),
            copies_num=whole(inner, "COPIESNUM"),
            page_format=inner.take("PAGE_FORMAT"),
            form_guid=inner.take("FORM_GUID"),
            example_guid=inner.take("EXAMPLE_GUID"),
            fill_explain=inner.take("FILL_EXPLAIN"),
            accept_stand=inner.take("ACCEPT_STAND"),
            handle_case=inner.take("HANDLE_CASE"),
        ),
    )


def _necessity(inner: Record) -> Necessity:
    said = inner.take("IS_NEED")
    words = {"必要": "1", "非必要": "2", "容缺后补": "3"}
    found = from_code("c0109", Necessity, words.get(said, said)) if said else Necessity.REQUIRED
    if found is None:
        inner.find("list.unknown", "IS_NEED", value=said)
        inner.keep("IS_NEED", said)
    return found or Necessity.REQUIRED


def read_flow(record: Record) -> tuple[FlowStep, ...]:
    steps = []
    for place, said in enumerate(record.take_list("LINKS", "HANDLE_LINKS")):
        inner = _inner(record, said, "LINK_NAME")
        steps.append(
            FlowStep(
                link_name=inner.take("LINK_NAME"),
                handle_dept=inner.take("HANDLE_DEPT"),
                person=inner.take("PERSON"),
                handle_day=whole(inner, "HANDLE_DAY"),
                standard=inner.take("STANDARD"),
                result=inner.take("RESULT"),
                is_special=yes_or_no(inner, "IS_SPECIAL"),
            )
        )
        _leave(record, inner, f"LINKS[{place}]")
    return tuple(steps)


def read_charges(record: Record) -> tuple[Charge, ...]:
    charges = []
    for place, said in enumerate(record.take_list("CHARGES")):
        inner = _inner(record, said, "FEE_NAME")
        charges.append(
            Charge(
                fee_name=inner.take("FEE_NAME"),
                fee_stand=inner.take("FEE_STAND"),
                by_law=inner.take("BY_LAW"),
                reduction=inner.take("REDUCTION"),
            )
        )
        _leave(record, inner, f"CHARGES[{place}]")
    return tuple(charges)


def read_questions(record: Record) -> tuple[Faq, ...]:
    faqs = []
    for place, said in enumerate(record.take_list("QUESTIONS")):
        inner = _inner(record, said, "QUESTION")
        faqs.append(Faq(question=inner.take("QUESTION"), answer=inner.take("ANSWER")))
        _leave(record, inner, f"QUESTIONS[{place}]")
    return tuple(faqs)


def _inner(record: Record, said: Any, name: str) -> Record:
    return Record(said if isinstance(said, Mapping) else {name: said})


def _leave(record: Record, inner: Record, place: str) -> None:
    """What the part did not use stays with the matter, under its place."""
    record.findings += inner.findings
    for field, value in inner.extra():
        record.keep(f"{place}.{field}", value)
