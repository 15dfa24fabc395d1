"""数据工作台: what waits for the data officer of a department; for supervisors, what is late."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from datasharing.disputes.queries import open_disputes
from datasharing.ledger.policy import may_answer
from datasharing.ledger.queries import questions_for
from datasharing.lists.catalogue.queries import of_department
from datasharing.lists.permissions.queries import asked_by_us, ends_soon, late, news_for, to_answer
from datasharing.lists.policy import DESK_ROLES, keeps_lists
from portal.accounts.web import actor_behind, require
from services.departments import department_name

SHOWN = 20


@require(*DESK_ROLES)
@require_safe
def data_home(request: HttpRequest) -> HttpResponse:
    actor = actor_behind(request)
    context = {
        "keeps_lists": keeps_lists(actor),
        "department": department_name(actor.department_code),
        "to_answer": to_answer(actor)[:SHOWN],
        "news": news_for(actor)[:SHOWN],
        "asked": asked_by_us(actor)[:SHOWN],
        "late": late(actor)[:SHOWN],
        "ends_soon": ends_soon(actor)[:SHOWN],
        "ours": of_department(actor),
        "disputes": open_disputes(actor).count(),
        "questions": questions_for(actor).count() if may_answer(actor) else 0,
    }
    return render(request, "data_lists/home.html", context)
