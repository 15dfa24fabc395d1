"""One's cases: the list, the case page, its result and rating."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from datasharing.models import LedgerEntry
from datasharing.queries import ledger_of_case
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from portal.ui.qr import qr_svg
from services.catalogue.text import Text
from windows.approvals.parts import fetch_parts
from windows.cases import actions, story
from windows.cases.headline import headline
from windows.cases.lanes import lanes
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.cases.queries import (
    case_for,
    cases_of,
    own_case_for,
    shown_slots,
    slots,
    visit_count,
    what_is_missing,
)
from windows.cases.sourcing import told
from windows.cases.states import CLOSED, CaseState, SlotState
from windows.cases.status import receipt_heading
from windows.cases.wards import wards_spoken_for
from windows.notices.actions import mark_all_read
from windows.notices.queries import notices_page
from windows.pickup.actions import choose_method, collect
from windows.pickup.models import Pickup
from windows.pickup.queries import result_package
from windows.ratings.actions import rate
from windows.ratings.models import BAD
from windows.ratings.options import GRADES, OPTIONS
from windows.web.citizen.asking_again import asking_again
from windows.web.citizen.calendar_file import has_days
from windows.web.citizen.denial import denials_on
from windows.web.citizen.roles import party_labels, role_of
from windows.web.citizen.to_follow import to_follow
from windows.web.days import drawn_days
from windows.web.page import one_act, wants_fragment
from windows.writs.queries import writs_of

NEXT_PAGE = {
    "agree": "case_agree",
    "form": "case_form",
    "material": "case_materials",
    "party": "case_party",
    "submit": "case_check",
    "correct": "case_correction",
    "denial": "case_denial",
    "collect": "case_result",
    "rate": "case_rating",
}
"""Where the one thing to do is done, by the kind of duty."""
ANCHORS = {"form": "#field-{}", "material": "#slot-{}"}


def _things_left(draft: Case) -> int:
    """The form is one thing, however many fields of it were not looked at; each paper is one, each
    person, and what may be read.
    """
    kinds = [item.kind for item in what_is_missing(draft)]
    single = {"field", "read"}
    return len(single & set(kinds)) + sum(kind not in single for kind in kinds)


@dataclass(frozen=True, slots=True)
class MyCase:
    """One case in the list: its one line, the one thing to do and where, how much is left."""

    case: Case
    status: Text
    duty: story.Duty | None
    href: str
    left: int
    is_draft: bool


def _way_to(duty: story.Duty, the_case: Case) -> str:
    """To the very field or paper. After acceptance only one paper may change, so the way leads to
    it alone.
    """
    if duty.kind == "material" and the_case.state == CaseState.ACCEPTED:
        return reverse("slot_upload", args=[the_case.number, int(duty.where)])
    page = reverse(NEXT_PAGE[duty.kind], args=[the_case.number])
    return page + ANCHORS[duty.kind].format(duty.where) if duty.kind in ANCHORS else page


@require(Role.APPLICANT)
@require_safe
def my_cases(request: HttpRequest) -> HttpResponse:
    """All my cases and those I am a party to, newest first, each with its one line."""
    actor = actor_behind(request)
    page = cases_of(actor, after=request.GET.get("after", ""))
    rows = [_row(each, actor) for each in page.rows]
    return render(request, "citizen/my_cases.html", {"rows": rows, "next_after": page.next})


def _row(each: Case, actor: Actor) -> MyCase:
    duty = story.what_you_must_do(each, actor)
    is_draft = each.state == CaseState.DRAFT and actor.acts_for(each.applicant_id)
    return MyCase(
        each,
        headline(each, actor),
        duty,
        _way_to(duty, each) if duty else "",
        _things_left(each) if is_draft else 0,
        is_draft,
    )


@require(Role.APPLICANT)
@require_safe
def case(request: HttpRequest, number: str) -> HttpResponse:
    """Who holds it, until when, what you must do; lanes, days, who read your data, what happened.

    A draft has no departments yet: its page sends on to the next step.
    """
    actor = actor_behind(request)
    the_case = case_for(actor, number)
    duty = story.what_you_must_do(the_case, actor)
    if the_case.state == CaseState.DRAFT and duty is not None:
        is_begun = duty.kind == "form" and the_case.form
        return redirect("case_go_on" if is_begun else NEXT_PAGE[duty.kind], number=number)
    fetch_parts(the_case)
    context: dict[str, Any] = {
        "case": the_case,
        "duty": duty,
        "duty_href": _way_to(duty, the_case) if duty else "",
        "headline": headline(the_case, actor),
        "status": story.status_line(the_case, actor),
        "lanes": lanes(the_case),
        "live": the_case.state not in (*CLOSED, CaseState.COLLECTED),
    }
    context |= asking_again(request, context)
    if wants_fragment(request):
        return render(request, "citizen/case_poll.html", context | {"is_fragment": True})
    plan = plan_of(the_case)
    context |= {
        "plan": plan,
        "party_labels": party_labels(the_case),
        "drawn_days": drawn_days(the_case),
        "writs": writs_of(actor, the_case),
        "sourced": told(the_case, shown_slots(actor, the_case)),
        "wards": wards_spoken_for(the_case, actor),
        "is_mine": actor.acts_for(the_case.applicant_id),
        "reads": _reads_about(the_case, actor),
        "happened": list(reversed(story.timeline(the_case, actor))),
        "visits": visit_count(the_case),
        "has_days": has_days(the_case),
        "can_withdraw": story.can_withdraw(the_case, actor),
        "denials": denials_on(the_case) if actor.acts_for(the_case.applicant_id) else None,
        "to_follow": to_follow(the_case, actor),
    }
    return render(request, "citizen/case.html", context)


def _reads_about(the_case: Case, actor: Actor) -> QuerySet[LedgerEntry]:
    """Who looked at this person's data for this case; another party's reads are theirs to see."""
    about_me = Q(subject__in=actor.applicant_ids)
    return ledger_of_case(the_case.number).filter(about_me).order_by("-pk")


@require(Role.APPLICANT)
@require_safe
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """收件凭证: printable, with the number as text and QR."""
    the_case = own_case_for(actor_behind(request), number)
    if the_case.submitted_at is None:
        return redirect("case", number=number)
    return show_receipt(request, the_case, has_days=has_days(the_case))


def show_receipt(
    request: HttpRequest,
    the_case: Case,
    *,
    template: str = "citizen/receipt.html",
    has_days: bool = False,
) -> HttpResponse:
    """The same paper at home and at the window; the calendar is offered at home alone."""
    address = request.build_absolute_uri(reverse("case", args=[the_case.number]))
    context = {
        "case": the_case,
        "slots": slots(the_case).exclude(state=SlotState.FROM_OUTPUT),  # not handed in by anybody
        "qr": qr_svg(address),
        "party_labels": party_labels(the_case),
        "heading": receipt_heading(the_case),
        "status": story.status_line(the_case),
        "has_days": has_days,
    }
    return render(request, template, context)


@require(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest, number: str) -> HttpResponse:
    """The one result package: what was granted, what was denied, how to get it."""
    actor = actor_behind(request)
    the_case = case_for(actor, number)
    if request.method == "POST":
        with one_act():
            if request.POST.get("method"):
                choose_method(the_case, method=_method(request.POST["method"]), actor=actor)
            else:
                collect(the_case, actor=actor)
        return redirect("case_result", number=number)
    package = result_package(the_case)
    if package.pickup is None:
        return redirect("case", number=number)
    context = {
        "case": the_case,
        "package": package,
        "methods": Pickup.Method.choices,
        "is_mine": role_of(the_case, actor) == "applicant",
        "qr": qr_svg(package.pickup.code),
    }
    return render(request, "citizen/result.html", context)


def _method(value: str) -> Pickup.Method:
    """An unknown way of delivery is read as the first one offered."""
    return Pickup.Method(value) if value in Pickup.Method.values else Pickup.Method.E_LICENCE


_GRADE_SENT = {str(grade): grade for grade, label in GRADES}
"""What the form sends → the grade; anything else counts as no grade chosen."""


def _options() -> list[tuple[int, Text, tuple[tuple[str, Text], ...]]]:
    """What can be said of each grade, under the grade's own words."""
    return [(grade, label, OPTIONS[grade]) for grade, label in GRADES if grade in OPTIONS]


