"""The one form: in sections, kept as one goes, gone on with on another device."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from materials.catalogue.elements import said_once
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.ui.qr import qr_svg
from services.catalogue.form_elements import ElementSpec
from services.catalogue.text import Text
from windows.cases import actions, story
from windows.cases.by_hand import by_hand
from windows.cases.form_rules import faults_in
from windows.cases.merging import Touched, marks_of, touched
from windows.cases.models import Case
from windows.cases.plans import plan_of
from windows.cases.prefilling import known_for
from windows.cases.queries import own_case_for
from windows.cases.sections import Section, section_left, sections_of
from windows.cases.sharing import Prefilled
from windows.cases.states import EDITABLE
from windows.clock import today
from windows.web.case_form import CaseForm
from windows.web.citizen.form_part import Part, Row, gist_of, is_folded
from windows.web.citizen.step import step_context
from windows.web.page import one_act, spoken, wants_fragment

TO_CHECK = "check"
"""Said by whoever comes from the page to check, so that saving leads back to it."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A case's form with all that is known of it."""

    case: Case
    said: dict[str, ElementSpec]
    known: dict[str, Prefilled]

    @classmethod
    def of(cls, case: Case, actor: Actor) -> Filled:
        said = said_once([field.element for field in plan_of(case).fields])
        return cls(case, said, known_for(case, actor, said=said))

    @property
    def sections(self) -> tuple[Section, ...]:
        return sections_of(
            plan_of(self.case).fields,
            said=self.said,
            form=self.case.form,
            known=frozenset(self.known),
            today=today(),
        )

    @property
    def shown(self) -> dict[str, str]:
        """Element → what the page shows: what was typed, else what is known."""
        known = {element: each.value for element, each in self.known.items()}
        typed = {element: str(value) for element, value in self.case.form.items()}
        every = (field.element for field in plan_of(self.case).fields)
        return {element: typed.get(element, known.get(element, "")) for element in every}


@require(Role.APPLICANT)
@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, number: str) -> HttpResponse:
    """What is wrong is said beside the field; what was typed is kept either way."""
    actor = actor_behind(request)
    case = own_case_for(actor, number)
    filled = Filled.of(case, actor)
    if request.method != "POST":
        return _page(request, filled, actor, checked=request.GET.get("checked", ""))
    section = next((s for s in filled.sections if s.code == request.POST.get("section")), None)
    is_later = bool(request.POST.get("later"))
    if section is not None:
        confirmed = [field.element for field in section.fields]
    else:
        confirmed = [] if is_later else [field.element for field in plan_of(case).fields]
    change = _touched(request, case, confirmed=confirmed)
    with one_act():
        saved = actions.save_form(case, values=change.values, actor=actor)
    _tell_overruled(request, case, change)
    if is_later:
        messages.success(request, _("存好了。换一台设备也能接着填。"))
        return redirect("case_go_on", number=number)
    now = Filled.of(saved.case, actor)
    to_check = request.POST.get("to") == TO_CHECK
    if section is not None and not to_check:
        return redirect(_after(now, section.code))
    if saved.is_complete:
        return redirect("case_check" if to_check else "case_materials", number=number)
    return _page(request, now, actor, faults=saved.faults, status=422)


@require(Role.APPLICANT)
@require_POST
def form_keep(request: HttpRequest, number: str) -> HttpResponse:
    """While one types: keep what was touched and say at once what is wrong with it.

    Only what the person changed is kept. What was filled in for them counts as looked at when they
    press a button, not because the field beside it was typed in.
    """
    actor = actor_behind(request)
    case = own_case_for(actor, number)
    change = _touched(request, case, confirmed=())
    with one_act():
        saved = actions.save_form(case, values=change.values, actor=actor)
    if not wants_fragment(request):
        return redirect("case_form", number=number)
    filled = Filled.of(saved.case, actor)
    shown = filled.shown | {element: request.POST[element] for element in _posted(request, case)}
    context = {
        "case": saved.case,
        "sections": filled.sections,
        "filled_for_you": {
            each.code
            for each in filled.sections
            if is_folded(each, known=filled.known, typed=saved.case.form, faults=())
        },
        "told": [(element, saved.faults.get(element)) for element in change.values],
        "marks": marks_of(shown),
        "overruled": _labels(case, change.overruled),
    }
    return render(request, "citizen/form_kept.html", context)


