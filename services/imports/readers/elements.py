"""The elements that a guide or an exchange needs, from the fields of a record."""

from __future__ import annotations

import re

from services.catalogue.codelists import (
    DeptType,
    HandleArea,
    HandleForm,
    OnlineDepth,
    PowerSource,
    ResultType,
    ReviewForm,
    ServiceTarget,
    TaskState,
    UseLevel,
    named,
)
from services.catalogue.codes import check_basic_code, check_handle_item, check_task_code, parts_of
from services.catalogue.elements import MatterElements, Remedy
from services.imports.findings import odd_code
from services.imports.readers.limits import Limits
from services.imports.readers.parts import read_charges, read_flow, read_questions
from services.imports.readers.values import ZHEJIANG, many_of, one_of, whole, words_of, yes_or_no
from services.imports.record import Record

TASK_CODE_LENGTH, ITEM_CODE_LENGTH = 31, 33
_PLACE = "办理地点："
_BETWEEN_DEPARTMENTS = re.compile(r"[、;；](?![^（(]*[）)])")
_PERSON, _REST = ServiceTarget.PERSON.value, frozenset(ServiceTarget) - {ServiceTarget.PERSON}


def read_elements(record: Record, code: str, limits: Limits) -> MatterElements:
    task, item = _codes(record, code)
    targets = many_of(record, ServiceTarget, "SERVER_TYPE", "service_object_name")
    persons, organisations = _themes(record, targets)
    return MatterElements(
        catalog_code=_basic_code(record, task),
        local_catalog_code=_local_code(record),
        task_code=task,
        task_handle_item=item,
        power_source=one_of(record, PowerSource, "POWER_SOURCE"),
        use_level=_level(record, task),
        use_content=record.take("USE_CONTENT"),
        dept_type=one_of(record, DeptType, "DEPT_TYPE"),
        entrust_name=record.take("ENTRUST_NAME"),
        other_dept=_departments(record),
        anticipate_explain=record.take("ANTICIPATE_EXPLAIN") or limits.statutory_said,
        promise_explain=record.take("PROMISE_EXPLAIN") or limits.promised_said,
        accept_condition=record.take("ACCEPT_CONDITION", "accept_standard"),
        prohibition=record.take("PROHIBITION"),
        count_limit=record.take("COUNT_LIMIT"),
        handle_flow=read_flow(record),
        is_fee=yes_or_no(record, "IS_FEE"),
        fee_basis=record.take("FEE_BASIS"),
        charges=read_charges(record),
        server_type=targets,
        project_type=one_of(record, ReviewForm, "REVIEW_TYPE"),
        handle_type=many_of(record, HandleForm, "HANDLE_TYPE"),
        limit_scene_num=_visits(record),
        limit_scene_explain=record.take("LIMIT_SCENE_EXPLAIN"),
        is_entry_center=yes_or_no(record, "IS_ENTRY_CENTER"),
        handle_area=many_of(record, HandleArea, "HANDLE_AREA"),
        limit_explain=record.take("LIMIT_EXPLAIN"),
        result_type=one_of(record, ResultType, "RESULT_TYPE"),
        result_guid=record.take("RESULT_GUID"),
        is_schedule=yes_or_no(record, "IS_SCHEDULE", "online_book"),
        is_pay_online=yes_or_no(record, "IS_PAY_ONLINE"),
        is_express=yes_or_no(record, "IS_EXPRESS", "courier_service"),
        is_online=yes_or_no(record, "IS_ONLINE", "ONLINECHECK"),
        online_handle_depth=one_of(record, OnlineDepth, "ONLINE_HANDLE_DEPTH"),
        online_handle_url=record.take("ONLINE_HANDLE_URL"),
        user_topic_type=persons,
        corp_topic_type=organisations,
        service_type=record.take("SERVICE_TYPE"),
        handle_place=record.take("HANDLE_PLACE", "handle_location").removeprefix(_PLACE),
        handle_time=record.take("HANDLE_TIME"),
        consult_phone=record.take("CONSULT_PHONE", "LINK_WAY", "consult_phone"),
        complain_phone=record.take("COMPLAIN_PHONE", "SUPERVISE_WAY", "complain_phone"),
        right_enjoy_by_law=record.take("RIGHT_ENJOY_BY_LAW"),
        duty_perform_by_law=record.take("DUTY_PERFORM_BY_LAW"),
        administrative_review=_remedy(record, "ADMINISTRATIVE_REVIEW"),
        litigation=_remedy(record, "LITIGATION"),
        questions=read_questions(record),
        run_system=record.take("RUN_SYSTEM", "bear_paltform"),
        run_level=record.take("RUN_LEVEL"),
        task_state=one_of(record, TaskState, "TASK_STATE", interface=ZHEJIANG),
    )