def _options_sent(request: HttpRequest, grade: int | None) -> list[str]:
    """Whoever ticks something and then changes the grade cannot see the tick any more, and their
    browser still sends it: what belongs to another grade is not meant. A code of no grade at all
    stays, and is refused.
    """
    others = {
        code
        for each, choices in OPTIONS.items()
        if grade is not None and each != grade
        for code, _label in choices
    }
    return [code for code in request.POST.getlist("option") if code not in others]


@require(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def rating(request: HttpRequest, number: str) -> HttpResponse:
    """好差评: five grades, what was good or bad, a word of one's own."""
    actor = actor_behind(request)
    the_case = own_case_for(actor, number)
    grade = _GRADE_SENT.get(request.POST.get("grade", ""))
    chosen = _options_sent(request, grade)
    comment = request.POST.get("comment", "")[:1000]
    fault, status = None, 200
    if grade is not None:
        try:
            with one_act():
                rate(the_case, grade=grade, options=chosen, comment=comment, actor=actor)
        except DomainError as refused:
            fault, status = refused, refused.status
        else:
            thanks = _("谢谢您的评价。")
            if grade <= BAD:
                thanks = _("谢谢您告诉我们。工作人员会给您回电，把问题改好。")
            messages.success(request, thanks)
            return redirect("case", number=number)
    elif request.method == "POST":
        status = 422
    context = {
        "case": the_case,
        "grades": GRADES,
        "options": _options(),
        "fault": fault,
        "is_ungraded": request.method == "POST" and grade is None,
        "grade": grade,
        "chosen": chosen,
        "comment": comment,
    }
    return render(request, "citizen/rating.html", context, status=status)


@require(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take it back: asked once more, with what it means."""
    actor = actor_behind(request)
    the_case: Case = own_case_for(actor, number)
    if request.method == "POST":
        with one_act():
            actions.withdraw(the_case, actor=actor, reason=request.POST.get("reason", "")[:300])
        messages.success(request, _("已撤回。交过的材料都还在，以后可以再用。"))
        return redirect("case", number=number)
    return render(request, "citizen/withdraw.html", {"case": the_case})


@require(Role.APPLICANT)
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What the portal told me, newest first."""
    after = request.GET.get("after", "")
    page = notices_page(actor_behind(request), after=after)
    context = {"notices": page.rows, "next_after": page.next, "after": after}
    return render(request, "citizen/notices.html", context)


@require(Role.APPLICANT)
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    with one_act():
        mark_all_read(actor=actor_behind(request))
    return redirect("my_notices")
