from __future__ import annotations

import uuid

import pytest

from tests.windows import builders as b
from windows.cases.actions import start_draft
from windows.cases.models import Case
from windows.intake.visits import count_visits


def begin(town, answers, **more):
    return start_draft(
        b.edition("T1"),
        answers=answers,
        applicant=town.buyer,
        **({"channel": "online", "actor": town.me} | more),
    )


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("sealed", "ineligible"),
        ("other", "handed_over"),
        ("body", "in_person_only"),
        ("??", "bad_answers"),
    ],
)
def test_answers_that_cannot_be_applied_for_online(town, answer, code):
    with b.refused(code) as caught:
        begin(town, {"who": (answer,)})
    assert caught.value.details
    assert Case.objects.count() == 0


def test_missing_answer_is_refused(town):
    with b.refused("bad_answers"):
        begin(town, {})
    assert Case.objects.count() == 0


def test_in_person_answer_may_be_drafted_at_the_window(town):
    case = b.do(
        begin, town, {"who": ("body",)}, channel="window", actor=town.clerk, centre=b.centre()
    )
    assert case.state == "draft"
    assert case.plan["outcome"]["kind"] == "in_person"
    assert count_visits(case) == 1


def test_nobody_applies_for_somebody_else(town):
    with b.refused("not_your_applicant"):
        begin(town, b.ANSWERS, actor=town.nobody)
    with b.refused("wrong_channel"):
        begin(town, b.ANSWERS, actor=town.clerk)
    with b.refused("wrong_channel"):
        begin(town, b.ANSWERS, channel="window")
    assert Case.objects.count() == 0


def test_same_page_sent_twice_is_one_draft(town):
    key = uuid.uuid4()
    first = b.do(begin, town, b.ANSWERS, draft_key=key)
    second = b.do(begin, town, b.ANSWERS, draft_key=key)
    assert first.pk == second.pk
    assert Case.objects.count() == 1


def test_certificate_on_file_is_used(town):
    from materials.models import Document, MaterialType

    b.complete_draft(town)
    MaterialType.objects.filter(code="t_contract").update(kind="licence")
    slot = b.slot(b.draft(town), "t_contract")
    assert (slot.state, slot.source_kind) == ("provided", "document")
    assert slot.document == Document.objects.get()


def test_last_years_contract_says_nothing_of_this_years_sale(town):
    b.complete_draft(town)
    slot = b.slot(b.draft(town), "t_contract")
    assert (slot.state, slot.source_kind) == ("missing", "applicant")
