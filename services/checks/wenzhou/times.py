"""办件类型, time limits and the steps of the flow."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.codelists import ReviewForm
from services.catalogue.lawful import LICENCE, is_beyond_law, lawful_limit_of
from services.catalogue.spec import Handling, MatterSpec
from services.catalogue.text import Text
from services.checks.findings import Finding
from services.checks.saying import contradiction, missing

STEPS = (
    ("受理", ("受理",)),
    ("审核", ("审核", "审查")),
    ("审批", ("审批", "决定", "审定")),
    ("办结", ("办结",)),
    ("送达", ("送达",)),
)
"""Each step of a licence's flow, and the words by which it goes."""
_SAID = {
    Handling.INSTANT: Text("即办件", "an instant matter"),
    Handling.PROMISED: Text("承诺件", "a promised matter"),
}


def handling(matter: MatterSpec) -> Iterator[Finding]:
    """即办 ⇔ 即办件 ⇔ 承诺 0 天. A special procedure may be all the time that a promise has."""
    if matter.handling is Handling.INSTANT and matter.promised_days:
        yield contradiction(
            "wenzhou.handling",
            matter,
            Text(
                f"即办件的承诺时限是 {matter.promised_days}，应当是 0",
                f"An instant matter promises {matter.promised_days} days; it should be 0",
            ),
            Text("把承诺时限改为 0，或把办件类型改为承诺件", "Promise 0 days, or call it promised"),
            element="promised_days",
        )
    if matter.handling is Handling.PROMISED and not matter.promised_days and not matter.procedures:
        yield contradiction(
            "wenzhou.handling",
            matter,
            Text("承诺件的承诺时限是 0", "A matter of the promised kind promises 0 days"),
            Text("当场办结的请改为即办件，否则写明承诺时限", "Call it instant, or state the days"),
            element="handling",
        )


def review_form(matter: MatterSpec) -> Iterator[Finding]:
    """即办件 ⇔ 即审即办; 承诺件 ⇔ 前审后批."""
    wanted = {
        Handling.INSTANT: ReviewForm.AT_ONCE,
        Handling.PROMISED: ReviewForm.STAGED,
    }.get(matter.handling)
    stated = matter.elements.project_type
    if stated and wanted and stated != wanted:
        yield contradiction(
            "wenzhou.review_form",
            matter,
            Text(
                f"{_SAID[matter.handling].zh}的审查类型应当是“{wanted.zh}”",
                f"The review form of {_SAID[matter.handling].en} should be: {wanted.en}",
            ),
            Text("请改审查类型或办件类型", "Correct the review form or the kind of handling"),
            element="project_type",
        )


def promise(matter: MatterSpec) -> Iterator[Finding]:
    """承诺时限 ≤ 法定时限; of a licence whose guide names none, 行政许可法第四十二条."""
    law = lawful_limit_of(matter)
    if law is not None and is_beyond_law(matter):
        by_default = Text("（行政许可法第四十二条）", " (Administrative Licensing Law, art. 42)")
        source = by_default if law.is_default else Text("", "")
        yield contradiction(
            "wenzhou.promise",
            matter,
            Text(
                f"承诺时限 {matter.promised_days} 超过法定时限 {law.days}{source.zh}",
                f"The promise of {matter.promised_days} days is longer than the statutory "
                f"{law.days}{source.en}",
            ),
            Text(
                "缩短承诺时限，或核对法定时限", "Shorten the promise, or check the statutory limit"
            ),
            element="promised_days",
        )


def flow(matter: MatterSpec) -> Iterator[Finding]:
    """行政许可的办理流程含受理、审核、审批、办结、送达."""
    if matter.type != LICENCE:
        return
    names = [step.link_name for step in matter.elements.handle_flow]
    absent = [
        step for step, words in STEPS if not any(word in name for word in words for name in names)
    ]
    if absent:
        said = "、".join(absent)
        yield missing(
            "wenzhou.flow",
            matter,
            Text(f"行政许可的办理流程缺少：{said}", f"The flow of a licence lacks: {said}"),
            Text("在办理流程里补上这些环节", "Add these steps to the flow"),
            element="handle_flow",
        )


def flow_days(matter: MatterSpec) -> Iterator[Finding]:
    """各环节天数之和 ≤ 承诺时限."""
    total = sum(step.handle_day or 0 for step in matter.elements.handle_flow)
    if total > matter.promised_days:
        yield contradiction(
            "wenzhou.flow_days",
            matter,
            Text(
                f"各环节共 {total} 天，超过承诺时限 {matter.promised_days}",
                f"The steps take {total} days, more than the promised {matter.promised_days}",
            ),
            Text("缩短环节的天数", "Shorten the steps"),
            element="handle_flow",
        )


def questions(matter: MatterSpec) -> Iterator[Finding]:
    """行政许可至少一个常见问题."""
    if matter.type == LICENCE and not matter.elements.questions:
        yield missing(
            "wenzhou.questions",
            matter,
            Text("行政许可没有常见问题", "A licence without a single frequent question"),
            Text("至少写一个常见问题和答案", "Write at least one question with its answer"),
            element="questions",
        )
