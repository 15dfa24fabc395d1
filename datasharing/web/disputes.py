"""数据疑义: what people say is wrong in a department's register, nearest day first; the answer."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from datasharing.disputes.actions import answer_dispute
from datasharing.disputes.policy import DESK_ROLES, may_answer
from datasharing.disputes.queries import closed_disputes, dispute_for, open_disputes
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError

PAGE = 50
OUTCOMES = ("correct", "uphold")


@require(*DESK_ROLES)
@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    """Open ones of the actor's department, or a supervisor's region, by their last day."""
    actor = actor_behind(request)
    waiting = open_disputes(actor)
    context = {
        "page": Paginator(waiting, PAGE).get_page(request.GET.get("page")),
        "late": waiting.filter(due_on__lt=timezone.localdate()).count(),
        "closed": closed_disputes(actor),
    }
    return render(request, "datasharing/disputes.html", context)


@require(*DESK_ROLES)
@require_http_methods(["GET", "POST"])
def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """What the register says, what the person says, the evidence; and the answer."""
    actor = actor_behind(request)
    found = dispute_for(actor, pk)
    fault: DomainError | None = None
    if request.method == "POST":
        outcome = request.POST.get("outcome", "")
        if outcome not in OUTCOMES:
            return redirect("dispute", pk=pk)
        try:
            with transaction.atomic(durable=True):
                answer_dispute(
                    found, outcome=outcome, answer=request.POST.get("answer", ""), actor=actor
                )
        except DomainError as refused:
            fault = refused
        else:
            messages.success(request, _("答复已记下，会告诉本人。"))
            return redirect("disputes")
    context = {
        "dispute": found,
        "can_answer": found.is_open and may_answer(found, actor=actor),
        "fault": fault,
        "typed": request.POST.get("answer", ""),
    }
    status = fault.status if fault else 200
    return render(request, "datasharing/dispute.html", context, status=status)
