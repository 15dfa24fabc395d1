"""One case at the window: the checklist, the form, accept, tell once, refuse."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from datasharing.grounds.states import ShownHow
from materials.documents.refused import refused_uploads_recorded
from materials.documents.uploads.sent import file_in
from portal.accounts.models import Applicant
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.catalogue.text import Text
from windows.cases import actions, story
from windows.cases.answered import answered_reads
from windows.cases.editions import spec_of_case
from windows.cases.models import Case, CaseParty
from windows.cases.people import APPLICANT, person_in
from windows.cases.plans import plan_of
from windows.cases.queries import case_for, slot_for, slots, what_keeps_from_acceptance
from windows.cases.readings import Reading
from windows.cases.sharing import prefill
from windows.cases.states import EDITABLE, CaseState
from windows.cases.wards import wards_in
from windows.corrections.actions import Defect, answer_correction, ask_for_correction
from windows.corrections.page import notice_page
from windows.corrections.queries import open_correction
from windows.deferred.queries import following as papers_to_follow
from windows.denials.actions import answer_denial
from windows.denials.queries import asked_of
from windows.desk.drafts import forget
from windows.desk.saying import on_accepting, words
from windows.intake.actions import accept, check_material, refuse
from windows.intake.visits import visits_to_come
from windows.planning import Plan
from windows.web.case_form import CaseForm, correction_form
from windows.web.citizen.cases import show_receipt
from windows.web.citizen.plan_page import situation
from windows.web.citizen.reads import planned_reads
from windows.web.citizen.roles import party_labels
from windows.web.desk.counted import counted, handed_back
from windows.web.desk.kept import as_typed, kept_for
from windows.web.desk.look import after, look_at
from windows.web.desk.said import seen_of
from windows.web.page import one_act, wants_fragment
from windows.writs.queries import writs_of

SLOT_VERBS = ("upload", "promise", "bring", "good", "bad")
AGAIN = Text("请重新提交这份材料", "Please hand this in again")
"""Said of a material that the clerk ticked without a word."""
NOTICE = "notice"
ANEW = Text("请核对后重新填写", "Please check this and fill it in again")
"""The same of a field."""


@require(Role.CLERK)
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Person on the left, materials in the middle, what will happen on the right."""
    the_case = case_for(actor_behind(request), number)
    if wants_fragment(request) and "HX-History-Restore-Request" not in request.headers:
        answer = render(request, "desk/materials.html", _materials(request, the_case))
    else:
        answer = _page(request, the_case)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _materials(request: HttpRequest, the_case: Case) -> dict[str, Any]:
    """The checklist and the one material beside it (`?look=`)."""
    everything = list(slots(the_case))
    following = {each.slot_id: each for each in papers_to_follow(the_case)}
    wanted = request.GET.get("look", "")
    return {
        "case": the_case,
        "slots": everything,
        "ready": sum(1 for slot in everything if story.is_satisfied(slot)),
        "following": following,
        "look": look_at(the_case, everything, wanted, following=following),
        "party_labels": party_labels(the_case),
    }


def _page(
    request: HttpRequest,
    the_case: Case,
    *,
    form: CaseForm | None = None,
    fault: DomainError | None = None,
    refused: str = "",
) -> HttpResponse:
    """`refused`: the form that was sent in vain; what was in it stands there again."""
    plan = Plan.from_json(the_case.plan)
    spec = spec_of_case(the_case)
    can_edit = the_case.state in EDITABLE
    known = prefill(the_case)
    here = reverse("desk_case", args=[the_case.number])
    waiting = kept_for(request, here, refused=refused)
    left = as_typed(waiting, "form")
    values = the_case.form | {name: left[name] for name in left}
    form = form or CaseForm(plan.fields, values=values, prefilled=known)
    missing = what_keeps_from_acceptance(the_case)
    named = {party.role: party for party in the_case.parties.select_related("applicant")}
    people: list[tuple[str, Text, Applicant | None, CaseParty | None]] = [
        (APPLICANT, Text("申请人", "Applicant"), the_case.applicant, None)
    ]
    for wanted in spec.parties:
        party = named.get(wanted.role)
        label = Text(wanted.label, wanted.label_en)
        people.append((wanted.role, label, party.applicant if party else None, party))
    correction = open_correction(the_case)
    notice = notice_page(the_case, correction, actor_behind(request)) if correction else None
    to_come = visits_to_come(the_case)
    context: dict[str, Any] = {
        **_materials(request, the_case),
        "notice": notice,
        "notice_form": correction_form(
            the_case, notice, has_faults=True, typed=as_typed(waiting, "notice_form")
        )
        if notice
        else None,
        "plan": plan,
        "situation": situation(spec, the_case.answers),
        "people": [(*row, _reads_to_choose(the_case, row[0], row[2], row[3])) for row in people],
        "wards": {ward.role: ward for ward in wards_in(the_case)},
        "ways_shown": ShownHow.choices,
        "form": form,
        "rows": [(form[f.element], known.get(f.element)) for f in plan.fields],
        "missing": missing,
        "can_edit": can_edit,
        "can_decide": the_case.state == CaseState.SUBMITTED,
        "asked": asked_of(the_case) if getattr(the_case, "is_asked_after_denial", True) else None,
        "status": story.status_line(the_case),
        "writs": writs_of(actor_behind(request), the_case),
        "fault": fault,
        "strokes_back": handed_back(request) if fault else "",
        "to_come": to_come,
        "accepting": on_accepting(to_come),
        **waiting,
    }
    context["sayings"] = words(seen_of(the_case, context))
    return render(request, "desk/case.html", context, status=fault.status if fault else 200)


