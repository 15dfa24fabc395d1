"""Questions about reads, for those who answer: the head of the department or its data
officer, the supervisors."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from datasharing.ledger.models import Finding
from datasharing.ledger.policy import is_for, may_answer
from datasharing.ledger.queries import line_of, question_for, questions_about, questions_for
from datasharing.ledger.questions import LONGEST_ANSWER, answer_question
from datasharing.models import LedgerQuestion
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError, NotFound

WHO = (Role.OFFICER, Role.DATA_OFFICER, Role.SUPERVISOR)
SHOWN_OPEN, SHOWN_ANSWERED = 100, 20


@require(*WHO)
@require_safe
def line_questions(request: HttpRequest) -> HttpResponse:
    """What has to be answered, by its last day, and what was answered lately."""
    actor = actor_behind(request)
    context = {
        "rows": [(each, is_for(each, actor=actor)) for each in questions_for(actor)[:SHOWN_OPEN]],
        "answered": questions_for(actor, is_open=False)[:SHOWN_ANSWERED],
        "today": timezone.localdate(),
        "may_answer": may_answer(actor),
    }
    return render(request, "datasharing/questions.html", context)


@require(*WHO)
@require_http_methods(["GET", "POST"])
def line_question(request: HttpRequest, pk: int) -> HttpResponse:
    """One question beside the line that it is about, and the form to answer it."""
    actor = actor_behind(request)
    question = question_for(pk, actor=actor)
    if question is None:
        raise NotFound
    fault = None
    if request.method == "POST":
        try:
            with transaction.atomic(durable=True):
                answer_question(
                    question,
                    finding=request.POST.get("finding", ""),
                    answer=request.POST.get("answer", ""),
                    actor=actor,
                )
        except DomainError as refused:
            fault = refused
        else:
            messages.success(request, _("已经答复，并告诉了提问的人。"))
            return redirect("line_questions")
    context = {
        "question": question,
        "line": line_of(question),
        "earlier": _earlier(question),
        "is_mine": is_for(question, actor=actor),
        "findings": Finding.choices,
        "typed": request.POST,
        "longest": LONGEST_ANSWER,
        "fault": fault,
    }
    status = fault.status if fault else 200
    return render(request, "datasharing/question.html", context, status=status)


def _earlier(question: LedgerQuestion) -> list[LedgerQuestion]:
    about = questions_about(question.subject_id, [question.sequence])
    return [each for each in about[question.sequence] if each.level < question.level]
