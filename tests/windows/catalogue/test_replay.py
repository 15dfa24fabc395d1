"""Real cases put to a draft, and what a draft touches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from materials.catalogue.queries import life_event_spec
from services.catalogue.spec import FieldSpec, OptionSpec, OutcomeKind, RequirementSpec
from services.catalogue.text import Text
from tests.windows.builders import complete_draft, do, draft, edition
from tests.windows.planning.build import question
from windows.cases import actions
from windows.cases.models import Case
from windows.cases.states import CaseState
from windows.catalogue.impact import impact_of
from windows.catalogue.replay import ReplayedCase, replay


@pytest.fixture
def submitted(town) -> Case:
    return do(actions.submit, complete_draft(town), actor=town.me)


def published():
    return life_event_spec(edition("T1"))


def with_first(spec, **new):
    first, *others = spec.matters
    return replace(spec, matters=(replace(first, matter=replace(first.matter, **new)), *others))


def test_the_edition_in_force_asks_nobody_for_more(submitted):
    told = replay(published(), last=10)

    assert told.cases == (ReplayedCase(submitted.number),)
    assert (told.asked_for_more, told.asked_for_less, told.refused) == (0, 0, 0)


def test_who_would_be_asked_for_more(submitted):
    spec = published()
    first = spec.matters[0].matter
    deed = RequirementSpec("a_deed", "t_proof", "公证书", "Notarial deed")
    draft_spec = with_first(
        replace(spec, questions=(*spec.questions, question("more", "x", "y"))),
        requirements=(*first.requirements, deed),
        fields=(*first.fields, FieldSpec("nickname", "曾用名", "Earlier name")),
        promised_days=4,
        visit_reason="本人到场",
    )

    told = replay(draft_spec, last=10)

    assert told.cases[0].now_refused is None
    assert told.cases[0].now_less == ()
    assert told.cases[0].now_more == (
        Text("要多回答“问题more”", "“Question more” has to be answered"),
        Text("要多交“公证书”", "“Notarial deed” has to be handed in"),
        Text("要多填“曾用名”", "“Earlier name” has to be filled in"),
        Text("要来的次数从 0 变成 1", "1 visit instead of 0"),
        Text("承诺从 4 日变成 8 日", "8 days promised instead of 4"),
    )
    assert told.asked_for_more == 1


def test_who_would_be_asked_for_less(submitted):
    spec = published()
    first = spec.matters[0].matter
    kept = tuple(each for each in first.requirements if each.key != "a_contract")

    told = replay(with_first(spec, requirements=kept), last=10)

    assert told.cases[0].now_less == (
        Text("不用交“买卖合同”了", "“Contract” need not be handed in"),
    )
    assert (told.asked_for_more, told.asked_for_less) == (0, 1)


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        (OptionSpec("me", "本人", "Me", OutcomeKind.INELIGIBLE, "不行", "No"), "不行"),
        (OptionSpec("us", "我们", "Us"), "“谁来办？”不再有这样的回答"),
    ],
)
def test_who_would_be_refused(*, submitted, option, reason):
    spec = published()
    asked = replace(spec.questions[0], options=(option, *spec.questions[0].options[1:]))

    told = replay(replace(spec, questions=(asked,)), last=10)

    assert told.cases[0].now_refused.zh == reason
    assert told.refused == 1


def test_drafts_and_rehearsals_are_no_cases_and_the_last_come_first(submitted, town):
    draft(town)
    Case.objects.filter(pk=submitted.pk).update(is_rehearsal=True)
    assert replay(published(), last=10).cases == ()

    Case.objects.filter(pk=submitted.pk).update(is_rehearsal=False)
    assert replay(published(), last=0).cases == ()
    assert [case.number for case in replay(published(), last=1).cases] == [submitted.number]


def test_nothing_but_the_number_is_told_of_anybody(submitted, town):
    told = repr(replay(published(), last=10))

    assert town.buyer.name not in told
    assert town.buyer.id_number not in told


def test_the_impact_counts_open_cases_and_names_what_the_form_gains_and_loses(submitted):
    spec = published()
    first = spec.matters[0].matter
    fields = (*first.fields[1:], FieldSpec("nickname", "曾用名", "Earlier name"))

    impact = impact_of(with_first(spec, fields=fields))

    assert (impact.life_events, impact.open_cases) == ((), 1)
    assert impact.open_by_state == ((CaseState.SUBMITTED, 1),)
    assert impact.forms == (
        Text("多填“曾用名”", "“Earlier name” added"),
        Text("不再填“联系电话”", "“Phone” removed"),
    )


def test_a_changed_matter_touches_the_other_life_events_that_share_it(submitted):
    sale, proven = published(), life_event_spec(edition("T2"))
    shared = proven.matters[0]
    longer = replace(shared, matter=replace(shared.matter, promised_days=9))

    untouched = impact_of(replace(sale, matters=(*sale.matters, shared)))
    touched = impact_of(replace(sale, matters=(*sale.matters, longer)))

    assert untouched.life_events == ()
    assert touched.life_events == (Text("开证明", "Get a certificate"),)
