"""The field map: a C 0109 record, or one of Guangdong's published records, as a matter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from portal.accounts.identity import is_credit_code
from services.catalogue.codelists import TaskType, from_code, named
from services.catalogue.elements import MatterElements
from services.catalogue.spec import DepartmentSpec, Handling, LegalBasisSpec, MatterSpec, OutputSpec
from services.imports.citations import cited, quoted
from services.imports.readers.built import Built, Known, RawRecord
from services.imports.readers.elements import read_elements
from services.imports.readers.limits import read_limits
from services.imports.readers.missing import missing_elements
from services.imports.readers.parts import material_code, read_requirements
from services.imports.readers.values import fitting, interface_of
from services.imports.record import Record, is_nothing

_ITEM_NAME = "subTaskName"


def build(raw: RawRecord, known: Known) -> Built:
    """Pure: the same record gives the same matter. Whatever it says is in the matter somewhere."""
    record = Record(raw.raw)
    name = _name(record)
    department = _department(record, raw.code)
    kind = _type(record)
    handling = _handling(record)
    limits = read_limits(record)
    requirements, types = read_requirements(record, known.materials)
    elements = read_elements(record, raw.code, limits)
    outputs = _outputs(record, known)
    bases = _bases(record, elements)
    region = _region(record)
    visits = elements.limit_scene_num or 0
    elements = replace(elements, extra=record.extra())
    matter = MatterSpec(
        code=raw.code,
        name=name,
        department=department.name,
        type=kind,
        handling=handling,
        statutory_days=limits.statutory,
        promised_days=limits.promised,
        day_unit=limits.unit,
        fee="；".join(each.fee_stand for each in elements.charges if each.fee_stand)[:300],
        visit_reason=_visit_reason(record, elements, visits),
        visit_reason_en=f"The source says: {visits} visits" if visits else "",
        requirements=requirements,
        outputs=outputs,
        legal_bases=bases,
        elements=elements,
    )
    if elements.extra:
        names = "、".join(each for each, _value in elements.extra)
        record.find("extra.kept", "", number=len(elements.extra), names=names)
    return Built(
        matter=matter,
        department=department,
        region=region,
        materials=types,
        findings=(*record.findings, *missing_elements(matter)),
    )


def fates(raw: dict[str, Any], code: str) -> dict[str, str]:
    """What becomes of each field: taken, redundant, empty or extra. For tests and the manual."""
    record = Record(raw)
    _name(record)
    _department(record, code)
    _type(record)
    _handling(record)
    limits = read_limits(record)
    read_requirements(record, {})
    elements = read_elements(record, code, limits)
    _outputs(record, Known())
    _bases(record, elements)
    _region(record)
    return record.fates()


def _name(record: Record) -> str:
    """The name of the task, with the handling item it is for: 专职律师执业许可（变更）."""
    name = record.take("TASK_NAME") or record.take("matter_name")
    item = record.take("TASK_HANDLE_ITEM_NAME", _ITEM_NAME)
    record.same("matter_name", name)
    if item and item not in name:
        name = f"{name}（{item.strip('（）()')}）"
    return fitting(record, name, "TASK_NAME", most=200)


def _department(record: Record, code: str) -> DepartmentSpec:
    name = fitting(record, record.take("DEPT_NAME"), "DEPT_NAME", most=100)
    stated = record.take("DEPT_CODE")
    record.same("ORGCODE", code[8:17], told="TASK_CODE")
    credit = stated or code[:18]
    if stated and not is_credit_code(stated):
        record.keep("DEPT_CODE", stated)
    return DepartmentSpec(name, credit_code=credit if is_credit_code(credit) else "")


def _type(record: Record) -> str:
    """The name of the type, as the catalogue keeps it."""
    code = record.take("TASK_TYPE")
    words = record.take("TASK_TYPE_TEXT", "matter_type")
    record.same("matter_type", words, told="TASK_TYPE_TEXT")
    by_words = named(TaskType, words) if words else None
    by_code = from_code(interface_of(record), TaskType, code.zfill(2)) if code else None
    if by_code is None and code:
        by_code = named(TaskType, code)
        if by_code is None:
            record.find("list.unknown", "TASK_TYPE", value=code)
            record.keep("TASK_TYPE", code)
    if by_words and by_code and by_words is not by_code:
        record.find("list.disagree", "TASK_TYPE", code=code, words=words)
        record.keep("TASK_TYPE", code)
    found = by_words or by_code
    return found.zh if found else words[:40]


def _handling(record: Record) -> Handling:
    said = record.take("PROJECT_TYPE")
    words = {"即办件": "1", "承诺件": "2", "其他": "9"}
    found = from_code("c0109", Handling, words.get(said, said)) if said else Handling.PROMISED
    if found is None:
        record.find("list.unknown", "PROJECT_TYPE", value=said)
        record.keep("PROJECT_TYPE", said)
    return found or Handling.PROMISED


def _visit_reason(record: Record, elements: MatterElements, visits: int) -> str:
    """A matter that says it takes a visit must not look as if it took none."""
    if not visits:
        return ""
    if not elements.limit_scene_explain:
        record.find("visits.unexplained", "LIMIT_SCENE_NUM", number=visits)
    return (elements.limit_scene_explain or f"原清单写明须到现场 {visits} 次，没有说明原因")[:300]


def _outputs(record: Record, known: Known) -> tuple[OutputSpec, ...]:
    name = fitting(record, record.take("RESULT_NAME"), "RESULT_NAME", most=200)
    if not name:
        return ()
    is_licence = name.endswith(("证", "证书", "执照"))
    code = material_code(name, known.materials)
    return (OutputSpec(material=code, name=name, is_licence=is_licence),)


def _bases(record: Record, elements: MatterElements) -> tuple[LegalBasisSpec, ...]:
    """Stated ones with their words; those that the conditions cite, without."""
    stated = record.take("BY_LAW")
    bases, before = quoted(stated)
    if stated and (before or not bases):
        record.keep("BY_LAW", stated)
    if stated and not bases:
        record.find("law.unparsed", "BY_LAW")
    have = {(basis.law, basis.article) for basis in bases}
    more = cited(elements.accept_condition)
    return (*bases, *(basis for basis in more if (basis.law, basis.article) not in have))


def _region(record: Record) -> str:
    code = record.take("AREACODE", "AREA_CODE", "REGION_CODE")
    return code if code.isdigit() and not is_nothing(code) else ""
