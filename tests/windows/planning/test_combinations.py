from __future__ import annotations

from tests.windows.planning.build import life_event, matter, question
from windows.planning import check_answers, combinations, count_combinations, sample


def test_pick_one_gives_each_option_and_pick_many_every_subset():
    spec = life_event(
        matter("A"),
        questions=[
            question("one", "a", "b"),
            question("many", "x", "y", multiple=True, required=False),
        ],
    )

    assert [(a["one"], a["many"]) for a in combinations(spec)] == [
        (("a",), ()),
        (("a",), ("x",)),
        (("a",), ("y",)),
        (("a",), ("x", "y")),
        (("b",), ()),
        (("b",), ("x",)),
        (("b",), ("y",)),
        (("b",), ("x", "y")),
    ]


def test_a_required_pick_many_has_no_empty_subset_and_an_optional_pick_one_has_none():
    spec = life_event(
        matter("A"),
        questions=[
            question("many", "x", "y", multiple=True),
            question("one", "a", "b", required=False),
        ],
    )

    found = list(combinations(spec))

    assert len(found) == count_combinations(spec) == 9
    assert {a["many"] for a in found} == {("x",), ("y",), ("x", "y")}
    assert {a["one"] for a in found} == {(), ("a",), ("b",)}


def test_no_questions_is_one_combination():
    assert list(combinations(life_event(matter("A")))) == [{}]


def test_every_combination_passes_the_check():
    spec = life_event(
        matter("A"),
        questions=[question("m", *"abcd", multiple=True), question("o", "x", "y", "z")],
    )

    found = list(combinations(spec))

    assert len(found) == 45
    assert [check_answers(spec, answers) for answers in found] == found


def test_sample_takes_different_ones_and_the_same_again():
    spec = life_event(matter("A"), questions=[question(f"q{n}", *"abcd") for n in range(10)])

    first = list(sample(spec, limit=500, seed=3))

    assert count_combinations(spec) == 4**10
    assert len({tuple(answers.values()) for answers in first}) == 500
    assert list(sample(spec, limit=500, seed=3)) == first
    assert list(sample(spec, limit=500, seed=4)) != first


def test_sample_of_a_small_event_is_everything():
    spec = life_event(matter("A"), questions=[question("q", "a", "b")])

    assert list(sample(spec, limit=2)) == list(combinations(spec))
