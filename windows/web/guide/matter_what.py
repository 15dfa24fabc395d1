"""A matter: what it is, on which law, who decides, under which conditions."""

from __future__ import annotations

from services.catalogue.codelists import HandleArea, ServiceTarget, TaskType, label_of
from services.catalogue.text import Text
from services.models import Audience
from windows.planning import sentences as say
from windows.planning.names import both
from windows.web.guide import shared
from windows.web.guide.blocks import (
    Block,
    Fact,
    Facts,
    Line,
    stated,
)
from windows.web.guide.matter_page import MatterPage

AUDIENCE = {
    Audience.PERSON.value: Text("个人", "Persons"),
    Audience.ORGANISATION.value: Text("企业和单位", "Companies and other organisations"),
}
WINDOW = Text(
    "政务服务中心综合窗口统一收件、受理", "The all-in-one window of a service centre takes it in"
)


def name(page: MatterPage) -> tuple[Block, ...]:
    matter = page.matter
    if not matter.type:
        return (Line(both(matter.name, matter.name_en)),)
    label = label_of(TaskType, matter.type)
    kind = Text(f"事项类型：{label.zh}", f"Kind: {label.en or label.zh}")
    return (Line(both(matter.name, matter.name_en)), Line(kind, is_quiet=True))


def code(page: MatterPage) -> tuple[Block, ...]:
    elements = page.matter.elements
    rows = (
        ("本平台编码", "Code on this portal", page.matter.code),
        ("基本编码", "Basic code", elements.catalog_code),
        ("地方基本目录编码", "Local catalogue code", elements.local_catalog_code),
        ("实施编码", "Implementation code", elements.task_code),
        ("业务办理项编码", "Item code", elements.task_handle_item),
    )
    facts = tuple(Fact(Text(zh, en), Text(code, code)) for zh, en, code in rows if code)
    if not elements.task_code:
        note = Text("全国统一的事项编码尚未公布", "The national code is not published yet")
        return (Facts(facts), Line(note, is_quiet=True))
    return (Facts(facts),)


def scope(page: MatterPage) -> tuple[Block, ...]:
    elements = page.matter.elements
    rows = []
    if elements.server_type:
        labels = [label_of(ServiceTarget, each) for each in elements.server_type]
        rows.append(Fact(Text("服务对象", "For"), say.joined(labels, "、", ", ")))
    elif page.events:
        audiences = dict.fromkeys(AUDIENCE[edition.audience] for edition in page.events)
        rows.append(Fact(Text("服务对象", "For"), say.joined(audiences, "、", ", ")))
    if elements.use_content:
        content = Text(elements.use_content, elements.use_content)
        rows.append(Fact(Text("行使内容", "Powers"), content))
    if elements.handle_area:
        areas = [label_of(HandleArea, each) for each in elements.handle_area]
        rows.append(Fact(Text("通办范围", "Where it can be done"), say.joined(areas, "、", ", ")))
    if elements.limit_explain:
        explained = Text(elements.limit_explain, elements.limit_explain)
        rows.append(Fact(Text("异地办理", "Done elsewhere"), explained))
    return (Facts(tuple(rows)),) if rows else ()


def basis(page: MatterPage) -> tuple[Block, ...]:
    return shared.articles(page.matter.legal_bases, page.ground)


def receiver(page: MatterPage) -> tuple[Block, ...]:
    return (Line(WINDOW),)


def decider(page: MatterPage) -> tuple[Block, ...]:
    elements, called = page.matter.elements, page.ground.called
    rows = [Fact(Text("决定机构", "Decides"), called(page.matter.department))]
    if elements.entrust_name:
        entrusted = Text(elements.entrust_name, elements.entrust_name)
        rows.append(Fact(Text("委托部门", "On behalf of"), entrusted))
    if elements.other_dept:
        others = say.joined((called(name) for name in elements.other_dept), "、", ", ")
        rows.append(Fact(Text("联办机构", "Together with"), others))
    return (Facts(tuple(rows)),)


def quantity(page: MatterPage) -> tuple[Block, ...]:
    elements = page.matter.elements
    return stated(elements.count_limit, elements.count_limit_en) or (
        Line(Text("没有数量限制", "No limit in number")),
    )


def conditions(page: MatterPage) -> tuple[Block, ...]:
    elements = page.matter.elements
    return stated(elements.accept_condition, elements.accept_condition_en)


def prohibitions(page: MatterPage) -> tuple[Block, ...]:
    elements = page.matter.elements
    return stated(elements.prohibition, elements.prohibition_en)
