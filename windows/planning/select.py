"""Which matters apply, why, and whether the answers let the case go on at all."""

from __future__ import annotations

from services.catalogue.spec import (
    Answers,
    Condition,
    IncludedMatter,
    LifeEventSpec,
    OptionSpec,
    OutcomeKind,
)
from services.catalogue.text import Text
from windows.planning.names import both
from windows.planning.plan import Outcome
from windows.planning.prepared import Prepared

STRONGEST_FIRST = (OutcomeKind.INELIGIBLE, OutcomeKind.HANDED_OVER, OutcomeKind.IN_PERSON)

UNEXPLAINED = {
    OutcomeKind.INELIGIBLE: Text("不符合办理条件", "the conditions are not met"),
    OutcomeKind.HANDED_OVER: Text("请改办另一件事", "please apply for another life event instead"),
    OutcomeKind.IN_PERSON: Text("需要到窗口办理", "this has to be done at a window"),
}
FOR_EVERYONE = Text("每个人办这件事都要办这一项", "Everyone who applies for this needs it")
NOTHING_TO_DO = Text(
    "按您的回答，没有需要办理的事项。请检查您的选择",
    "By your answers there is nothing to apply for. Please check what you chose",
)


def matters_that_apply(spec: LifeEventSpec, answers: Answers) -> tuple[IncludedMatter, ...]:
    return tuple(included for included in spec.matters if included.condition.holds(answers))


def outcome_of(
    spec: LifeEventSpec, answers: Answers, matters: tuple[IncludedMatter, ...]
) -> Outcome:
    """The strongest outcome chosen, with the reasons of every chosen option of that kind."""
    chosen: dict[OutcomeKind, list[OptionSpec]] = {}
    for question in spec.questions:
        for option in question.options:
            if option.outcome is OutcomeKind.PROCEED:
                continue
            if option.value in answers.get(question.id, ()):
                chosen.setdefault(option.outcome, []).append(option)
    for kind in STRONGEST_FIRST:
        if options := chosen.get(kind):
            reasons = tuple(dict.fromkeys(_reason(option) for option in options))
            hands_to = next((option.hands_to for option in options if option.hands_to), "")
            return Outcome(kind, reasons, hands_to if kind is OutcomeKind.HANDED_OVER else "")
    if not matters:
        return Outcome(OutcomeKind.INELIGIBLE, (NOTHING_TO_DO,))
    return Outcome(OutcomeKind.PROCEED, ())


def why_included(prepared: Prepared, condition: Condition, answers: Answers) -> Text:
    """Which answers brought a matter in."""
    pairs = condition.met_by(answers)
    if not pairs:
        return FOR_EVERYONE
    said = [prepared.options[pair] for pair in pairs if pair in prepared.options]
    zh = "，".join([f"“{question.zh}”您选了“{option.zh}”" for question, option in said])
    en = ", and ".join(
        [f"you chose “{option.en}” for “{question.en}”" for question, option in said]
    )
    return Text(f"因为{zh}", f"Because {en}")


def _reason(option: OptionSpec) -> Text:
    if option.reason:
        return both(option.reason, option.reason_en)
    why = UNEXPLAINED[option.outcome]
    return Text(
        f"您选了“{option.label}”，{why.zh}",
        f"You chose “{option.label_en or option.label}”: {why.en}",
    )
