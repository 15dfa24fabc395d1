"""The window: who is waiting, find or register the person, begin their one thing."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from materials.queries import life_event_spec
from portal.accounts.actions import register_applicant
from portal.accounts.models import IdType
from portal.accounts.queries import applicant_for_clerk
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services import queries as catalogue
from windows.cases import actions
from windows.cases.states import Channel
from windows.centres.queries import centre_of
from windows.desk.drafts import forget
from windows.errors import EditionRetired
from windows.intake.queries import desk_queue, drafts_at_desk
from windows.planning import AnswersRefused, check_answers
from windows.web.citizen import answers as in_address
from windows.web.desk.counted import carry, handed_back, note_beginning
from windows.web.desk.kept import as_typed, kept_for
from windows.web.page import one_act, spoken


@require(Role.CLERK)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Cases to be accepted, nearest deadline first; drafts begun here."""
    actor = actor_behind(request)
    queue = desk_queue(actor, after=request.GET.get("after", ""))
    context = {
        "queue": queue.rows,
        "next_after": queue.next,
        "drafts": drafts_at_desk(actor, limit=10).rows,
        "centre": centre_of(actor),
    }
    return render(request, "desk/desk.html", context)


@require(Role.CLERK)
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """A person not known yet: the clerk has seen the card, so they are real-name identified."""
    fault: DomainError | None = None
    if request.method == "POST":
        try:
            with one_act():
                is_organisation = request.POST.get("kind") == "organisation"
                applicant = register_applicant(
                    id_type=IdType.CREDIT_CODE if is_organisation else IdType.RESIDENT_ID,
                    name=request.POST.get("name", "").strip(),
                    id_number=request.POST.get("id_number", "").strip(),
                    phone=request.POST.get("phone", "").strip(),
                    actor=actor_behind(request),
                )
            forget(actor_behind(request), page=request.path, form="register")
            carry(request, applicant)
            return redirect("desk_person", applicant_id=applicant.pk)
        except DomainError as refused:
            fault = refused
    waiting = kept_for(request, reverse("desk_register"))
    typed = request.POST if request.method == "POST" else as_typed(waiting, "register")
    back = handed_back(request)
    context = {"typed": typed, "fault": fault, "strokes_back": back, **waiting}
    return render(request, "desk/register.html", context, status=fault.status if fault else 200)


@require(Role.CLERK)
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, applicant_id: int, code: str) -> HttpResponse:
    """All questions on one page, as the clerk asks them aloud; then the draft."""
    actor = actor_behind(request)
    applicant = applicant_for_clerk(actor, applicant_id)
    edition = catalogue.edition_seen(code, request.POST.get("edition", ""))
    spec = life_event_spec(edition)
    faults: dict[str, str] = {}
    answers: dict[str, tuple[str, ...]] = {}
    if request.method == "POST":
        given = {q.id: tuple(request.POST.getlist(q.id)) for q in spec.questions}
        answers = {q.id: given[q.id] for q in spec.questions if given[q.id] or not q.required}
        try:
            answers = check_answers(spec, answers)
            with one_act():
                case = actions.start_draft(
                    edition,
                    answers=answers,
                    applicant=applicant,
                    channel=Channel.WINDOW,
                    actor=actor,
                    centre=centre_of(actor),
                    draft_key=in_address.key(request.POST.get("draft_key", "")),
                )
                note_beginning(request, case)
            forget(actor, page=request.path, form="begin")
            return redirect("desk_case", number=case.number)
        except AnswersRefused as refused:
            faults = {fault.question: spoken(fault.message) for fault in refused.faults}
        except EditionRetired as refused:
            messages.error(request, f"{refused.said} {refused.advice}")
            return redirect(request.path)
        except DomainError as refused:
            messages.error(request, refused.said)
    waiting = kept_for(request, request.path)
    left = as_typed(waiting, "begin")
    if left and not answers:
        answers = {q.id: tuple(left.getlist(q.id)) for q in spec.questions}
    rows = [
        (q, answers.get(q.code, ()), faults.get(q.code, ""))
        for q in edition.questions.prefetch_related("options")
    ]
    context = {
        "applicant": applicant,
        "edition": edition,
        "rows": rows,
        "faults": faults,
        "draft_key": request.POST.get("draft_key") or uuid4(),
        "back": reverse("desk_person", args=[applicant_id]),
        "strokes_back": handed_back(request),
        **waiting,
    }
    return render(request, "desk/begin.html", context, status=422 if faults else 200)
