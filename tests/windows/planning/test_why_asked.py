"""Why a question is asked, told by what hangs on its answer."""

from __future__ import annotations

from services.catalogue.spec import (
    Condition,
    FieldSpec,
    IncludedMatter,
    LifeEventSpec,
    MatterSpec,
    OptionSpec,
    OutcomeKind,
    QuestionSpec,
    RequirementSpec,
)
from services.catalogue.text import Text
from windows.planning.why_asked import CHANGES_NOTHING, why_asked


def when(question: str, value: str = "yes") -> Condition:
    return Condition((((question, (value,)),),))


def ask(code: str, why: str = "", *options: OptionSpec) -> QuestionSpec:
    two = (OptionSpec("yes", "是", "Yes"), OptionSpec("no", "否", "No"))
    return QuestionSpec(code, "问？", options or two, "Ask?", why=why, why_en=why and "Because.")


def matter(code: str, **more: object) -> MatterSpec:
    return MatterSpec(code, f"事项{code}", "局", f"Matter {code}", **more)


def event(*questions: QuestionSpec, matters: tuple[IncludedMatter, ...]) -> LifeEventSpec:
    return LifeEventSpec("X1", "一件事", "Thing", questions=questions, matters=matters)


def test_the_catalogue_s_own_words_win():
    question = ask("a", "因为。")
    spec = event(question, matters=(IncludedMatter(matter("1"), when("a")),))
    assert why_asked(spec, question) == Text("因为。", "Because.")


def test_matters_papers_and_fields_that_hang_on_it_are_named():
    question = ask("a")
    paper = RequirementSpec("p", "p", "委托书", "Power of attorney", condition=when("a"))
    field = FieldSpec("f", "代理人", "Agent", condition=when("a"))
    other = FieldSpec("g", "别的", "Other", condition=when("b"))
    spec = event(
        question,
        ask("b"),
        matters=(
            IncludedMatter(matter("1"), when("a")),
            IncludedMatter(matter("2", requirements=(paper,), fields=(field, other))),
        ),
    )
    assert why_asked(spec, question) == Text(
        "您的回答决定办不办“事项1”，要不要“委托书”，填不填“代理人”。",
        "Your answer decides whether you need “Matter 1”, and whether this is wanted: “Power of "
        "attorney”, and whether you are asked for “Agent”.",
    )


def test_many_are_counted_and_a_dead_end_is_said():
    gone = OptionSpec("no", "否", "No", outcome=OutcomeKind.HANDED_OVER, hands_to="X2")
    question = ask("a", "", OptionSpec("yes", "是", "Yes"), gone)
    matters = tuple(IncludedMatter(matter(str(number)), when("a")) for number in range(5))
    told = why_asked(event(question, matters=matters), question)
    assert told.zh == ("您的回答决定办不办“事项0”、“事项1”、“事项2”等 5 项，这件事能不能在这里办。")
    assert told.en.startswith("Your answer decides whether you need “Matter 0”, ")
    assert told.en.endswith("“Matter 2” and 2 more, and whether it can be done here.")


def test_what_changes_nothing_says_so():
    question = ask("a")
    spec = event(question, matters=(IncludedMatter(matter("1")),))
    assert why_asked(spec, question) == CHANGES_NOTHING
