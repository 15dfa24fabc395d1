"""A question about a read, from the person's page to the notice of its answer."""

from __future__ import annotations

import pytest

from datasharing.ledger.questions import answer_question, question_line
from datasharing.models import LedgerEntry
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.outbox.drain import drain
from tests.windows import builders as b
from windows.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(town):
    case = b.submitted_case(town)
    line = LedgerEntry.objects.filter(case_number=case.number).earliest("pk")
    actor = b.acting_for(line.subject)
    return case, b.do(question_line, line, text="为什么查我？", actor=actor)


def test_the_supervisors_hear_of_the_question(asked):
    case, _ = asked
    drain()
    (told,) = Notice.objects.filter(kind="line_questioned")
    assert (told.applicant_id, told.region_id, told.case_id) == (None, case.region_id, case.pk)
    assert told.url == f"/supervision/cases/{case.number}/"
    drain()
    assert Notice.objects.filter(kind="line_questioned").count() == 1


@pytest.mark.parametrize(
    ("finding", "begins"),
    [
        ("in_order", "您对一次数据查询的疑问有了答复"),
        ("not_in_order", "您问的那次数据查询确实不应当查"),
    ],
)
def test_whoever_asked_hears_of_the_answer(asked, finding, begins):
    case, question = asked
    assert question.department is not None, "the catalogue knows who read"
    head = Actor(
        Role.OFFICER, None, "局长", question.department.code, question.department.region_id, level=3
    )
    b.do(answer_question, question, finding=finding, answer="如下。", actor=head)
    drain()
    (told,) = Notice.objects.filter(kind="line_answered")
    assert (told.applicant_id, told.case_id) == (question.subject_id, case.pk)
    assert told.text.startswith(begins)
    assert told.text_en
