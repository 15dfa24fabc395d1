"""Answers that named somebody else: the provider looks into them and says what was wrong."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from datasharing.errors import AnswerMissing, MismatchUnknown
from datasharing.grounds.answering import answer_mismatch
from datasharing.grounds.queries import (
    PAGE,
    mismatch_for,
    mismatches,
    mismatches_to_answer,
    open_mismatches,
)
from datasharing.grounds.states import ANSWERERS, MismatchState
from portal.accounts.web import actor_behind, require


@require_safe
@require(*ANSWERERS)
def mismatches_page(request: HttpRequest) -> HttpResponse:
    """Open ones first, by their last day; then the newest that were answered."""
    return _page(request)


@require_POST
@require(*ANSWERERS)
def answer(request: HttpRequest, mismatch_id: int) -> HttpResponse:
    actor = actor_behind(request)
    found = mismatch_for(actor, mismatch_id)
    if found is None:
        raise MismatchUnknown
    verb = "correct" if request.POST.get("verb") == "correct" else "let_stand"
    try:
        with transaction.atomic(durable=True):
            answer_mismatch(found, verb=verb, answer=request.POST.get("answer", ""), actor=actor)
    except AnswerMissing as fault:
        return _page(request, fault=fault, at=found.pk)
    messages.success(request, _("已记下，并告诉了本人。"))
    return redirect("data_mismatches")


def _page(
    request: HttpRequest, *, fault: AnswerMissing | None = None, at: int | None = None
) -> HttpResponse:
    actor = actor_behind(request)
    done = mismatches(actor).exclude(state=MismatchState.OPEN).order_by("-answered_at")
    waiting = list(open_mismatches(actor)[:PAGE])
    ours = mismatches_to_answer(actor).filter(pk__in=[each.pk for each in waiting])
    shown = {
        "waiting": waiting,
        "ours": set(ours.values_list("pk", flat=True)),
        "done": done[:PAGE],
        "fault": fault,
        "fault_at": at,
    }
    return render(
        request, "datasharing/mismatches.html", shown, status=fault.status if fault else 200
    )
