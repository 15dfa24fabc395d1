"""Covering by influence finds exactly what going through every set of answers finds."""

from __future__ import annotations

from collections import Counter
from time import perf_counter

import pytest
from hypothesis import HealthCheck, assume, given, settings

from services.catalogue.spec import Condition, OptionSpec, OutcomeKind, ProcedureSpec
from tests.windows.planning.build import life_event, matter, output_of, paper, question
from tests.windows.planning.strategies import life_events
from windows.planning import (
    Known,
    PlanImpossible,
    check_answers,
    combinations,
    count_combinations,
    plan,
)
from windows.planning.check import is_ended
from windows.planning.coverage import TooEntangled, cover, islands
from windows.planning.proof import NO_DATES, SOME_DAY, prove

LAWS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def made(spec, answers):
    try:
        return plan(spec, answers, Known(), today=SOME_DAY, calendar=NO_DATES)
    except PlanImpossible:
        return None


def applying(spec, answers):
    """Everything that applies, straight from the conditions."""
    if is_ended(spec, answers):
        return "ended"
    found = []
    for included in spec.matters:
        if included.condition.holds(answers):
            code = included.matter.code
            found.append((code, "matter", ""))
            for kind, parts, name in (
                ("requirement", included.matter.requirements, "key"),
                ("field", included.matter.fields, "element"),
                ("procedure", included.matter.procedures, "name"),
            ):
                held = (part for part in parts if part.condition.holds(answers))
                found += [(code, kind, getattr(part, name)) for part in held]
    return tuple(found)


def in_person(spec, answers):
    return any(
        option.outcome is OutcomeKind.IN_PERSON and option.value in answers.get(asked.id, ())
        for asked in spec.questions
        for option in asked.options
    )


@LAWS
@given(life_events())
def test_the_classes_are_all_sets_of_answers_and_each_is_one_situation(spec):
    assume(count_combinations(spec) <= 600)
    really = Counter(
        (applying(spec, a), not is_ended(spec, a) and in_person(spec, a))
        for a in combinations(spec)
    )

    covered = Counter()
    for answers, weight in cover(spec):
        assert check_answers(spec, answers) == answers
        ended = is_ended(spec, answers)
        covered[applying(spec, answers), not ended and in_person(spec, answers)] += weight

    assert covered == really


@LAWS
@given(life_events())
def test_island_by_island_finds_what_every_set_of_answers_shows(spec):
    assume(count_combinations(spec) <= 300)
    every = list(combinations(spec))
    going = [answers for answers in every if not is_ended(spec, answers)]
    plans = [made(spec, answers) for answers in going]
    reached = {each for answers in going for each in applying(spec, answers)}

    proof = prove(spec)

    assert proof.combinations == len(every)
    assert bool(proof.circles) == any(one is None for one in plans)
    assert proof.too_often == sum(one is not None and one.visits.count > 1 for one in plans)
    assert proof.nothing == sum(one is not None and not one.matters for one in plans)
    if proof.too_often:
        assert made(spec, proof.too_often_at).visits.count > 1
    if proof.nothing:
        assert made(spec, proof.nothing_at).matters == ()
    if not proof.circles:
        codes = {included.matter.code for included in spec.matters}
        assert set(proof.unreachable) == codes - {code for code, kind, _ in reached}


@LAWS
@given(life_events())
def test_a_question_is_idle_when_no_answer_to_it_ever_changes_anything(spec):
    assume(0 < count_combinations(spec) <= 300)
    going = [answers for answers in combinations(spec) if not is_ended(spec, answers)]
    assume(going)
    really = []
    for asked in spec.questions:
        seen = {}
        for answers in going:
            rest = tuple((name, v) for name, v in answers.items() if name != asked.id)
            own = {asked.id: answers.get(asked.id, ())}
            seen.setdefault(rest, set()).add((applying(spec, answers), in_person(spec, own)))
        ends = any(is_ended(spec, {asked.id: (option.value,)}) for option in asked.options)
        if not ends and all(len(found) == 1 for found in seen.values()):
            really.append(asked.id)
    # Of a pick-many question which must be answered, what the others exclude is not looked into.
    assume(not any(q.multiple and q.required and len(q.options) == 1 for q in spec.questions))

    assert prove(spec).idle == really


def test_more_sets_of_answers_than_anyone_could_walk_are_covered_at_once():
    """2³⁴ sets of answers; every matter needs the same identity card and two follow each other."""
    matters = [matter(f"M{n}", paper("id"), days=n, when={f"q{n}": "yes"}) for n in range(20)]
    many = [matter(f"N{n}", paper("id"), days=1, when={"m": f"o{n}"}) for n in range(14)]
    after = matter("Z", paper("made", output_of("A")), when={"q0": "yes"})
    spec = life_event(
        matter("A", makes=["made"]), *matters, *many, after,
        questions=[
            *(question(f"q{n}", "yes", "no") for n in range(20)),
            question("m", *(f"o{n}" for n in range(14)), multiple=True, required=False),
        ],
    )  # fmt: skip
    start = perf_counter()

    proof = prove(spec)

    assert proof.combinations == 2**34 > 10**9
    assert proof.computed <= 40
    assert (proof.too_often, proof.nothing, proof.idle, proof.unreachable) == (0, 0, [], [])
    assert len(islands(spec)) == 34
    assert perf_counter() - start < 2


def test_two_inspections_far_apart_are_found_among_a_billion():
    look = ProcedureSpec("核查", "Inspection", days=1, attended=True)
    extra = [matter(f"M{n}", when={f"q{n}": "yes"}) for n in range(30)]
    spec = life_event(
        matter("A", procedures=(look,), when={"q0": "yes"}),
        matter("B", days=2),
        matter("C", procedures=(look,), after=["B"], when={"q1": "yes"}),
        *extra,
        questions=[question(f"q{n}", "yes", "no") for n in range(30)],
    )

    proof = prove(spec)

    assert proof.too_often == 2**28
    assert made(spec, proof.too_often_at).visits.count == 2


def test_answers_which_all_hang_together_are_not_guessed_at():
    every = tuple((f"q{n}", (f"o{m}",)) for n, m in [(n, 0) for n in range(25)])
    all_of_them = Condition((every, *(((name, values),) for name, values in every)))
    included = matter("A", *(
        paper(f"p{n}", condition=Condition((((f"q{n}", ("o0",)),),))) for n in range(25)
    ))  # fmt: skip
    spec = life_event(
        type(included)(included.matter, all_of_them),
        questions=[question(f"q{n}", "o0", "o1") for n in range(25)],
    )

    assert prove(spec).entangled.startswith("q")
    with pytest.raises(TooEntangled):
        list(cover(spec))


def test_a_promise_longer_than_the_law_is_found_on_its_own_path():
    spec = life_event(
        matter("A", days=9, statutory_days=5, when={"q": "yes"}),
        matter("B", days=20, statutory_days=30),
        questions=[question("q", "yes", "no")],
    )

    proof = prove(spec)

    assert [(over.path, over.promised, over.statutory) for over in proof.overruns] == [
        (("A",), 9, 5)
    ]


def test_what_is_never_reached_is_named():
    never = Condition(((("q", ("yes",)), ("q", ("no",))),))
    spec = life_event(
        matter("A", paper("deed", condition=never)),
        matter("B", when={"q": "gone"}),
        questions=[question("q", "yes", OptionSpec("no", "否"))],
    )

    proof = prove(spec)

    assert proof.unreachable == ["B"]
    assert [(code, part.kind, part.name) for code, part in proof.unreachable_parts] == [
        ("A", "requirement", "deed")
    ]
    assert proof.idle == ["q"]
