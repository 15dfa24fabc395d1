"""Real cases put to a draft, and what a draft touches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from materials.catalogue.queries import life_event_spec
from portal.accounts.actor import SYSTEM
from portal.outbox.drain import drain
from services.catalogue.lookups import matter_specs
from services.catalogue.spec import FieldSpec, Handling, OptionSpec, OutcomeKind, RequirementSpec
from services.catalogue.text import Text
from services.models import Region
from services.overlays.actions import adopt_standard, publish_overlay
from services.overlays.queries import standard_of
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

    assert (impact.others, impact.open_cases) == ((), 1)
    assert impact.open_by_state == ((CaseState.SUBMITTED, 1),)
    assert impact.events[0].form == (
        Text("多填“曾用名”", "“Earlier name” added"),
        Text("不再填“联系电话”", "“Phone” removed"),
    )


def sharing(**new):
    """The sale with the matter of the certificate in it, in another wording."""
    sale, proven = published(), life_event_spec(edition("T2"))
    shared = proven.matters[0]
    changed = replace(shared, matter=replace(shared.matter, **new))
    return replace(sale, matters=(*sale.matters, changed))


def test_a_changed_matter_touches_the_other_life_events_that_share_it(submitted):
    nickname = FieldSpec("nickname", "曾用名", "Earlier name")

    untouched = impact_of(sharing())
    touched = impact_of(sharing(fields=(nickname,)))

    assert untouched.others == ()
    assert [(each.code, each.name, each.open_cases) for each in touched.others] == [
        ("T2", Text("开证明", "Get a certificate"), 0)
    ]
    assert Text("多填“曾用名”", "“Earlier name” added") in touched.others[0].form


def test_the_cases_of_those_that_share_a_changed_matter_are_put_to_it_too(submitted, town):
    begun = draft(town, code="T2")
    do(actions.agree_to_reads, begun, resources=["DS07"], actor=town.me)
    drain()
    other = do(actions.submit, begun, actor=town.me)

    told = replay(sharing(visit_reason="本人到场"), last=10)

    own, shared = told.groups
    assert [case.number for case in own.cases] == [submitted.number]
    assert (shared.code, shared.name) == ("T2", Text("开证明", "Get a certificate"))
    assert [case.number for case in shared.changed] == [other.number]
    assert shared.cases[0].now_more == (Text("要来的次数从 0 变成 1", "1 visit instead of 0"),)
    assert told.asked_for_more == 2
    assert [group.code for group in replay(sharing(), last=10).groups] == ["T1"]


def test_before_is_what_the_case_began_with_and_not_the_standard(town):
    """Its region decides 乙 the same day. The draft gives that region nothing new to do."""
    city = Region.objects.get(code="330100")
    standard = standard_of("T1-B")
    rule = matter_specs([standard])[standard.pk]
    eased = replace(rule, promised_days=0, handling=Handling.INSTANT)
    do(publish_overlay, "T1-B", region=city, spec=eased, why="当地试行", actor=SYSTEM)
    case = do(actions.submit, complete_draft(town), actor=town.me)
    assert len(case.overlay_editions) == 1

    assert replay(published(), last=10).cases == (ReplayedCase(case.number),)

    do(adopt_standard, "T1-B", region=city, why="试行结束", actor=SYSTEM)
    (now,) = replay(published(), last=10).cases
    assert [text.zh for text in now.now_more] == ["承诺从 3 日变成 4 日"]
