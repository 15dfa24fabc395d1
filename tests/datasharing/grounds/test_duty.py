"""Reading by duty: the edition cites the article, the person was told, and nothing sensitive."""

from __future__ import annotations

import dataclasses

import pytest

from datasharing import errors
from datasharing.exchanges import reading
from datasharing.grounds.actions import tell_of_duty
from datasharing.grounds.models import DutyGround, DutyNotice
from datasharing.models import Exchange, LedgerEntry
from portal.accounts.actor import SYSTEM
from portal.errors import NotAllowed
from portal.journal.models import Entry
from services.models import EditionLegalBasis
from tests.datasharing.conftest import CASE, CLERK, acting_for, refuses

pytestmark = pytest.mark.django_db


def test_it_needs_no_consent_and_the_record_says_why(registry, seller, asked, read, by_duty):
    duty = by_duty(seller)
    exchange = read(asked(seller, "DS13", duty=duty, edition=duty.edition))

    assert (exchange.state, exchange.ground_kind, exchange.consent_id) == ("answered", "duty", None)
    line = LedgerEntry.objects.get()
    assert line.ground == "依法履职，不需要同意：《不动产登记暂行条例》第25条（信息互通共享）"
    assert "A duty by law" in line.ground_en


def test_an_article_that_the_edition_does_not_cite_is_no_ground(seller, asked, by_duty):
    EditionLegalBasis.objects.all().delete()
    duty = by_duty(seller)
    with refuses(errors.GroundNotInEdition, match="转移登记"):
        asked(seller, "DS13", duty=duty, edition=duty.edition)
    assert Exchange.objects.count() == 0


def test_an_article_put_out_of_force_is_no_ground(seller, asked, by_duty):
    DutyGround.objects.update(is_in_force=False)
    duty = by_duty(seller, ground=DutyGround.objects.get())
    with refuses(errors.GroundNotInEdition):
        asked(seller, "DS13", duty=duty, edition=duty.edition)
    assert Exchange.objects.count() == 0


def test_a_duty_of_another_department_is_no_ground(seller, asked, by_duty):
    DutyGround.objects.update(binds=["民政局"])
    duty = by_duty(seller, ground=DutyGround.objects.get())
    with refuses(errors.GroundNotInEdition):
        asked(seller, "DS13", duty=duty, edition=duty.edition)
    assert Exchange.objects.count() == 0


def test_put_out_of_force_before_it_is_read_nothing_leaves(registry, seller, asked, read, by_duty):
    duty = by_duty(seller)
    exchange = asked(seller, "DS13", duty=duty, edition=duty.edition)
    DutyGround.objects.update(is_in_force=False)
    read(exchange)
    assert (exchange.state, exchange.last_outcome) == ("failed", "ground_ended")
    assert exchange.answer is None
    assert registry.log()["asked"] == []
    assert LedgerEntry.objects.get().outcome == "ground_ended"


def test_an_edition_that_cites_it_no_more_is_seen_at_reading(
    registry, seller, asked, read, by_duty
):
    duty = by_duty(seller)
    exchange = asked(seller, "DS13", duty=duty, edition=duty.edition)
    EditionLegalBasis.objects.all().delete()
    assert read(exchange).last_outcome == "ground_ended"
    assert registry.log()["asked"] == []


def test_put_out_of_force_while_it_is_read_the_answer_is_dropped(
    registry, seller, asked, read, by_duty, monkeypatch
):
    duty = by_duty(seller)
    exchange = asked(seller, "DS13", duty=duty, edition=duty.edition)
    whole = reading.ask_in_time

    def ask(claim):
        told = whole(claim)
        DutyGround.objects.update(is_in_force=False)
        return told

    monkeypatch.setattr(reading, "ask_in_time", ask)
    read(exchange)
    assert (exchange.state, exchange.last_outcome, exchange.answer) == ("failed", "dropped", None)
    assert len(registry.log()["asked"]) == 1


def test_untold_it_is_refused(seller, buyer, asked, by_duty, told):
    duty = by_duty(seller, is_told=False)
    wrong = (None, told(buyer, "DS13"), told(seller, "DS07"), told(seller, "DS13", case_number="x"))
    for notice in wrong:
        with refuses(errors.NoticeMissing):
            asked(
                seller,
                "DS13",
                duty=dataclasses.replace(duty, notice=notice),
                edition=duty.edition,
            )
    assert Exchange.objects.count() == 0


def test_a_duty_that_does_not_name_sensitive_fields_leaves_them_alone(
    seller, asked, register, told
):
    from datasharing.models import DataResource

    marriages = DataResource.objects.get(code="DS07")
    ground = DutyGround.objects.create(
        resource=marriages,
        law=register.duty.law,
        article=register.duty.article,
        duty="查婚姻",
        binds=register.duty.binds,
    )
    from datasharing.exchanges.ground import ByDuty

    duty = ByDuty(ground, register.edition, told(seller, "DS07"))
    more = {"duty": duty, "edition": register.edition, "requirement": "form:spouse"}
    with refuses(errors.SeparateConsentMissing):
        asked(seller, "DS07", fields=["spouse_name"], **more)
    assert Exchange.objects.count() == 0
    assert asked(seller, "DS07", fields=["registered_on"], **more).fields == ["registered_on"]


def test_the_notice_is_kept_and_journalled(seller):
    notice = tell_of_duty(
        seller, case_number=CASE, resources=["DS13", "DS13"], actor=acting_for(seller)
    )
    at_window = tell_of_duty(seller, case_number=CASE, resources=["DS07"], actor=CLERK)

    assert (notice.resources, notice.given_via, notice.teller_name) == (["DS13"], "online", "")
    assert (at_window.given_via, at_window.teller_name) == ("window", "窗口甲")
    entry = Entry.objects.filter(stream=f"applicant:{seller.pk}", verb="duty.told").first()
    assert entry is not None
    assert entry.data["resources"] == "DS13"


def test_the_clockwork_tells_nobody(seller):
    with refuses(NotAllowed):
        tell_of_duty(seller, case_number=CASE, resources=["DS13"], actor=SYSTEM)
    assert DutyNotice.objects.count() == 0
