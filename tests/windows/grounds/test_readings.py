"""What a case would read: by duty where every use has one, by consent otherwise; the least."""

from __future__ import annotations

import pytest

from datasharing.grounds.models import DutyGround, DutyNotice, FieldRule
from datasharing.models import Consent, DataResource, Exchange
from portal.outbox.drain import drain
from services.models import Edition, EditionLegalBasis, LegalBasis
from tests.windows import builders as b
from windows.cases import actions
from windows.cases.queries import prefill, reads_of
from windows.cases.readings import reading_of

LAW, ARTICLE = "婚姻登记条例", "7"


def rule(code: str, material: str, **more) -> None:
    resource = DataResource.objects.get(code=code)
    FieldRule.objects.create(resource=resource, material=material, **more)


@pytest.fixture
def duty(town) -> DutyGround:
    """T1-A cites the article that makes a look into the marriage register its duty."""
    resource = DataResource.objects.get(code="DS07")
    return DutyGround.objects.create(
        resource=resource,
        law=LAW,
        article=ARTICLE,
        duty="审查婚姻状况",
        duty_en="To check",
        binds=["甲局"],
    )


def cite(matter: str) -> None:
    """Past the guard of published editions: the small catalogue cites nothing."""
    from django.db import connection

    basis = LegalBasis.objects.create(law=LAW, article=ARTICLE)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        EditionLegalBasis.objects.create(
            edition=Edition.objects.get(matter__code=matter), legal_basis=basis, order=9
        )
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_without_a_duty_each_read_gets_a_consent_of_its_own(town):
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    drain()
    consent = Consent.objects.get()
    exchange = Exchange.objects.get()
    assert (consent.resources, consent.is_separate) == (["DS07"], False)
    assert (exchange.ground_kind, exchange.consent_id) == ("consent", consent.pk)
    assert (exchange.matter_code, exchange.requirement) == ("T1-A", "a_marriage")
    assert exchange.needs == [["T1-A", "a_marriage"]]
    assert exchange.edition.matter.code == "T1-A"


def test_a_duty_that_no_edition_cites_changes_nothing(town, duty):
    reading = reading_of(b.draft(town), "applicant", "DS07")
    assert reading.duty is None


def test_by_duty_it_is_told_and_read_without_any_consent(town, duty):
    cite("T1-A")
    case = b.draft(town)
    (read,) = reads_of(case)
    assert (read.by_law.zh, read.sensitive.zh) == ("《婚姻登记条例》第7条：审查婚姻状况", "")

    b.do(actions.agree_to_reads, case, resources=[], actor=town.me)
    drain()

    notice, exchange = DutyNotice.objects.get(), Exchange.objects.get()
    assert (notice.resources, notice.given_via) == (["DS07"], "online")
    assert (exchange.ground_kind, exchange.notice_id) == ("duty", notice.pk)
    assert Consent.objects.count() == 0
    assert b.slot(case, "t_marriage").state == "fetched"
    assert "status" not in exchange.fields  # sensitive, and the article does not name it


def test_telling_twice_writes_one_notice(town, duty):
    cite("T1-A")
    case = b.draft(town)
    for _ in range(2):
        b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    assert DutyNotice.objects.count() == 1
    assert Consent.objects.count() == 0


def test_only_the_fields_that_the_paper_needs(town):
    rule("DS13", "t_home", fields=["owner_name"])
    reading = reading_of(b.draft(town), "seller", "DS13")
    assert reading.fields == ("address", "owner_name")  # the form is filled in with the address
    assert reading.sees.en == "Address, Owner"


def test_yes_or_no_and_no_falls_to_the_person(town):
    whether = {"field": "status", "test": "in", "claim": "未婚", "claim_en": "Single"}
    rule("DS07", "t_marriage", assertion=whether | {"values": ["未婚"]})
    case = b.draft(town)
    (read,) = reads_of(case)
    assert (read.is_only_whether, read.sees.en, read.sensitive.en) == (
        True, "Single", "Marital status",
    )  # fmt: skip

    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    drain()

    exchange = Exchange.objects.get()
    assert exchange.answer == {"found": True, "holds": False}
    slot = b.slot(case, "t_marriage")
    assert (slot.state, slot.source_kind) == ("missing", "commitment")
    assert "不能证明" in slot.note


def test_sensitive_fields_stay_out_without_a_tick_of_their_own(town):
    rule("DS07", "t_marriage", fields=["status", "registered_on"])
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], separately=[], actor=town.me)
    drain()
    assert Exchange.objects.get().fields == ["registered_on"]
    assert Consent.objects.get().is_separate is False

    other = b.draft(town)
    b.do(actions.agree_to_reads, other, resources=["DS07"], separately=["DS07"], actor=town.me)
    drain()
    assert Exchange.objects.get(case_number=other.number).fields == ["status", "registered_on"]


def test_where_only_sensitive_fields_would_do_the_person_brings_it(town):
    rule("DS07", "t_marriage", fields=["status"])
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], separately=[], actor=town.me)
    drain()
    assert Exchange.objects.count() == 0
    assert b.slot(case, "t_marriage").state == "missing"


def test_taken_back_while_waiting_the_case_says_so_at_once(town, registry):
    from datasharing.actions import revoke_consent

    registry.control(down=["DS07"])
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    drain()
    b.do(revoke_consent, Consent.objects.get(), actor=town.me)
    drain()
    slot = b.slot(case, "t_marriage")
    assert slot.state == "unavailable"
    assert "授权已过期或撤回" in slot.note
    assert prefill(case) == {}


def test_an_answer_about_somebody_else_is_explained(town, registry):
    from windows.models import Notice

    registry.control(wrong_person=["DS07"])
    case = b.draft(town)
    b.do(actions.agree_to_reads, case, resources=["DS07"], actor=town.me)
    drain()
    slot = b.slot(case, "t_marriage")
    assert (slot.state, slot.note[:11]) == ("unavailable", "对方的答复写的是别人，")
    told = Notice.objects.get(kind="answer_put_aside", applicant=town.buyer)
    assert "somebody else" in told.text_en


def test_a_department_sees_of_a_shared_answer_what_its_own_papers_need(town):
    from windows.approvals.shared import shared_facts

    rule("DS13", "t_home", fields=["owner_name"])
    case = b.accepted_case(town)
    facts = shared_facts(b.approval(case, "T1-A"))
    home = next(fact for fact in facts if fact.role == "seller")
    assert [label.zh for label, _ in home.records[0].fields] == ["权利人"]
    assert Exchange.objects.get(resource__code="DS13").fields == ["address", "owner_name"]


def test_a_department_sees_the_bit(town):
    from windows.approvals.shared import shared_facts

    whether = {"field": "status", "test": "in", "claim": "已婚", "claim_en": "Married"}
    rule("DS07", "t_marriage", assertion=whether | {"values": ["married", "已婚"]})
    case = b.accepted_case(town)
    told = {fact.role: fact.records[0].fields for fact in shared_facts(b.approval(case, "T1-A"))}
    assert [(label.en, value.zh) for label, value in told["applicant"]] == [("Married", "是")]
