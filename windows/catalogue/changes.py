"""Two versions of a life event side by side, change by change, so that a resident understands it.

A line that adds something names the legal bases it rests on: those of the requirement, else of the
matter. What is only said differently is no line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.catalogue.spec import (
    FieldSpec,
    IncludedMatter,
    LegalBasisSpec,
    LifeEventSpec,
    MatterSpec,
    OutcomeKind,
    QuestionSpec,
)
from services.catalogue.text import Text
from services.checks.findings import Spot
from services.overlays.differences import new_bases
from services.revisions.burden import Line, MeasureKind
from windows.catalogue.demands import reaches_more, requirement_lines
from windows.planning.names import both

HARDER = (OutcomeKind.PROCEED, OutcomeKind.IN_PERSON, OutcomeKind.HANDED_OVER)
"""From easiest to hardest; being refused is hardest."""


def lines(before: LifeEventSpec | None, after: LifeEventSpec) -> Iterator[Line]:
    if before is None:
        text = Text(f"新增一件事“{after.name}”", f"New life event “{after.name_en or after.name}”")
        yield Line(Spot(after.code), text)
        return
    yield from _questions(before, after)
    old = {included.matter.code: included for included in before.matters}
    new = {included.matter.code: included for included in after.matters}
    for code, included in new.items():
        if code not in old:
            yield _line(after, included.matter, f"增加事项“{included.matter.name}”",
                        f"Matter “{_en(included.matter)}” added", adds=True)  # fmt: skip
        else:
            yield from _matter(after, old[code], included)
    for code, included in old.items():
        if code not in new:
            yield _line(after, included.matter, f"去掉事项“{included.matter.name}”",
                        f"Matter “{_en(included.matter)}” removed")  # fmt: skip


def _questions(before: LifeEventSpec, after: LifeEventSpec) -> Iterator[Line]:
    old = {question.id: question for question in before.questions}
    new = {question.id: question for question in after.questions}
    for name, question in new.items():
        asked = both(question.text, question.text_en)
        if name not in old:
            text = Text(f"多问一个问题“{asked.zh}”", f"New question “{asked.en}”")
            bases = _all_bases(question)
            yield Line(Spot(after.code, question=name), text, adds=True, legal_bases=bases)
            continue
        yield from _options(after, old[name], question)
    for name, question in old.items():
        if name not in new:
            asked = both(question.text, question.text_en)
            text = Text(f"不再问“{asked.zh}”", f"“{asked.en}” is no longer asked")
            yield Line(Spot(after.code, question=name), text)


def _options(after: LifeEventSpec, old: QuestionSpec, new: QuestionSpec) -> Iterator[Line]:
    before = {option.value: option for option in old.options}
    for option in new.options:
        label = both(option.label, option.label_en)
        spot = Spot(after.code, question=new.id, option=option.value)
        known = before.pop(option.value, None)
        if known is None:
            text = Text(f"多了选项“{label.zh}”", f"New option “{label.en}”")
            yield Line(spot, text)
        elif _hardness(option.outcome) > _hardness(known.outcome):
            bases = new_bases(option.legal_bases, known.legal_bases)
            yield Line(spot, _harder(label, option.outcome), adds=True, legal_bases=bases)
        elif _hardness(option.outcome) < _hardness(known.outcome):
            text = Text(
                f"选“{label.zh}”的，比以前好办", f"Whoever chooses “{label.en}” has it easier"
            )
            yield Line(spot, text)
    bases = new_bases(new.legal_bases, old.legal_bases)
    for option in before.values():
        label = both(option.label, option.label_en)
        spot = Spot(after.code, question=new.id, option=option.value)
        text = Text(f"去掉选项“{label.zh}”", f"Option “{label.en}” removed")
        yield Line(spot, text, adds=True, legal_bases=bases)
    if new.required and not old.required:
        asked = both(new.text, new.text_en)
        text = Text(f"“{asked.zh}”改为必答", f"“{asked.en}” must be answered now")
        spot = Spot(after.code, question=new.id)
        yield Line(spot, text, adds=True, legal_bases=bases)


def _all_bases(question: QuestionSpec) -> tuple[LegalBasisSpec, ...]:
    """Those of a new question and of what its answers bring."""
    own = (*question.legal_bases, *(b for each in question.options for b in each.legal_bases))
    return tuple(dict.fromkeys(own))


def _hardness(outcome: OutcomeKind) -> int:
    return HARDER.index(outcome) if outcome in HARDER else len(HARDER)


def _harder(label: Text, outcome: OutcomeKind) -> Text:
    match outcome:
        case OutcomeKind.IN_PERSON:
            return Text(
                f"选“{label.zh}”的，要到窗口办", f"Whoever chooses “{label.en}” must come now"
            )
        case OutcomeKind.HANDED_OVER:
            return Text(
                f"选“{label.zh}”的，要改办另一件事",
                f"Whoever chooses “{label.en}” is sent to another life event now",
            )
        case _:
            return Text(
                f"选“{label.zh}”的，不能办了", f"Whoever chooses “{label.en}” is refused now"
            )


def _matter(after: LifeEventSpec, was: IncludedMatter, now: IncludedMatter) -> Iterator[Line]:
    old, new = was.matter, now.matter
    name = both(new.name, new.name_en)
    bases = new_bases(now.legal_bases, was.legal_bases)
    if was.condition != now.condition:
        line = _line(after, new, f"“{name.zh}”的适用条件变了",
                     f"When “{name.en}” applies has changed",
                     adds=reaches_more(was.condition, now.condition))  # fmt: skip
        yield _founded(line, bases)
    for code in now.starts_after:
        if code not in was.starts_after:
            line = _line(after, new, f"“{name.zh}”要等 {code} 办好后才开始",
                         f"“{name.en}” waits for {code} now", adds=True)  # fmt: skip
            yield _founded(line, bases)
    yield from _raising(_limits(after, old, new), MeasureKind.DAYS, MeasureKind.VISITS)
    yield from _raising(_costs(after, old, new), MeasureKind.FEES)
    yield from _raising(_appearances(after, old, new), MeasureKind.VISITS)
    yield from requirement_lines(after.code, old, new)
    yield from _fields(after, old, new)


def _founded(line: Line, bases: tuple[LegalBasisSpec, ...]) -> Line:
    """With what the matter's place in the life event newly rests on."""
    if not line.adds:
        return line
    return replace(line, legal_bases=tuple(dict.fromkeys((*bases, *line.legal_bases))))


