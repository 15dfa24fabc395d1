"""Whether it costs something, on what ground and how it is paid."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import MatterSpec
from services.catalogue.text import Text
from services.checks.findings import Finding
from services.checks.saying import contradiction, missing

FREE = frozenset({"", "免费", "不收费", "无"})
RULE = "wenzhou.fee"


def fee(matter: MatterSpec) -> Iterator[Finding]:
    """收费 ⇔ 写有收费内容; 不收费 ⇒ 没有收费项目."""
    elements = matter.elements
    is_free_text = matter.fee.strip() in FREE
    if elements.is_fee is False and (not is_free_text or elements.charges):
        yield contradiction(
            RULE,
            matter,
            Text("写明不收费，却写有收费内容", "It is free of charge, and yet it has charges"),
            Text("去掉收费内容，或改为收费", "Drop the charges, or say that it costs something"),
            element="is_fee",
        )
    if elements.is_fee and is_free_text:
        yield contradiction(
            RULE,
            matter,
            Text(
                "写明收费，收费说明却是免费", "It costs something, and yet the fee says it is free"
            ),
            Text("写明收费说明，或改为不收费", "State the fee, or say that it is free"),
            element="is_fee",
        )


def fee_paid_online(matter: MatterSpec) -> Iterator[Finding]:
    """不收费 ⇒ 不网上支付."""
    if matter.elements.is_fee is False and matter.elements.is_pay_online:
        yield contradiction(
            "wenzhou.pay_online",
            matter,
            Text("不收费，却支持网上支付", "Free of charge, and yet it can be paid online"),
            Text("把网上支付改为否", "Say that it is not paid online"),
            element="is_pay_online",
        )


def fee_details(matter: MatterSpec) -> Iterator[Finding]:
    """收费 ⇒ 依据、项目、标准、是否网上支付."""
    elements = matter.elements
    if not elements.is_fee:
        return
    absent = [
        said
        for said, is_there in (
            (Text("收费依据", "its basis"), bool(elements.fee_basis)),
            (Text("收费项目", "its items"), bool(elements.charges)),
            (Text("收费标准", "the rate"), all(each.fee_stand for each in elements.charges)),
            (Text("是否网上支付", "whether it is paid online"), elements.is_pay_online is not None),
        )
        if not is_there
    ]
    if absent:
        yield missing(
            "wenzhou.fee_details",
            matter,
            Text(
                f"收费的事项缺少：{'、'.join(each.zh for each in absent)}",
                f"It costs something and does not state: {', '.join(each.en for each in absent)}",
            ),
            Text("补上这些要素", "State them"),
            element="charges",
        )
