"""From the plan to the receipt: join, agree, fill in, hand in, check, submit. A page a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from materials.queries import life_event_spec
from portal.accounts.queries import acting_for
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from services import queries as catalogue
from services.catalogue.spec import LifeEventSpec
from services.catalogue.text import Text
from windows.approvals.renewals import renewals_of, renews_something
from windows.cases import actions
from windows.cases.editions import spec_of_case
from windows.cases.models import Case, CaseParty, MaterialSlot
from windows.cases.people import APPLICANT
from windows.cases.queries import Missing, case_for, own_case_for, slots_for, what_is_missing
from windows.cases.sharing import sharing_progress
from windows.cases.states import CaseState, Channel
from windows.errors import EditionRetired
from windows.planning import Plan
from windows.web.case_form import shown_value
from windows.web.citizen import answers as in_address
from windows.web.citizen.plan_page import plan_context, situation
from windows.web.citizen.reads import planned_reads
from windows.web.citizen.region import chosen_in
from windows.web.citizen.roles import person_spoken_for, role_of, speaks_for
from windows.web.citizen.step import step_context as _step
from windows.web.page import one_act, wants_fragment

NAMED_FIELDS = 5


@dataclass(frozen=True, slots=True)
class Changeable:
    """One answer on the page to check, and where it is changed."""

    question: Text
    labels: Text
    href: str


@require(Role.APPLICANT)
@require_POST
def draft_new(request: HttpRequest, code: str) -> HttpResponse:
    """The plan becomes a numbered draft. Sent twice, it is one draft.

    The page says which edition it showed: nobody starts with other rules than those they read.
    """
    actor = actor_behind(request)
    edition = catalogue.edition_seen(code, request.POST.get("edition", ""))
    spec = life_event_spec(edition)
    mine = acting_for(actor, audience=edition.audience)
    chosen = request.POST.get("applicant", "")
    applicant = next((one for one in mine if str(one.pk) == chosen), mine[0] if mine else None)
    if applicant is None:
        messages.error(
            request, _("这件事要以企业或单位的名义办。请先用能代表它的账号登录，或到窗口登记。")
        )
        return redirect("thing", code=code)
    try:
        with one_act():
            case = actions.start_draft(
                edition,
                answers=in_address.read(spec, request.POST),
                applicant=applicant,
                channel=Channel.ONLINE,
                actor=actor,
                region=chosen_in(request.POST, edition),
                draft_key=in_address.key(request.POST.get("draft_key", "")),
            )
    except EditionRetired as refused:
        messages.error(request, f"{refused.said} {refused.advice}")
        return redirect("thing", code=code)
    return redirect("case", number=case.number)


@require(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, number: str) -> HttpResponse:
    """Each read named: who is asked, for what, what it spares. Agree to all, some or none."""
    actor = actor_behind(request)
    case = case_for(actor, number)
    role = speaks_for(case, actor, wanted=request.GET.get("for", ""))
    reads = planned_reads(case, role=role)
    if request.method == "POST":
        ticked = request.POST.getlist("read")
        chosen = ticked
        if request.POST.get("choice") == "all":
            chosen = [read.resource.code for read in reads if read.duty is None]
        choose = actions.agree_to_reads if role == "applicant" else actions.confirm_party
        with one_act():
            choose(case, resources=chosen, separately=ticked, actor=actor, role=role)
        return redirect("case_reading" if role == "applicant" else "case", number=number)
    context = _step(case, actor, "agree") | {
        "role": role,
        "by_law": [read for read in reads if read.duty is not None],
        "reads": [read for read in reads if read.duty is None],
        "is_about_child": person_spoken_for(case, actor, role=role),
    }
    return render(request, "citizen/agree.html", context)


@require(Role.APPLICANT)
@require_safe
def reading(request: HttpRequest, number: str) -> HttpResponse:
    """While the registries answer: the page renews itself and moves on by itself when they have."""
    actor = actor_behind(request)
    case = own_case_for(actor, number)
    progress = sharing_progress(case)
    if progress.is_done and not wants_fragment(request):
        return redirect("case_form", number=number)
    context = _step(case, actor, "agree") | {"progress": progress}
    if not wants_fragment(request):
        return render(request, "citizen/reading.html", context)
    response = render(request, "citizen/reading_progress.html", context)
    if progress.is_done:
        response["HX-Redirect"] = redirect("case_form", number=number).url
    return response


@require(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def party(request: HttpRequest, number: str) -> HttpResponse:
    """Who else joins: name and id number; they are asked to agree themselves."""
    actor = actor_behind(request)
    case = own_case_for(actor, number)
    wanted = spec_of_case(case).parties
    if request.method == "POST":
        with one_act():
            for each in wanted:
                if request.POST.get(f"{each.role}-id_number"):
                    actions.name_party(
                        case,
                        role=each.role,
                        name=request.POST.get(f"{each.role}-name", ""),
                        id_number=request.POST.get(f"{each.role}-id_number", ""),
                        phone=request.POST.get(f"{each.role}-phone", ""),
                        actor=actor,
                    )
        return redirect("case", number=number)
    named = {each.role: each for each in case.parties.select_related("applicant")}
    rows = [(each, named.get(each.role)) for each in wanted]
    return render(request, "citizen/party.html", _step(case, actor, "party") | {"rows": rows})


@require(Role.APPLICANT)
@require_safe
def materials(request: HttpRequest, number: str) -> HttpResponse:
    """What is still to hand in, and what is there already with its source."""
    actor = actor_behind(request)
    case = case_for(actor, number)
    role = role_of(case, actor)
    everything = list(slots_for(actor, case))
    context = _step(case, actor, "materials") | {
        "to_bring": [
            slot for slot in everything if _by_hand(slot.state) and slot.party_role == role
        ],
        "theirs": [
            slot for slot in everything if slot.state == "missing" and slot.party_role != role
        ],
        "there": [slot for slot in everything if not _by_hand(slot.state)],
        "role": role,
    }
    return render(request, "citizen/materials.html", context)


def _is_mine_to_change(slot: MaterialSlot) -> bool:
    return _by_hand(slot.state) and slot.party_role == APPLICANT


def _many_fields(missing: Sequence[Missing]) -> int:
    """How many fields of the form are missing, where they are too many to be named."""
    count = sum(item.kind == "field" for item in missing)
    return count if count > NAMED_FIELDS else 0


def _together(case: Case, spec: LifeEventSpec) -> list[tuple[Text, CaseParty | None]]:
    named = {each.role: each for each in case.parties.select_related("applicant")}
    return [(Text(each.label, each.label_en), named.get(each.role)) for each in spec.parties]


def _with_ways(case: Case, spec: LifeEventSpec) -> list[Changeable]:
    """Each answer with the way to its question, all other answers kept in the address."""
    code = case.life_event_edition.life_event.code
    asked = [question for question in spec.questions if question.id in case.answers]
    return [
        Changeable(
            said.question, said.labels, in_address.ask_again(code, question.id, case.answers)
        )
        for question, said in zip(asked, situation(spec, case.answers), strict=True)
    ]


def _by_hand(state: str) -> bool:
    return state in ("missing", "provided", "unavailable", "deferred", "committed")


@require(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Everything once more before it counts; what is missing is listed with a link."""
    actor = actor_behind(request)
    case = own_case_for(actor, number)
    if request.method == "POST":
        with one_act():
            actions.submit(case, actor=actor)
        return redirect("case_receipt", number=number)
    if case.state != CaseState.DRAFT:
        return redirect("case", number=number)
    plan = Plan.from_json(case.plan)
    spec = spec_of_case(case)
    filled = [(field, shown_value(field, case.form)) for field in plan.fields]
    context = _step(case, actor, "check") | plan_context(spec, case.answers, plan)
    found, missing = list(slots_for(actor, case)), what_is_missing(case)
    by_hand = {slot.pk for slot in found if _is_mine_to_change(slot)}
    context |= {
        "filled": filled,
        "missing": missing,
        "many_fields": _many_fields(missing),
        "slots": found,
        "by_hand": by_hand,
        "fetched": [slot for slot in found if slot.pk not in by_hand],
        "situation": _with_ways(case, spec),
        "together": _together(case, spec),
    }
    context["renewals"] = renewals_of(case) if renews_something(spec) else []
    return render(request, "citizen/check.html", context)