def _raising(lines: Iterator[Line], *kinds: MeasureKind) -> Iterator[Line]:
    return (replace(line, raises=kinds) for line in lines)


def _limits(after: LifeEventSpec, old: MatterSpec, new: MatterSpec) -> Iterator[Line]:
    name = both(new.name, new.name_en)
    if (old.promised_days, old.day_unit) != (new.promised_days, new.day_unit):
        longer = new.promised_days > old.promised_days or (
            new.promised_days == old.promised_days and old.day_unit.value == "natural"
        )
        yield _line(
            after, new,
            f"“{name.zh}”的承诺期限从 {old.promised_days} 日改为 {new.promised_days} 日",
            f"The promise of “{name.en}” changes from {old.promised_days} to "
            f"{new.promised_days} days",
            adds=longer or (old.day_unit != new.day_unit and new.day_unit.value == "working"),
        )  # fmt: skip
    if old.statutory_days != new.statutory_days:
        yield _line(
            after, new,
            f"“{name.zh}”的法定期限从 {_limit(old)} 改为 {_limit(new)}",
            f"The legal limit of “{name.en}” changes from {_limit(old)} to {_limit(new)}",
        )  # fmt: skip
    before = {each.name: each for each in old.procedures}
    for procedure in new.procedures:
        known = before.get(procedure.name)
        held = both(procedure.name, procedure.name_en)
        if known is None:
            yield _line(after, new, f"“{name.zh}”增加“{held.zh}”",
                        f"“{held.en}” added to “{name.en}”", adds=True)  # fmt: skip
        elif (days := procedure.days or 0) != (was := known.days or 0):
            yield _line(after, new, f"“{held.zh}”从 {was} 日改为 {days} 日",
                        f"“{held.en}” changes from {was} to {days} days",
                        adds=days > was)  # fmt: skip
        if known is not None and procedure.attended and not known.attended:
            yield _line(after, new, f"“{held.zh}”时要本人在场",
                        f"One must be there for “{held.en}”", adds=True)  # fmt: skip
        if known is not None and reaches_more(known.condition, procedure.condition):
            yield _line(after, new, f"更多情形要做“{held.zh}”",
                        f"“{held.en}” is held in more situations", adds=True)  # fmt: skip
    kept = {each.name for each in new.procedures}
    for each in old.procedures:
        if each.name not in kept:
            yield _line(after, new, f"“{name.zh}”不再做“{each.name}”",
                        f"“{each.name_en or each.name}” is no longer held")  # fmt: skip


