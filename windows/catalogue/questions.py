"""Changes in what is asked before the case begins: one line for each."""

from __future__ import annotations

from collections.abc import Iterator

from services.catalogue.spec import (
    LegalBasisSpec,
    LifeEventSpec,
    OptionSpec,
    OutcomeKind,
    QuestionSpec,
)
from services.catalogue.text import Text
from services.checks.findings import Spot
from services.overlays.differences import new_bases
from services.overlays.grounds import bases_in_words
from services.overlays.wording import may_draw_other_line
from services.revisions.burden import Line
from windows.planning.names import both

HARDER = (OutcomeKind.PROCEED, OutcomeKind.IN_PERSON, OutcomeKind.HANDED_OVER)
"""From easiest to hardest; being refused is hardest."""
Found = tuple[Text, bool]


def question_lines(before: LifeEventSpec, after: LifeEventSpec) -> Iterator[Line]:
    """What is asked anew rests on its own legal bases; what is asked more strictly, on new ones."""
    old = {question.id: question for question in before.questions}
    new = {question.id: question for question in after.questions}
    for name, question in new.items():
        spot = Spot(after.code, question=name)
        asked = both(question.text, question.text_en)
        if name not in old:
            text = Text(f"多问一个问题“{asked.zh}”", f"New question “{asked.en}”")
            yield Line(spot, text, adds=True, legal_bases=_grounds_of(question))
            continue
        grounds = new_bases(question.legal_bases, old[name].legal_bases)
        for text, adds in _question(old[name], question):
            yield Line(spot, text, adds, grounds if adds else ())
        yield from _options(after.code, old[name], question)
    for name, question in old.items():
        if name not in new:
            asked = both(question.text, question.text_en)
            text = Text(f"不再问“{asked.zh}”", f"“{asked.en}” is no longer asked")
            yield Line(Spot(after.code, question=name), text)


def _grounds_of(question: QuestionSpec) -> tuple[LegalBasisSpec, ...]:
    """Those of a new question, and of what its answers bring about."""
    answers = (basis for option in question.options for basis in option.legal_bases)
    return tuple(dict.fromkeys((*question.legal_bases, *answers)))


def _question(old: QuestionSpec, new: QuestionSpec) -> Iterator[Found]:
    asked = both(new.text, new.text_en)
    if new.required != old.required:
        yield (
            Text(f"“{asked.zh}”改为必答", f"“{asked.en}” must be answered now")
            if new.required
            else Text(f"“{asked.zh}”可以不答", f"“{asked.en}” may be left out"),
            new.required,
        )
    if new.multiple != old.multiple:
        yield (
            Text(f"“{asked.zh}”可以选几个", f"Several answers to “{asked.en}” are allowed")
            if new.multiple
            else Text(f"“{asked.zh}”只能选一个", f"Only one answer to “{asked.en}” is allowed"),
            old.multiple,
        )
    if old.text != new.text:
        was = both(old.text, old.text_en)
        text = Text(f"“{was.zh}”改问“{asked.zh}”", f"“{was.en}” is asked as “{asked.en}” now")
        yield text, may_draw_other_line(old.text, new.text)
    elif (old.text_en, old.why, old.why_en) != (new.text_en, new.why, new.why_en):
        yield (
            Text(f"问题“{asked.zh}”的文字有变化", f"Words of the question “{asked.en}” changed"),
            False,
        )
    if old.legal_bases != new.legal_bases:
        cited = bases_in_words(old.legal_bases, new.legal_bases)
        yield Text(f"问“{asked.zh}”的{cited.zh}", f"Asking “{asked.en}” – {cited.en}"), False


def _options(life_event: str, old: QuestionSpec, new: QuestionSpec) -> Iterator[Line]:
    before = {option.value: option for option in old.options}
    asked = new_bases(new.legal_bases, old.legal_bases)
    for option in new.options:
        spot = Spot(life_event, question=new.id, option=option.value)
        known = before.pop(option.value, None)
        grounds = (*new_bases(option.legal_bases, known.legal_bases if known else ()), *asked)
        for text, adds in _option(known, option):
            yield Line(spot, text, adds, tuple(dict.fromkeys(grounds)) if adds else ())
    for option in before.values():
        label = both(option.label, option.label_en)
        spot = Spot(life_event, question=new.id, option=option.value)
        text = Text(f"去掉选项“{label.zh}”", f"Option “{label.en}” removed")
        yield Line(spot, text, adds=True, legal_bases=asked)


def _option(old: OptionSpec | None, new: OptionSpec) -> Iterator[Found]:
    label = both(new.label, new.label_en)
    if old is None:
        text = Text(f"多了选项“{label.zh}”", f"New option “{label.en}”")
        yield text, False
        if _hardness(new.outcome):
            yield _harder(label, new.outcome), True
        return
    if _hardness(new.outcome) > _hardness(old.outcome):
        yield _harder(label, new.outcome), True
    elif _hardness(new.outcome) < _hardness(old.outcome):
        text = Text(f"选“{label.zh}”的，比以前好办", f"Whoever chooses “{label.en}” has it easier")
        yield text, False
    elif new.hands_to != old.hands_to:
        text = Text(
            f"选“{label.zh}”的，改办的事换了",
            f"Whoever chooses “{label.en}” is sent to yet another life event",
        )
        yield text, new.outcome is OutcomeKind.HANDED_OVER
    if old.proved_by != new.proved_by:
        yield (
            Text(f"选“{label.zh}”的，不能再由原来的数据证明",
                 f"“{label.en}” can no longer be proved by the same register")
            if old.proved_by
            else Text(f"选“{label.zh}”的，可以由数据证明",
                      f"A register can prove “{label.en}” now"),
            bool(old.proved_by),
        )  # fmt: skip
    yield from _label(old, new)


def _label(old: OptionSpec, new: OptionSpec) -> Iterator[Found]:
    label = both(new.label, new.label_en)
    was = both(old.label, old.label_en)
    if old.label != new.label:
        text = Text(f"选项“{was.zh}”改为“{label.zh}”", f"The option “{was.en}” is “{label.en}” now")
        yield text, may_draw_other_line(old.label, new.label)
    elif (old.label_en, old.reason, old.reason_en) != (new.label_en, new.reason, new.reason_en):
        yield (
            Text(f"选项“{label.zh}”的文字有变化", f"Words of the option “{label.en}” changed"),
            False,
        )
    if old.legal_bases != new.legal_bases:
        cited = bases_in_words(old.legal_bases, new.legal_bases)
        yield Text(f"选项“{label.zh}”的{cited.zh}", f"The option “{label.en}” – {cited.en}"), False


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