def _codes(record: Record, code: str) -> tuple[str, str]:
    """实施编码 and 业务办理项编码: Guangdong puts either into one field."""
    stated = record.take("TASK_CODE")
    item = record.take("TASK_HANDLE_ITEM")
    if not item and len(stated) == ITEM_CODE_LENGTH:
        item, stated = stated, stated[:TASK_CODE_LENGTH]
    record.same("matter_code", code, item)
    for said in check_handle_item(item, stated) if item else []:
        record.findings.append(odd_code("TASK_HANDLE_ITEM", said))
    return stated, item


def _basic_code(record: Record, task: str) -> str:
    basic = record.take("CATALOG_CODE", "CATAID")
    for said in check_basic_code(basic) if basic else []:
        record.findings.append(odd_code("CATALOG_CODE", said))
    for said in check_task_code(task, basic) if task else []:
        record.findings.append(odd_code("TASK_CODE", said))
    record.same("parentCatalogId", basic)
    name, own = (str(record.raw.get(field) or "") for field in ("TASK_NAME", "CATANAME"))
    record.same("CATANAME", name)
    record.same("parentCatalogName", own)
    record.same("subCatalogName", own, name)
    return basic


def _local_code(record: Record) -> str:
    return record.take("LOCAL_CATALOG_CODE")


def _level(record: Record, task: str) -> str:
    """Stated, else read off the code; a code that says another level is told."""
    stated = one_of(record, UseLevel, "USE_LEVEL", "matter_level")
    record.same("district", str(record.raw.get("matter_level", "")), told="matter_level")
    parts = parts_of(task)
    if not stated:
        return str(parts.level.value) if parts else ""
    if parts and parts.level.value != stated:
        member = named(UseLevel, stated)
        record.find(
            "list.disagree", "USE_LEVEL", code=task[18], words=member.zh if member else stated
        )
    return stated


def _visits(record: Record) -> int | None:
    return whole(record, "LIMIT_SCENE_NUM", "visit_number")


def _departments(record: Record) -> tuple[str, ...]:
    said = record.take("OTHER_DEPT", "co_department")
    return tuple(each.strip() for each in _BETWEEN_DEPARTMENTS.split(said) if each.strip())


def _themes(record: Record, targets: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Guangdong has one list of themes; it counts for whomever the matter serves."""
    persons = words_of(record, "USER_TOPIC_TYPE")
    organisations = words_of(record, "CORP_TOPIC_TYPE")
    shared = tuple(str(each) for each in record.take_list("theme_category"))
    if not shared:
        return persons, organisations
    serves_persons = _PERSON in targets or not targets
    serves_others = any(each.value in targets for each in _REST)
    return (
        persons or (shared if serves_persons else ()),
        organisations or (shared if serves_others else ()),
    )


def _remedy(record: Record, stem: str) -> Remedy:
    return Remedy(
        body=record.take(f"{stem}_DEPT", f"{stem}_NAME"),
        address=record.take(f"{stem}_ADDRESS", f"{stem}_ADDR"),
        phone=record.take(f"{stem}_PHONE", f"{stem}_TEL"),
    )
