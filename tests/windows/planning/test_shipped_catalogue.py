"""Every combination of answers of every life event that is shipped can be planned, quickly."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from time import perf_counter

import pytest

import services
from portal.calendar.queries import built_in_years
from portal.calendar.work_calendar import WorkCalendar
from services.catalogue.parse import parse
from services.catalogue.spec import OutcomeKind, SourceKind
from services.catalogue.text import Text
from tests.windows.planning import laws
from windows.planning import Known, check_answers, count_combinations, plan, sample
from windows.planning.plan import ErrandKind

FILE = Path(services.__file__).parent / "data" / "onethings.yaml"
TODAY = date(2026, 3, 2)
LIMIT_SECONDS = 0.005
CODES = [
    *("P01", "P02", "P03", "P04", "P05", "P09", "P10", "P11", "P12", "P13", "P14"),
    *("E01", "E02", "E03", "E04", "E06", "E07", "E08", "E09", "E10", "E11", "E13"),
]


@cache
def events():
    spec = parse(FILE).spec
    assert spec is not None
    return {event.code: event for event in spec.life_events}


@cache
def calendar():
    return WorkCalendar(built_in_years())


def resources_of(event):
    return frozenset(
        source.resource
        for included in event.matters
        for paper in included.matter.requirements
        for source in paper.sources
        if source.resource
    )


def make(event, answers, known):
    return plan(event, answers, known, today=TODAY, calendar=calendar())


def knowledge(event):
    """Nothing connected, everything connected, and every paper on file."""
    papers = frozenset(
        (party, paper.material)
        for included in event.matters
        for paper in included.matter.requirements
        for party in paper.about
    )
    connected = resources_of(event)
    return Known(), Known(connected=connected), Known(connected=connected, documents=papers)


def test_all_twenty_two_are_here():
    assert set(events()) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_every_combination_keeps_every_law(code):
    event = events()[code]
    nothing, connected, on_file = knowledge(event)
    for number, answers in enumerate(sample(event)):
        assert check_answers(event, answers) == answers
        asked = []
        for known in (nothing, connected, on_file):
            made = make(event, answers, known)
            laws.check_order(made)
            laws.check_promise(made)
            laws.check_burden(made)
            asked.append(made.burden.asked)
            if number % 23 == 0:  # the dear checks; every plan is made of the same few sentences
                laws.check_all(made, event, answers, known)
                laws.check_json(made)
        assert asked == sorted(asked, reverse=True)


@pytest.mark.parametrize("code", CODES)
def test_every_combination_is_planned_in_under_five_milliseconds(code):
    """The best of a few tries where one is slow: the machine may be busy with something else."""
    event = events()[code]
    known = Known(connected=resources_of(event))
    times = []
    for answers in sample(event):
        best = seconds(event, answers, known)
        for _ in range(30):
            if best < LIMIT_SECONDS:
                break
            best = min(best, seconds(event, answers, known))
        times.append(best)
    times.sort()
    middle, worst = times[len(times) // 2], times[-1]
    print(f"{code}: {len(times)} plans, median {middle * 1e3:.2f} ms, worst {worst * 1e3:.2f} ms")
    assert worst < LIMIT_SECONDS


def seconds(event, answers, known):
    start = perf_counter()
    make(event, answers, known)
    return perf_counter() - start


@pytest.mark.parametrize("code", ["E07", "E13", "P04"])
def test_online_the_first_occasion_of_these_is_not_at_a_counter(code):
    """联合踏勘, 现场评定, 劳动能力鉴定: a visit to the counter spares nobody from them."""
    event = events()[code]
    known = knowledge(event)[1]
    first = [
        plan.visits.errands[0].kind
        for plan in (make(event, answers, known) for answers in sample(event))
        if plan.visits.errands
    ]
    assert ErrandKind.INSPECTION in first


def test_the_house_sale():
    """P10 with everything: eight parties, at most one visit, in the lawful order."""
    event = events()["P10"]
    everything = {
        question.id: tuple(option.value for option in question.options)
        if question.multiple
        else (question.options[0].value,)
        for question in event.questions
    }
    chosen = everything | {"mortgage": ("no",), "pay": ("cash",), "fund": ("yes",)}

    made = make(event, check_answers(event, chosen), Known(connected=resources_of(event)))

    assert made.outcome.kind is OutcomeKind.PROCEED
    stage = {matter.code: matter.stage for matter in made.matters}
    assert stage["P10-01"] < stage["P10-02"] < stage["P10-03"]
    assert made.promise.critical_path[:3] == ("P10-01", "P10-02", "P10-03")
    after = [code for code in stage if code > "P10-04"]
    assert {stage[code] for code in after} == {stage["P10-03"] + 1}
    assert len(made.departments) == 8
    assert made.visits.before == 8
    assert made.visits.count <= 1
    assert all(isinstance(reason, Text) for reason in made.visits.reasons)
    assert made.burden.asked < made.burden.before / 4
    assert {kind for kind, _ in made.burden.spared} >= {
        SourceKind.OUTPUT.value,
        SourceKind.LICENCE.value,
        SourceKind.RESOURCE.value,
    }


def test_no_shipped_event_has_more_combinations_than_are_all_walked():
    assert max(count_combinations(event) for event in events().values()) <= 10_000
