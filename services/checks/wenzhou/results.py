"""Results, and whom the matter is for."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.codelists import DeptType, ResultType, ServiceTarget, named
from services.catalogue.spec import MatterSpec
from services.catalogue.text import Text
from services.checks.findings import Finding
from services.checks.saying import contradiction, missing

ENDINGS = (
    ("凭证", None),
    ("批复", ResultType.APPROVAL),
    ("批文", ResultType.APPROVAL),
    ("证书", ResultType.LICENCE),
    ("证", ResultType.LICENCE),
    ("文", ResultType.DOCUMENT),
)
"""How a result's name ends, and what kind it then is; the first that fits."""


def kind_of(name: str) -> ResultType | None:
    return next((kind for ending, kind in ENDINGS if name.endswith(ending)), None)


def result_type(matter: MatterSpec) -> Iterator[Finding]:
    """结果名称的结尾与结果类型一致."""
    stated = named(ResultType, matter.elements.result_type)
    kinds = {kind for each in matter.outputs if (kind := kind_of(each.name))}
    if stated and kinds and stated not in kinds:
        said = "、".join(each.name for each in matter.outputs)
        yield contradiction(
            "wenzhou.result_type",
            matter,
            Text(
                f"结果是“{said}”，结果类型却是“{stated.zh}”",
                f"The result is “{said}”, its kind is stated as: {stated.en}",
            ),
            Text("改结果类型或结果名称", "Correct the kind or the name"),
            element="result_type",
        )


def result_licence(matter: MatterSpec) -> Iterator[Finding]:
    """名称以证、证书结尾的结果是证照."""
    for each in matter.outputs:
        if kind_of(each.name) is ResultType.LICENCE and not each.is_licence:
            yield contradiction(
                "wenzhou.result_licence",
                matter,
                Text(
                    f"结果“{each.name}”是证照，却按通知处理",
                    f"“{each.name_en or each.name}” is a certificate, yet it is given as a notice",
                ),
                Text("改为证照，或改名称", "Make it a licence, or rename it"),
                element="outputs",
            )


def result_sample(matter: MatterSpec) -> Iterator[Finding]:
    """有结果名称 ⇒ 有结果类型和样本 (where either is stated)."""
    elements = matter.elements
    if not matter.outputs or bool(elements.result_type) == bool(elements.result_guid):
        return
    absent = Text("结果样本", "a sample") if elements.result_type else Text("结果类型", "its kind")
    yield missing(
        "wenzhou.result_sample",
        matter,
        Text(f"结果缺少{absent.zh}", f"The result lacks {absent.en}"),
        Text("结果类型和样本都要写明", "State both the kind and a sample"),
        element="result_guid" if elements.result_type else "result_type",
    )


def result_stated(matter: MatterSpec) -> Iterator[Finding]:
    """结果类型或样本 ⇒ 有结果名称."""
    elements = matter.elements
    if (elements.result_type or elements.result_guid) and not matter.outputs:
        yield missing(
            "wenzhou.result_name",
            matter,
            Text("写有结果类型，没有写结果名称", "It states a kind of result and no result"),
            Text("补上结果名称", "Name the result"),
            element="outputs",
        )


def theme(matter: MatterSpec) -> Iterator[Finding]:
    """服务对象与主题一致."""
    elements = matter.elements
    if not elements.server_type:
        return
    persons = ServiceTarget.PERSON in elements.server_type
    others = any(each != ServiceTarget.PERSON for each in elements.server_type)
    for is_for, element, zh, en in (
        (persons, "user_topic_type", "自然人", "persons"),
        (others, "corp_topic_type", "法人", "organisations"),
    ):
        if getattr(elements, element) and not is_for:
            yield contradiction(
                "wenzhou.theme",
                matter,
                Text(
                    f"写有面向{zh}的主题，服务对象里却没有{zh}",
                    f"It has themes for {en}, and yet it does not serve {en}",
                ),
                Text("改主题或服务对象", "Correct the themes or whom it serves"),
                element=element,
            )


def entrusted(matter: MatterSpec) -> Iterator[Finding]:
    """受委托组织 ⇔ 写明委托部门."""
    elements = matter.elements
    if elements.dept_type == DeptType.ENTRUSTED and not elements.entrust_name:
        yield missing(
            "wenzhou.entrusted",
            matter,
            Text("受委托组织没有写委托部门", "Entrusted, and it does not say by whom"),
            Text("写明委托部门", "Name the department that entrusted it"),
            element="entrust_name",
        )
    if elements.entrust_name and elements.dept_type not in ("", DeptType.ENTRUSTED):
        yield contradiction(
            "wenzhou.entrusted",
            matter,
            Text(
                "写有委托部门，性质却不是受委托组织",
                "It names who entrusted it, and is not entrusted",
            ),
            Text("改实施主体性质，或去掉委托部门", "Correct the kind of body, or drop the name"),
            element="dept_type",
        )
