"""What holds for every plan, whoever wrote the catalogue. Shared by random and real life events."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import fields, is_dataclass

from services.catalogue.spec import Necessity, SourceKind
from services.catalogue.text import Text
from windows.planning import Plan

MAY_BE_EMPTY = {"fee", "hint"}


def texts(value, place="plan"):
    """(place, text) of every Text in a plan."""
    if isinstance(value, Text):
        yield place, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from texts(item, f"{place}[{number}]")
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in MAY_BE_EMPTY:
                yield from texts(getattr(value, field.name), f"{place}.{field.name}")


def check_sentences(plan):
    silent = [place for place, text in texts(plan) if not (text.zh.strip() and text.en.strip())]
    assert silent == []


def check_order(plan):
    """Acyclic: everything waited for is in an earlier stage, and listed before."""
    stages = {matter.code: matter.stage for matter in plan.matters}
    seen = set()
    for matter in plan.matters:
        waits = [wait.matter for wait in matter.waits_for]
        assert matter.stage == 1 + max((stages[code] for code in waits), default=0)
        assert set(waits) <= seen
        seen.add(matter.code)
    assert plan.widest == max(Counter(stages.values()).values(), default=0)


def check_needs(plan, spec, answers):
    """Every requirement of every matter is met once for each party, by nothing else."""
    wanted = Counter()
    for included in spec.matters:
        if plan.can_apply and included.condition.holds(answers):
            for requirement in included.matter.requirements:
                if requirement.condition.holds(answers):
                    for role in requirement.about:
                        wanted[included.matter.code, requirement.key, role] += 1
    met = Counter(
        (*need, material.party) for material in plan.materials for need in material.needed_by
    )
    assert met == wanted
    assert len({material.key for material in plan.materials}) == len(plan.materials)


def check_sources(plan, spec, known):
    """The person is not asked for what a listed source could give."""
    papers = {
        (included.matter.code, paper.key): paper
        for included in spec.matters
        for paper in included.matter.requirements
    }
    waits = {m.code: {wait.matter for wait in m.waits_for} for m in plan.matters}
    for material in plan.materials:
        holder = material.party, material.material
        if material.source.kind is SourceKind.OUTPUT:
            assert all(material.source.ref in waits[code] for code, _ in material.needed_by)
        if not material.asks:
            continue
        assert holder not in known.documents or material.source.kind is SourceKind.COMMITMENT
        for need in material.needed_by:
            for source in papers[need].sources:
                assert source.resource not in known.connected
                assert source.kind is not SourceKind.LICENCE or holder not in known.licences


def check_promise(plan):
    promise = plan.promise
    length = {m.code: m.end - m.start for m in plan.matters}
    assert promise.days == max((m.end for m in plan.matters), default=0)
    assert promise.days == sum(length[code] for code in promise.critical_path)
    assert promise.walked_days == sum(length.values()) >= promise.days
    assert promise.statutory_days is None or promise.statutory_days >= promise.days
    if promise.day_table:
        assert promise.day_table[-1].day == promise.promised_on
        assert promise.day_table[0].day > plan.planned_on
    if promise.promised_on:
        assert all(m.ends_on <= promise.promised_on for m in plan.matters)


def check_burden(plan):
    burden = plan.burden
    assert burden.before == burden.asked + sum(count for _, count in burden.spared)
    assert burden.asked == sum(
        m.asks and m.necessity is not Necessity.OPTIONAL for m in plan.materials
    )
    visits = plan.visits
    assert visits.count <= len(visits.reasons)
    assert visits.count <= 1 or visits.count == len(visits.reasons)
    assert bool(visits.reasons) == bool(visits.count)
    assert {each.occasion for each in visits.errands} == set(range(1, visits.count + 1))
    assert {each.matter for each in visits.errands} <= {"", *(m.code for m in plan.matters)}


def check_json(plan):
    written = json.dumps(plan.to_json(), ensure_ascii=False)
    again = Plan.from_json(json.loads(written))
    assert again == plan
    assert json.dumps(again.to_json(), ensure_ascii=False) == written


def check_all(plan, spec, answers, known):
    check_sentences(plan)
    check_order(plan)
    check_needs(plan, spec, answers)
    check_sources(plan, spec, known)
    check_promise(plan)
    check_burden(plan)