def _limit(matter: MatterSpec) -> str:
    return "—" if matter.statutory_days is None else str(matter.statutory_days)


def _costs(after: LifeEventSpec, old: MatterSpec, new: MatterSpec) -> Iterator[Line]:
    """A fee in words is taken for a burden whenever its words change: nobody can compare them."""
    name = both(new.name, new.name_en)
    was, now = (sum(c.cents or 0 for c in each.elements.charges) for each in (old, new))
    if was != now:
        yield _line(after, new, f"“{name.zh}”的收费从 {was / 100:.2f} 元改为 {now / 100:.2f} 元",
                    f"The fee of “{name.en}” changes from {was / 100:.2f} to {now / 100:.2f} yuan",
                    adds=now > was)  # fmt: skip
    if old.fee != new.fee:
        fee = Text(new.fee or "不收费", new.fee_en or new.fee or "no fee")
        yield _line(after, new, f"“{name.zh}”的收费说明改为：{fee.zh}",
                    f"The fee of “{name.en}” is now worded: {fee.en}",
                    adds=bool(new.fee) and now >= was)  # fmt: skip


def _appearances(after: LifeEventSpec, old: MatterSpec, new: MatterSpec) -> Iterator[Line]:
    name = both(new.name, new.name_en)
    if new.visit_reason and not old.visit_reason:
        why = both(new.visit_reason, new.visit_reason_en)
        yield _line(after, new, f"“{name.zh}”要本人到场：{why.zh}",
                    f"“{name.en}” asks the person to appear: {why.en}", adds=True)  # fmt: skip
    if old.visit_reason and not new.visit_reason:
        yield _line(after, new, f"“{name.zh}”不用到场了",
                    f"“{name.en}” no longer asks the person to appear")  # fmt: skip
    at_window = {output.material for output in old.outputs if output.window_only}
    for output in new.outputs:
        if output.window_only and output.material not in at_window:
            made = both(output.name, output.name_en)
            yield _line(after, new, f"“{made.zh}”只能到窗口领",
                        f"“{made.en}” can be had only at the window", adds=True)  # fmt: skip
    if old.department != new.department:
        yield _line(after, new, f"“{name.zh}”改由{new.department}办",
                    f"“{name.en}” is handled by {new.department} now")  # fmt: skip


def _fields(after: LifeEventSpec, old: MatterSpec, new: MatterSpec) -> Iterator[Line]:
    before = {field.element: field for field in old.fields}
    for field in new.fields:
        label = both(field.label, field.label_en)
        known = before.pop(field.element, None)
        spot = Spot(after.code, new.code, element=field.element)
        said: Text | None = None
        if known is None:
            said = Text(f"多填一项“{label.zh}”", f"New field “{label.en}”")
            yield Line(spot, said, field.required, new.legal_bases if field.required else ())
            continue
        if field.required and not known.required:
            said = Text(f"“{label.zh}”改为必填", f"“{label.en}” must be filled in now")
        elif known.prefill and not field.prefill:
            said = Text(
                f"“{label.zh}”不再自动填好", f"“{label.en}” is no longer filled in by itself"
            )
        elif reaches_more(known.condition, field.condition):
            said = Text(f"更多情形要填“{label.zh}”", f"“{label.en}” is asked in more situations")
        if said:
            yield Line(spot, said, adds=True, legal_bases=new.legal_bases)
        elif _is_easier(known, field):
            text = Text(f"“{label.zh}”比以前好填", f"“{label.en}” asks for less than before")
            yield Line(spot, text)
    for field in before.values():
        label = both(field.label, field.label_en)
        text = Text(f"不再填“{label.zh}”", f"“{label.en}” is no longer asked")
        yield Line(Spot(after.code, new.code, element=field.element), text)


def _is_easier(was: FieldSpec, now: FieldSpec) -> bool:
    return (
        (was.required and not now.required)
        or (bool(now.prefill) and not was.prefill)
        or was.condition != now.condition
    )


def _line(
    after: LifeEventSpec, matter: MatterSpec, zh: str, en: str, *, adds: bool = False
) -> Line:
    bases: Sequence[LegalBasisSpec] = matter.legal_bases if adds else ()
    return Line(Spot(after.code, matter.code), Text(zh, en), adds, tuple(bases))


def _en(matter: MatterSpec) -> str:
    return matter.name_en or matter.name
