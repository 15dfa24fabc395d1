"""The authority that keeps the register answers by its day, and the person is told."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import InternalError, connection, transaction
from django.db.utils import IntegrityError

from datasharing.disputes.actions import answer_dispute
from datasharing.disputes.models import DataDispute
from datasharing.disputes.queries import closed_disputes, dispute_for, open_disputes
from tests.windows import builders as b
from tests.windows.disputes.people import exchange_of, keeper, read_draft
from windows.disputes.actions import dispute_value, take_back_dispute
from windows.models import Notice

ANSWER = "已按结婚登记档案改为上城区民政局"


@pytest.fixture
def dispute(town) -> DataDispute:
    case = read_draft(town)
    return b.do(
        dispute_value,
        case,
        exchange=exchange_of(case, town.me, "DS07"),
        path="registered_by",
        claimed="上城区民政局",
        actor=town.me,
    )


def test_the_ticket_has_an_owner_and_a_day(town):
    with time_machine.travel(dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC), tick=False):
        case = read_draft(town)
        made = b.do(
            dispute_value,
            case,
            exchange=exchange_of(case, town.me, "DS07"),
            path="registered_by",
            claimed="上城区民政局",
            actor=town.me,
        )
    assert made.due_on == dt.date(2026, 3, 9)  # five working days
    assert made.exchange.resource.provider_name == "民政局"
    assert list(open_disputes(keeper())) == [made]
    assert made.is_late  # that day is long past


def test_the_days_are_a_setting(town, settings):
    settings.DISPUTE_WORKING_DAYS = 1
    with time_machine.travel(dt.datetime(2026, 3, 6, 9, tzinfo=dt.UTC), tick=False):
        case = read_draft(town)
        exchange = exchange_of(case, town.me, "DS07")
        given = {"path": "registered_by", "claimed": "上城区民政局", "actor": town.me}
        assert b.do(dispute_value, case, exchange=exchange, **given).due_on == dt.date(2026, 3, 9)


@pytest.mark.parametrize(
    ("outcome", "state", "said"),
    [("correct", "corrected", "登记已经更正"), ("uphold", "upheld", "认为登记没有错")],
)
def test_the_answer_is_told_to_the_person(town, dispute, outcome, state, said):
    b.do(answer_dispute, dispute, outcome=outcome, answer=ANSWER, actor=keeper())
    b.drain()
    dispute.refresh_from_db()
    assert (dispute.state, dispute.answer, dispute.answered_by_name) == (state, ANSWER, "登记员")
    notice = Notice.objects.get(kind="dispute_answered")
    assert notice.applicant == town.buyer
    assert said in notice.text
    assert ANSWER in notice.text
    assert notice.text_en.startswith("About “Registered by”")
    assert closed_disputes(keeper()) == [dispute]
    assert not open_disputes(keeper()).exists()


def test_the_word_of_the_person_stands_whatever_the_answer(town, dispute):
    b.do(answer_dispute, dispute, outcome="uphold", answer="档案如此", actor=keeper())
    b.drain()
    slot = b.slot(dispute_case(dispute), "t_marriage")
    assert (slot.state, slot.source_kind) == ("missing", "applicant")


def dispute_case(dispute):
    from windows.models import Case

    return Case.objects.get(number=dispute.case_number)


def test_only_the_keeper_of_the_register_answers(town, dispute):
    keeper()
    others = (keeper("杭州市公安局", "ga"), town.clerk, town.me, town.nobody)
    for actor in others:
        with b.refused("dispute_not_found"):
            answer_dispute(dispute, outcome="correct", answer=ANSWER, actor=actor)
        with b.refused("dispute_not_found"):
            dispute_for(actor, dispute.pk)
    assert dispute_for(town.supervisor, dispute.pk) == dispute
    with b.refused("not_allowed"):
        answer_dispute(dispute, outcome="correct", answer=ANSWER, actor=town.supervisor)
    dispute.refresh_from_db()
    assert (dispute.state, dispute.answer) == ("open", "")


def test_an_answer_has_words(dispute):
    with b.refused("answer_missing"):
        answer_dispute(dispute, outcome="uphold", answer=" ", actor=keeper())
    dispute.refresh_from_db()
    assert dispute.state == "open"


def test_it_is_answered_once(town, dispute):
    b.do(answer_dispute, dispute, outcome="correct", answer=ANSWER, actor=keeper())
    with b.refused("move_refused"):
        answer_dispute(dispute, outcome="uphold", answer="不", actor=keeper())
    with b.refused("move_refused"):
        take_back_dispute(dispute_case(dispute), dispute_id=dispute.pk, actor=town.me)
    dispute.refresh_from_db()
    assert dispute.answer == ANSWER


def test_the_database_keeps_its_words(dispute):
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        DataDispute.objects.filter(pk=dispute.pk).update(claimed="别的")
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        DataDispute.objects.filter(pk=dispute.pk).delete()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE datasharing_datadispute SET state = 'upheld', closed_at = now() WHERE id = %s",
            [dispute.pk],
        )
    dispute.refresh_from_db()
    assert (dispute.claimed, dispute.state) == ("上城区民政局", "open")


def test_after_an_answer_the_value_may_be_disputed_again(town, dispute):
    b.do(answer_dispute, dispute, outcome="uphold", answer="档案如此", actor=keeper())
    case = dispute_case(dispute)
    again = b.do(
        dispute_value,
        case,
        exchange=dispute.exchange,
        path="registered_by",
        claimed="余杭区民政局",
        actor=town.me,
    )
    assert again.is_open
