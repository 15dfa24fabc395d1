"""What is open, field by field: the CSV headers, the JSON Schema and the data dictionary."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from services.catalogue.spec import LegalBasisSpec, LifeEventSpec, MatterSpec


@dataclass(frozen=True, slots=True)
class Open:
    """One field. `kind` is a JSON type; "list" is a list of texts."""

    name: str
    zh: str
    en: str
    value: Callable[[Any], Any]
    kind: str = "string"
    choices: tuple[str, ...] = ()
    is_optional: bool = False
    """True where the value may be null: not stated."""


def _element(
    name: str, zh: str, en: str, kind: str = "string", *, is_optional: bool = False
) -> Open:
    def value(matter: MatterSpec) -> Any:
        held = getattr(matter.elements, name)
        return list(held) if isinstance(held, tuple) else held

    return Open(name, zh, en, value, kind, is_optional=is_optional)


MATTER: tuple[Open, ...] = (
    Open("code", "事项代码", "Code of the matter", lambda m: m.code),
    Open("name", "事项名称", "Name", lambda m: m.name),
    Open("name_en", "英文名称", "Name in English", lambda m: m.name_en),
    Open("department", "实施部门", "Department", lambda m: m.department),
    Open("type", "事项类型", "Type (GB/T 39046-2020 A.1, in words)", lambda m: m.type),
    Open(
        "handling",
        "办件类型",
        "Decided on the spot, or promised",
        lambda m: m.handling.value,
        choices=("instant", "promised", "other"),
    ),
    Open(
        "statutory_days",
        "法定时限",
        "Days by law",
        lambda m: m.statutory_days,
        "integer",
        is_optional=True,
    ),
    Open("promised_days", "承诺时限", "Days promised", lambda m: m.promised_days, "integer"),
    Open(
        "day_unit",
        "时限单位",
        "Working or calendar days",
        lambda m: m.day_unit.value,
        choices=("working", "natural"),
    ),
    Open("fee", "收费", "Fee", lambda m: m.fee),
    Open("visit_reason", "须到场的原因", "Why one must come in person", lambda m: m.visit_reason),
    _element("catalog_code", "基本编码", "Basic code, 12 characters"),
    _element("task_code", "实施编码", "Task code, 31 characters"),
    _element("task_handle_item", "业务办理项编码", "Handling item code, 33 characters"),
    _element("use_level", "行使层级", "Level of the authority"),
    _element("server_type", "服务对象", "Whom it serves", "list"),
    _element("accept_condition", "受理条件", "Conditions"),
    _element("limit_scene_num", "到现场次数", "Visits stated", "integer", is_optional=True),
    _element("is_online", "是否网办", "Whether online", "boolean", is_optional=True),
    _element("is_express", "是否快递", "Whether by post", "boolean", is_optional=True),
    _element("user_topic_type", "自然人主题", "Themes for persons", "list"),
    _element("corp_topic_type", "法人主题", "Themes for organisations", "list"),
    _element("handle_place", "办理地点", "Place"),
    _element("handle_time", "办理时间", "Office hours"),
    _element("consult_phone", "咨询电话", "Telephone for questions"),
    _element("complain_phone", "投诉电话", "Telephone for complaints"),
    Open("results", "结果", "Results", lambda m: [each.name for each in m.outputs], "list"),
)
MATERIAL: tuple[Open, ...] = (
    Open("code", "材料编码", "Code of the material", lambda r: r.material),
    Open("name", "材料名称", "Name", lambda r: r.name),
    Open("name_en", "英文名称", "Name in English", lambda r: r.name_en),
    Open(
        "necessity",
        "必要性",
        "Whether it is needed",
        lambda r: r.necessity.value,
        choices=("required", "optional", "deferrable"),
    ),
    Open(
        "sources",
        "来源",
        "Where it can come from",
        lambda r: [s.kind.value for s in r.sources],
        "list",
    ),
    Open(
        "original_at_window",
        "要到窗口看原件",
        "Whether the original is looked at",
        lambda r: r.original_at_window,
        "boolean",
    ),
    Open("note", "说明", "Note", lambda r: r.note),
)
BASIS: tuple[Open, ...] = (
    Open("law", "法律法规", "Law", lambda b: b.law),
    Open("article", "条", "Article", lambda b: b.article),
    Open("text", "条文", "What the article says", lambda b: b.text),
)
LIFE_EVENT: tuple[Open, ...] = (
    Open("code", "代码", "Code", lambda e: e.code),
    Open("name", "名称", "Name", lambda e: e.name),
    Open("name_en", "英文名称", "Name in English", lambda e: e.name_en),
    Open(
        "audience",
        "面向",
        "For whom",
        lambda e: e.audience,
        choices=("person", "organisation"),
    ),
    Open("theme", "主题", "Theme", lambda e: e.theme),
    Open("summary", "简介", "Summary", lambda e: e.summary),
    Open("keywords", "关键词", "Words people use", lambda e: list(e.keywords), "list"),
    Open("lead", "牵头部门", "Lead department", lambda e: e.lead),
    Open(
        "on_denial",
        "一项不予许可时",
        "What becomes of the other matters when one is denied",
        lambda e: e.on_denial.value,
        choices=("continue", "stop", "ask"),
    ),
    Open(
        "matters", "事项代码", "Its matters", lambda e: [i.matter.code for i in e.matters], "list"
    ),
)


def record_of(columns: tuple[Open, ...], spec: Any) -> dict[str, Any]:
    return {column.name: column.value(spec) for column in columns}


def matter_record(matter: MatterSpec) -> dict[str, Any]:
    """One matter with what it asks for and what it rests on."""
    materials = [
        record_of(MATERIAL, each) | {"legal_bases": _bases(each.legal_bases)}
        for each in matter.requirements
    ]
    bases = _bases(matter.legal_bases)
    return record_of(MATTER, matter) | {"materials": materials, "legal_bases": bases}


def life_event_record(event: LifeEventSpec) -> dict[str, Any]:
    """A life event with all that its questions, answers, conditions and parties rest on."""
    return record_of(LIFE_EVENT, event) | {"legal_bases": _bases(dict.fromkeys(event.own_bases()))}


def _bases(bases: Iterable[LegalBasisSpec]) -> list[dict[str, Any]]:
    return [record_of(BASIS, basis) for basis in bases]
