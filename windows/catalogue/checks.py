"""Checks of the plan before a life event is published: rules `plan.*` of docs/checks.md."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.lawful import (
    JOINT_DAYS,
    can_be_joint,
    is_beyond_law,
    lasting,
    lawful_limit_of,
)
from services.catalogue.spec import Answers, DayUnit, LifeEventSpec, MatterSpec
from services.catalogue.text import Text
from services.checks.findings import Finding, Severity, Spot
from services.checks.registry import (
    Coverage,
    register_life_event_check,
    register_matter_check,
)
from windows.planning import Known, plan
from windows.planning.coverage import answers_of
from windows.planning.influence import Part, alike_options
from windows.planning.names import both
from windows.planning.proof import NO_DATES, SOME_DAY, Proof, prove
from windows.planning.sentences import joined

KINDS = {
    "requirement": Text("材料", "Requirement"),
    "field": Text("填写项", "Field"),
    "procedure": Text("特别程序", "Special procedure"),
}


def register() -> None:
    register_life_event_check("plan", check_plans)
    register_life_event_check("together", check_together)
    register_matter_check("plan", check_limit)


def check_together(spec: LifeEventSpec, _coverage: Coverage) -> Iterator[Finding]:
    """Of the promise as it is written: a plan shows it cut already (行政许可法 art. 42(2))."""
    most = lasting(JOINT_DAYS, DayUnit.WORKING)
    licences = [each for each in spec.matters if can_be_joint(each.matter)]
    for one in licences:
        matter = one.matter
        beside = (
            other
            for other in licences
            if other.matter.department != matter.department
            and other.matter.code not in one.starts_after
            and matter.code not in other.starts_after
        )
        other = next(beside, None)
        if other is None or lasting(matter.promised_days, matter.day_unit) <= most:
            continue
        name, name_en = other.matter.name, other.matter.name_en or other.matter.name
        yield Finding(
            "plan.over_joint",
            Severity.WARNING,
            Spot(matter=matter.code),
            Text(
                f"“{matter.name}”承诺 {matter.promised_days} 日；和“{name}”一起办理时，法律合计"
                f"最多给 {JOINT_DAYS} 个工作日（行政许可法第四十二条）",
                f"“{matter.name_en or matter.name}” promises {matter.promised_days} days; handled "
                f"together with “{name_en}”, the law allows {JOINT_DAYS} working days in all "
                "(Administrative Licensing Law, art. 42)",
            ),
            Text(
                f"把承诺期限改到 {JOINT_DAYS} 个工作日以内",
                f"Promise {JOINT_DAYS} working days at most",
            ),
        )


def check_plans(spec: LifeEventSpec, coverage: Coverage) -> Iterator[Finding]:
    proof = prove(spec)
    coverage.combinations += 0 if proof.entangled else proof.combinations
    coverage.computed += proof.computed
    if proof.entangled:
        yield _entangled(spec, proof)
        return
    yield from _impossible(spec, proof)
    yield from _overruns(spec, proof)
    if proof.too_often:
        yield _too_often(spec, proof)
    if proof.nothing:
        yield _nothing(spec, proof)
    yield from _unreachable(spec, proof)
    yield from _idle(spec, proof)


def check_limit(matter: MatterSpec) -> Iterator[Finding]:
    law = lawful_limit_of(matter)
    if law is None or not is_beyond_law(matter):
        return
    promised = Text(
        f"“{matter.name}”承诺 {matter.promised_days} 日",
        f"“{matter.name_en or matter.name}” promises {matter.promised_days} days",
    )
    allowed = Text(f"长于法定 {law.days} 日", f"the law allows {law.days}")
    if law.is_default:
        allowed = Text(
            f"指南没有写法定期限，法律最多给 {law.days} 个工作日（行政许可法第四十二条）",
            f"its guide names no statutory limit, so the law allows {law.days} working days "
            "(Administrative Licensing Law, art. 42)",
        )
    yield Finding(
        "plan.over_statute",
        Severity.ERROR,
        Spot(matter=matter.code),
        Text(f"{promised.zh}，{allowed.zh}", f"{promised.en}, {allowed.en}"),
        Text("把承诺期限改到法定期限以内", "Make the promise no longer than the law's limit"),
    )


def _entangled(spec: LifeEventSpec, proof: Proof) -> Finding:
    return Finding(
        "plan.too_entangled",
        Severity.ERROR,
        Spot(spec.code, question=proof.entangled),
        Text(
            f"问题互相牵连太多，{proof.combinations} 种回答不能逐一核对",
            f"The questions hang together so closely that {proof.combinations} sets of answers "
            "cannot be gone through",
        ),
        Text(
            "减少同一个事项所用的问题，或者拆成两件事",
            "Let fewer questions decide about one matter, or make two life events of it",
        ),
    )


def _impossible(spec: LifeEventSpec, proof: Proof) -> Iterator[Finding]:
    for circle in proof.circles:
        yield Finding(
            "plan.impossible",
            Severity.ERROR,
            Spot(spec.code, matter=circle.matters[0]),
            circle.message,
            Text(
                "去掉其中一个先后关系，或者给材料加一个不靠这些事项的来源",
                "Take one of the waits away, or give the material a source beside these matters",
            ),
            _example(answers_of(spec, circle.chosen)),
        )


def _overruns(spec: LifeEventSpec, proof: Proof) -> Iterator[Finding]:
    names = _names(spec)
    for over in proof.overruns:
        path = " → ".join(names[code].zh for code in over.path)
        path_en = " → ".join(names[code].en for code in over.path)
        yield Finding(
            "plan.over_statute",
            Severity.ERROR,
            Spot(spec.code, matter=over.path[-1]),
            Text(
                f"{path}：承诺共 {over.promised} 日，长于法定 {over.statutory} 日",
                f"{path_en}: {over.promised} days promised in all, the law allows {over.statutory}",
            ),
            Text(
                "缩短这条路上事项的承诺期限",
                "Shorten the promises of the matters on this path",
            ),
            _example(answers_of(spec, over.chosen)),
        )


def _too_often(spec: LifeEventSpec, proof: Proof) -> Finding:
    made = plan(spec, proof.too_often_at, Known(), today=SOME_DAY, calendar=NO_DATES)
    why = joined(made.visits.reasons)
    return Finding(
        "plan.visits",
        Severity.ERROR,
        Spot(spec.code),
        Text(
            f"{proof.too_often} 种回答要到场不止 1 次。例如 {made.visits.count} 次：{why.zh}",
            f"{proof.too_often} sets of answers need more than one visit. One of them needs "
            f"{made.visits.count}: {why.en}",
        ),
        Text(
            "把到场的事并到一次，改成线上核验，或者让结果可以邮寄、电子送达",
            "Join the occasions, check online instead, or let results come by post or "
            "electronically",
        ),
        _example(proof.too_often_at),
    )


def _nothing(spec: LifeEventSpec, proof: Proof) -> Finding:
    return Finding(
        "plan.no_outcome",
        Severity.ERROR,
        Spot(spec.code),
        Text(
            f"{proof.nothing} 种回答没有可办的事项，也没有说明原因",
            f"{proof.nothing} sets of answers lead to no matter and to no explanation",
        ),
        Text(
            "给这样的回答写明结果和原因，或者把问题改成必选",
            "Give such an answer an outcome with its reason, or require an answer",
        ),
        _example(proof.nothing_at),
    )


def _unreachable(spec: LifeEventSpec, proof: Proof) -> Iterator[Finding]:
    names = _names(spec)
    for code in proof.unreachable:
        yield Finding(
            "plan.matter_unreachable",
            Severity.ERROR,
            Spot(spec.code, matter=code),
            Text(
                f"无论怎么回答，都办不到“{names[code].zh}”",
                f"No set of answers leads to “{names[code].en}”",
            ),
            Text("改正它的适用条件，或者去掉这个事项", "Correct its condition, or leave it out"),
        )
    for code, part in proof.unreachable_parts:
        yield _part_unreachable(spec, code, part)


def _part_unreachable(spec: LifeEventSpec, code: str, part: Part) -> Finding:
    place = {"requirement": "requirement", "field": "element"}.get(part.kind)
    spot = Spot(spec.code, code, **({place: part.name} if place else {}))
    kind = KINDS[part.kind]
    return Finding(
        "plan.requirement_unreachable",
        Severity.WARNING,
        spot,
        Text(
            f"{kind.zh}“{part.name}”在任何回答下都用不到",
            f"{kind.en} “{part.name}” applies under no set of answers",
        ),
        Text("改正它的适用条件，或者去掉它", "Correct its condition, or leave it out"),
    )


def _idle(spec: LifeEventSpec, proof: Proof) -> Iterator[Finding]:
    questions = {question.id: question for question in spec.questions}
    for name in proof.idle:
        asked = both(questions[name].text, questions[name].text_en)
        yield Finding(
            "plan.question_idle",
            Severity.ERROR,
            Spot(spec.code, question=name),
            Text(
                f"“{asked.zh}”怎么回答都一样",
                f"Whatever is answered to “{asked.en}”, nothing changes",
            ),
            Text(
                "不要问，或者写明哪个选项改变哪个事项、材料或填写项",
                "Do not ask, or say which option changes which matter, material or field",
            ),
        )
    for question, same in alike_options(spec):
        if question.id in proof.idle or any(option.reason for option in same):
            continue
        labels = "、".join(f"“{option.label}”" for option in same)
        labels_en = ", ".join(f"“{option.label_en or option.label}”" for option in same)
        yield Finding(
            "plan.question_idle",
            Severity.WARNING if question.multiple else Severity.ADVICE,
            Spot(spec.code, question=question.id, option=same[0].value),
            Text(f"选了{labels}，办法没有区别", f"Choosing {labels_en} makes no difference"),
            Text("合并或者去掉这些选项", "Merge these options or leave them out"),
        )


def _names(spec: LifeEventSpec) -> dict[str, Text]:
    matters = [included.matter for included in spec.matters]
    return {matter.code: both(matter.name, matter.name_en) for matter in matters}


def _example(answers: Answers) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(answers.items())
