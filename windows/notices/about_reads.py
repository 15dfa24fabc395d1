"""Telling people of questions about a read of their data, and of the answers."""

from __future__ import annotations

from datasharing.ledger.models import Finding
from datasharing.models import LedgerQuestion
from services.catalogue.text import Text
from windows.cases.models import Case
from windows.notices.actions import notify

ASKED = Text(
    "有人问为什么查了他的数据，请督促按期答复：见“数据查询的疑问”。",
    "Somebody asks why their data was read. See that it is answered in time, under “Questions "
    "about reads”.",
)
IN_ORDER = Text(
    "您对一次数据查询的疑问有了答复，请到“谁看了我的数据”查看。",
    "Your question about a read of your data was answered. See “Who read my data”.",
)
NOT_IN_ORDER = Text(
    "您问的那次数据查询确实不应当查，已经纠正。请到“谁看了我的数据”查看答复。",
    "The read that you asked about should not have been made, and was put right. See the answer "
    "under “Who read my data”.",
)


def tell_of_question(question: LedgerQuestion) -> None:
    """The supervisors of the region hear of it on the day it is asked."""
    case = _case_of(question)
    if case is not None:
        notify(
            case,
            kind="line_questioned",
            key=f"line_questioned:{question.pk}",
            text=ASKED,
            to_supervisors=True,
        )


def tell_of_answer(question: LedgerQuestion) -> None:
    """Whoever asked hears of the answer; what it says stands beside the line."""
    case = _case_of(question)
    if case is not None:
        notify(
            case,
            kind="line_answered",
            key=f"line_answered:{question.pk}",
            applicant=question.subject,
            text=IN_ORDER if question.finding == Finding.IN_ORDER else NOT_IN_ORDER,
        )


def _case_of(question: LedgerQuestion) -> Case | None:
    return Case.objects.filter(number=question.case_number).first()
