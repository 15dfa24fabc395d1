"""One line of the record of reads, for the person it is about: plain words, open to doubt."""

from __future__ import annotations

import base64
import json

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from datasharing.ledger.chain import said_by
from datasharing.ledger.queries import line_for, proof_for, questions_about, seal_over
from datasharing.ledger.questions import LONGEST_QUESTION, question_line
from datasharing.models import LedgerEntry, LedgerQuestion, LedgerSeal
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError, NotFound


@require(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, subject_id: int, sequence: int) -> HttpResponse:
    """What was read and why, how it is sealed, what was asked about it and answered."""
    actor = actor_behind(request)
    the_line = _line(subject_id, sequence, actor)
    if request.method == "POST":
        try:
            with transaction.atomic(durable=True):
                question_line(the_line, text=request.POST.get("text", ""), actor=actor)
        except DomainError as refused:
            return _page(request, the_line, fault=refused)
        messages.success(request, _("疑问已经提交，答复会在这里告诉您。"))
        return redirect("my_line", subject_id=subject_id, sequence=sequence)
    return _page(request, the_line)


@require(Role.APPLICANT)
@require_safe
def proof(request: HttpRequest, subject_id: int, sequence: int) -> HttpResponse:
    """The line, the way from it to the seal over it, and the time stamp, as one file to keep."""
    the_line = _line(subject_id, sequence, actor_behind(request))
    seal = seal_over(the_line)
    if seal is None or seal.token is None:
        raise NotFound
    kept = {
        "line": said_by(the_line).decode(),
        "way": proof_for(the_line, seal),
        "seal": seal.statement,
        "stamp": base64.b64encode(bytes(seal.token)).decode(),
    }
    answer = HttpResponse(
        json.dumps(kept, ensure_ascii=False, indent=2), content_type="application/json"
    )
    name = f"read-{the_line.case_number}-{sequence}.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _line(subject_id: int, sequence: int, actor: Actor) -> LedgerEntry:
    found = line_for(subject_id, sequence, actor=actor)
    if found is None:
        raise NotFound
    return found


def _page(
    request: HttpRequest, the_line: LedgerEntry, fault: DomainError | None = None
) -> HttpResponse:
    asked = questions_about(the_line.subject_id, [the_line.sequence]).get(the_line.sequence, [])
    context = {
        "line": the_line,
        "seal": _shown(seal_over(the_line)),
        "asked": asked,
        "may_ask": _may_ask(asked),
        "typed": request.POST.get("text", ""),
        "longest": LONGEST_QUESTION,
        "fault": fault,
    }
    status = fault.status if fault else 200
    return render(request, "datasharing/line.html", context, status=status)


def _shown(seal: LedgerSeal | None) -> LedgerSeal | None:
    """A batch without a stamp is not shown as a seal."""
    return seal if seal is not None and seal.token is not None else None


def _may_ask(asked: list[LedgerQuestion]) -> bool:
    if not asked:
        return True
    last = asked[-1]
    return not last.is_open and last.level == LedgerQuestion.Level.DEPARTMENT