@dataclass(frozen=True, slots=True)
class Asked:
    """What this person is asked and told; `is_open` while something waits for their word."""

    reads: tuple[tuple[Reading, dt.datetime | None], ...]
    """Each with when they agreed to it or were told; None where that is still to come."""

    @property
    def is_open(self) -> bool:
        return any(at is None for _, at in self.reads)


def _reads_to_choose(
    case: Case, role: str, person: Applicant | None, party: CaseParty | None
) -> Asked:
    is_open = case.state in EDITABLE if role == APPLICANT else party and not party.confirmed_at
    reads = planned_reads(case, role=role) if is_open and person else []
    answered = answered_reads(case, role=role, subject=person) if reads and person else {}
    return Asked(tuple((read, answered.get(read.code)) for read in reads))


@require(Role.CLERK)
@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """收件凭证, to be printed and handed over: A4, or a slip of 80 mm (`?paper=slip`)."""
    the_case = case_for(actor_behind(request), number)
    return show_receipt(request, the_case, template="desk/receipt.html")


@require(Role.CLERK)
@require_POST
def act(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Every act of the window on a case. A refusal shows on the same page."""
    actor = actor_behind(request)
    the_case = case_for(actor, number)
    verbs = {
        "agree": _agree,
        "guardian": _guardian,
        "party": _party,
        "form": _form,
        "submit": _submit,
        "accept": _accept,
        "correct": _correct,
        "answer": _answer,
        "refuse": _refuse,
        "denial": _denial,
        "withdraw": _withdraw,
    }
    if verb not in verbs:
        raise Http404
    effort = counted(request, the_case, verb)
    sent = _form_of(request, verb)
    try:
        with one_act():
            said = verbs[verb](request, the_case)
            effort.note(the_case)
    except DomainError as fault:
        return _page(request, case_for(actor, number), fault=fault, refused=sent)
    if isinstance(said, CaseForm):
        return _page(request, case_for(actor, number), form=said)
    here = reverse("desk_case", args=[number])
    forget(actor, page=here, form=sent)
    messages.success(request, said)
    return redirect(here)


def _form_of(request: HttpRequest, verb: str) -> str:
    """The name under which the form that was sent is kept: it says it, or its act tells."""
    role = request.POST.get("role", "")
    name = NOTICE if verb == "correct" else verb
    return request.POST.get("kept_form", "")[:60] or (f"{name}:{role}" if role else name)


def _agree(request: HttpRequest, the_case: Case) -> str:
    role = request.POST.get("role", "applicant")
    actor = actor_behind(request)
    codes = request.POST.getlist("read")
    if role == "applicant":
        actions.agree_to_reads(
            the_case, resources=codes, actor=actor, role=role, via="window", witness=actor.name
        )
    else:
        actions.confirm_party(the_case, resources=codes, actor=actor, role=role)
    return _("已记下本人当面同意，正在去取。")


def _guardian(request: HttpRequest, the_case: Case) -> str:
    """The guardian's card and the paper that names them lie on the desk."""
    guardian = actions.join_guardian(
        the_case,
        role=request.POST.get("role", APPLICANT),
        name=request.POST.get("name", "").strip(),
        id_number=request.POST.get("id_number", "").strip(),
        shown_how=request.POST.get("shown_how", ""),
        actor=actor_behind(request),
    )
    return _("已登记监护人 %(name)s，可以代孩子同意。") % {"name": guardian.name}


def _party(request: HttpRequest, the_case: Case) -> str:
    actions.name_party(
        the_case,
        role=request.POST.get("role", ""),
        name=request.POST.get("name", "").strip(),
        id_number=request.POST.get("id_number", "").strip(),
        phone=request.POST.get("phone", "").strip(),
        actor=actor_behind(request),
    )
    return _("已记下。请对方出示身份证后再点“当面同意”。")


def _form(request: HttpRequest, the_case: Case) -> str | CaseForm:
    """Only the fields that were on the page: the whole form, or those that a notice asks."""
    plan = Plan.from_json(the_case.plan)
    values = {
        field.element: request.POST[field.element]
        for field in plan.fields
        if field.element in request.POST
    }
    saved = actions.save_form(the_case, values=values, actor=actor_behind(request))
    if saved.is_complete:
        return _("表格已保存。")
    values = {**the_case.form, **values}
    form = CaseForm(plan.fields, values=values, prefilled={}, data=values)
    form.add_faults(saved.faults)
    return form


def _submit(request: HttpRequest, the_case: Case) -> str:
    actor = actor_behind(request)
    actions.submit(the_case, actor=actor)
    return _("已收件。核对材料后受理。")


def _accept(request: HttpRequest, the_case: Case) -> str:
    accept(the_case, actor=actor_behind(request))
    return _("已受理，各部门开始办。请把凭证打印给申请人。")


def _correct(request: HttpRequest, the_case: Case) -> str:
    """What was ticked as bad or missing, each with the clerk's words: one notice."""
    defects = []
    for slot in slots(the_case):
        if request.POST.get(f"bad-{slot.pk}"):
            why = request.POST.get(f"why-{slot.pk}", "").strip()
            defects.append(Defect(Text(why) if why else AGAIN, slot=slot))
    for field in plan_of(the_case).fields:
        if request.POST.get(f"bad-{field.element}"):
            why = request.POST.get(f"why-{field.element}", "").strip()
            defects.append(Defect(Text(why) if why else ANEW, element=field.element))
    ask_for_correction(the_case, defects=defects, actor=actor_behind(request))
    return _("已一次告知。申请人补齐后会回到待受理。")


def _answer(request: HttpRequest, the_case: Case) -> str:
    """At the window for the person: what was asked is there, so it goes back."""
    answer_correction(the_case, actor=actor_behind(request))
    return _("已代为交回，时限继续计算。")


def _refuse(request: HttpRequest, the_case: Case) -> str:
    refuse(the_case, reason=request.POST.get("reason", "").strip(), actor=actor_behind(request))
    return _("已出具不予受理决定，写明了理由和救济途径。")


def _denial(request: HttpRequest, the_case: Case) -> str:
    """In words the clerk reads out; the person who stands there answers."""
    answer_denial(the_case, answer=request.POST.get("answer", ""), actor=actor_behind(request))
    return _("已按本人的意思记下，申请人会收到通知。")


def _withdraw(request: HttpRequest, the_case: Case) -> str:
    actions.withdraw(
        the_case, actor=actor_behind(request), reason=request.POST.get("reason", "").strip()
    )
    return _("已按申请人要求撤回。")


@require(Role.CLERK)
@require_POST
def slot(request: HttpRequest, number: str, slot_id: int, verb: str) -> HttpResponse:
    """Acts on one material: scan in, promise, tick off."""
    if verb not in SLOT_VERBS:
        raise Http404
    actor = actor_behind(request)
    the_slot = slot_for(actor, number, slot_id)
    try:
        person = person_in(the_slot.case, the_slot.party_role)
        recorded = refused_uploads_recorded(person, actor=actor)
        with recorded, one_act(), file_in(request, actor) as scan:
            if verb == "upload" and scan is not None:
                actions.attach_upload(the_slot, upload=scan, actor=actor)
            elif verb == "upload":
                messages.error(request, _("请先选一个文件。"))
            elif verb == "promise":
                actions.sign_slot_commitment(the_slot, actor=actor)
            elif verb == "bring":
                actions.choose_upload(the_slot, actor=actor)
            else:
                check_material(
                    the_slot,
                    is_good=verb == "good",
                    actor=actor,
                    remark=request.POST.get("remark", ""),
                )
            counted(request, the_slot.case, "material").note(the_slot.case)
    except DomainError as refused:
        return _page(request, case_for(actor, number), fault=refused)
    here = reverse("desk_case", args=[number])
    if verb == "good" and request.POST.get("next"):
        the_case = case_for(actor, number)
        following = after(the_case, list(slots(the_case)), slot_id)
        if following is not None:
            return redirect(f"{here}?look={following.pk}#look")
    return redirect(f"{here}#slot-{slot_id}")