@require(Role.APPLICANT)
@require_safe
def go_on(request: HttpRequest, number: str) -> HttpResponse:
    """Where one left off, for whoever comes back, also with another device."""
    actor = actor_behind(request)
    case = own_case_for(actor, number)
    if case.state not in EDITABLE:
        return redirect("case", number=number)
    filled = Filled.of(case, actor)
    here = request.build_absolute_uri(reverse("case_go_on", args=[number]))
    context = step_context(case, actor, "form") | {
        "sections": filled.sections,
        "left": section_left(filled.sections),
        "duty": story.what_you_must_do(case, actor),
        "here": here,
        "qr": qr_svg(here),
    }
    return render(request, "citizen/go_on.html", context)


def _page(
    request: HttpRequest,
    filled: Filled,
    actor: Actor,
    *,
    checked: str = "",
    faults: Mapping[str, Text] | None = None,
    status: int = 200,
) -> HttpResponse:
    """`checked` is a section that was just kept with something wrong in it."""
    case = filled.case
    fields = plan_of(case).fields
    sections = filled.sections
    if faults is None:
        wrong = faults_in(fields, case.form, today=today()) if checked else {}
        here = {f.element for s in sections if s.code == checked for f in s.fields}
        faults = {element: fault for element, fault in wrong.items() if element in here}
    shown = filled.shown
    page = CaseForm(
        fields, values=shown, prefilled={}, data=shown if faults or status != 200 else None
    )
    if faults:
        page.add_faults(faults)
    to_check = TO_CHECK in (request.GET.get("to"), request.POST.get("to"))
    context = step_context(case, actor, "form") | {
        "form": page,
        "parts": [
            Part(
                section,
                tuple(Row(page[f.element], _origin(filled, f.element)) for f in section.fields),
                gist_of(section, shown),
                is_folded=not to_check
                and is_folded(section, known=filled.known, typed=case.form, faults=faults),
            )
            for section in sections
        ],
        "left": section_left(sections),
        "left_by_hand": by_hand(fields, known=filled.known),
        "filled_in": len(filled.known),
        "marks": marks_of(shown),
        "is_begun": bool(case.form),
        "to_check": to_check,
    }
    return render(request, "citizen/form.html", context, status=status)


def _origin(filled: Filled, element: str) -> Text:
    """Who knows it; and where the person says otherwise, what they were told."""
    known = filled.known.get(element)
    if known is None:
        return Text("")
    typed = filled.case.form.get(element)
    if typed is None or typed == known.value:
        return known.origin
    field = next(f for f in plan_of(filled.case).fields if f.element == element)
    value = dict(field.choices).get(known.value, Text(known.value))
    return Text(
        f"{known.origin.zh}是“{value.zh}”，您改了，以您填的为准",
        f"{known.origin.en or known.origin.zh} says “{value.en or value.zh}”; you changed it, and "
        "what you wrote counts",
    )


def _posted(request: HttpRequest, case: Case) -> list[str]:
    return [f.element for f in plan_of(case).fields if f.element in request.POST]


def _touched(request: HttpRequest, case: Case, *, confirmed: list[str] | tuple[()]) -> Touched:
    posted = {element: request.POST[element] for element in _posted(request, case)}
    marks = request.POST.get("marks", "")
    return touched(posted, marks=marks, form=case.form, confirmed=confirmed)


def _after(filled: Filled, code: str) -> str:
    """Back to a section with something wrong in it, else on to the next that is not done."""
    address = reverse("case_form", args=[filled.case.number])
    kept = next(section for section in filled.sections if section.code == code)
    if not kept.is_done:
        return f"{address}?checked={code}#part-{code}"
    following = section_left(filled.sections)
    return f"{address}#part-{following.code}" if following else f"{address}#go"


def _labels(case: Case, elements: tuple[str, ...]) -> list[Text]:
    return [field.label for field in plan_of(case).fields if field.element in elements]


def _tell_overruled(request: HttpRequest, case: Case, change: Touched) -> None:
    named = "、".join(spoken(label) for label in _labels(case, change.overruled))
    if named:
        messages.warning(
            request,
            _("“%(fields)s”刚才在别处也改过，现在按您这次填的保存。请再看一眼。")
            % {"fields": named},
        )
