"""One question a page, then the plan. Nothing is stored: the address carries the answers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from materials.queries import life_event_spec
from portal.accounts.queries import acting_for
from portal.accounts.web import actor_behind
from services import queries as catalogue
from services.catalogue.spec import LifeEventSpec, QuestionSpec
from services.catalogue.text import Text
from services.models import LifeEventEdition
from windows.cases.queries import plan_for_visitor
from windows.planning import AnswersRefused, Plan, check_answers
from windows.planning.check import FaultKind, open_questions
from windows.planning.why_asked import why_asked
from windows.web.citizen import answers as in_address
from windows.web.citizen.plan_page import plan_context
from windows.web.citizen.region import NAME as REGION
from windows.web.citizen.region import chosen_in, here, kept
from windows.web.citizen.things import way_to
from windows.web.guide.share import share_of

NO_ANSWERS = ("print", "view", "paper")
"""Parameters of the page itself."""
CHOOSE_AGAIN = Text("请再选一次", "Please choose again")
GONE = (FaultKind.UNKNOWN_QUESTION, FaultKind.UNKNOWN_OPTION)
"""Faults of a link that was right once."""


@require_safe
def questions(request: HttpRequest, code: str) -> HttpResponse:
    """The next open question, or the one named by `again`; when all are answered, the plan."""
    edition = catalogue.life_event_edition(code)
    spec = life_event_spec(edition)
    answers = in_address.read(spec, request.GET)
    by_id = {question.id: question for question in spec.questions}
    again = by_id.get(request.GET.get("again", ""))
    if again is not None:
        return _ask(request, edition, spec, again, answers, fault=None)
    just_asked = by_id.get(request.GET.get("asked", ""))
    if just_asked is not None and just_asked.required and not answers.get(just_asked.id):
        fault = Text("请选一项再继续", "Choose one answer to go on")
        return _ask(request, edition, spec, just_asked, answers, fault=fault)
    left = open_questions(spec, answers)
    if left:
        return _ask(request, edition, spec, left[0], answers, fault=None)
    region = kept(chosen_in(request.GET, edition))
    return HttpResponseRedirect(
        f"{reverse('plan', args=[code])}?{in_address.address(answers, region)}"
    )


@require_safe
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """What is needed in this situation and why. Impossible answers: back to that question."""
    edition = catalogue.life_event_edition(code)
    place = here(request.GET, edition)
    region = kept(place.region if place.is_chosen else None)
    spec = life_event_spec(edition, place.region)
    given = {
        name: tuple(v for v in request.GET.getlist(name) if v)
        for name in request.GET
        if name not in (*NO_ANSWERS, REGION)
    }
    dropped: list[Text] = []
    try:
        answers = check_answers(spec, given)
    except AnswersRefused as refused:
        dropped = [fault.message for fault in refused.faults if fault.kind in GONE]
        if any(fault.kind is not FaultKind.UNKNOWN_QUESTION for fault in refused.faults):
            return _answers_refused(request, edition, spec, given, refused)
        known = {question.id for question in spec.questions}
        answers = check_answers(spec, {n: v for n, v in given.items() if n in known})
    actor = actor_behind(request)
    the_plan: Plan = plan_for_visitor(spec, answers, actor=actor)
    first = spec.questions[0].id if spec.questions else ""
    context = plan_context(spec, answers, the_plan)
    context |= {
        "edition": edition,
        "here": place,
        "kept": [*in_address.pairs(answers), *region],
        "dropped": dropped,
        "share": share_of(
            request, f"{reverse('plan', args=[code])}?{in_address.shared_address(answers, region)}"
        ),
        "change": in_address.ask_again(code, first, answers, region),
        "crumbs": way_to(edition),
        "draft_key": uuid.uuid4(),
        "acting_for": acting_for(actor, audience=edition.audience),
        "other": catalogue.find_life_event_edition(the_plan.outcome.hands_to),
    }
    return render(request, "citizen/plan.html", context, status=422 if dropped else 200)


def _ask(
    request: HttpRequest,
    edition: LifeEventEdition,
    spec: LifeEventSpec,
    question: QuestionSpec,
    answers: dict[str, tuple[str, ...]],
    *,
    fault: Text | None,
    dropped: Sequence[Text] = (),
    status: int = 200,
) -> HttpResponse:
    position = spec.questions.index(question) + 1
    region = kept(chosen_in(request.GET, edition))
    others = {name: values for name, values in answers.items() if name != question.id}
    back = ""
    if position > 1:
        earlier = spec.questions[position - 2].id
        back = in_address.ask_again(edition.life_event.code, earlier, answers, region)
    return render(
        request,
        "citizen/question.html",
        {
            "edition": edition,
            "question": edition.questions.prefetch_related("options").get(code=question.id),
            "chosen": answers.get(question.id, ()),
            "why": why_asked(spec, question),
            "position": position,
            "total": len(spec.questions),
            "kept": [*in_address.pairs(others), *region],
            "fault": fault,
            "dropped": dropped,
            "back": back,
            "crumbs": way_to(edition),
        },
        status=status,
    )


def _answers_refused(
    request: HttpRequest,
    edition: LifeEventEdition,
    spec: LifeEventSpec,
    given: dict[str, tuple[str, ...]],
    refused: AnswersRefused,
) -> HttpResponse:
    """A link with answers that do not exist, perhaps from before the rules changed: the good ones
    are kept, what was dropped is said, and the rest is asked.
    """
    by_id = {question.id: question for question in spec.questions}
    wrong = {fault.question for fault in refused.faults}
    good = {name: values for name, values in given.items() if name in by_id and name not in wrong}
    first = next(fault for fault in refused.faults if fault.question in by_id)
    ask = by_id[first.question]
    if ask.multiple:
        good[ask.id] = given.get(ask.id, ())
    return _ask(
        request,
        edition,
        spec,
        ask,
        good,
        fault=CHOOSE_AGAIN if first.kind in GONE else first.message,
        dropped=[fault.message for fault in refused.faults if fault.kind in GONE],
        status=422,
    )
