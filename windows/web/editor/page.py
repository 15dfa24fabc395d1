"""A life event on one page: every part of it, the form that is open, and the plan beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from datasharing.queries import resource_names
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError, NotFound
from services import queries as catalogue
from services.catalogue.spec import LifeEventSpec
from services.catalogue.text import Text
from services.models import Matter, Revision, RevisionState
from services.revisions.queries import base_spec, revision_for, spec_of, who_sent_back
from services.revisions.saving import last_saver, last_step, save_step, undo_save
from services.revisions.states import OPEN
from windows.web.editor.findings import findings_of, known_findings
from windows.web.editor.forms.base import PartForm
from windows.web.editor.listing import EDITORS
from windows.web.editor.live_plan import ASKED, PREFIX, answers_in, live_plan
from windows.web.editor.parts import after_move, held_at, part_at, saved_place
from windows.web.editor.place import Place, link_to
from windows.web.page import one_act, wants_fragment

FEW = 2
"""So few matters stand unfolded."""
STEPS = {"up": -1, "down": 1}


@require(*EDITORS)
@require_safe
def revision(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole page, or for htmx only the part beside it that changed."""
    found = revision_for(actor_behind(request), pk)
    spec = spec_of(found)
    if wants_fragment(request) and "findings" in request.GET:
        return render(
            request, "catalogue/findings.html", {"revision": found, "findings": findings_of(spec)}
        )
    if wants_fragment(request):
        context = _plan(request, found, spec) | {"is_fragment": True}
        return render(request, "catalogue/live_plan.html", context)
    place = Place.named_in(request.GET, "edit")
    form = None
    if place.kind and found.state == RevisionState.DRAFT:
        form = part_at(place).form(spec, place, held_at(spec, place))
        if place.kind == "bring":
            words = request.GET.get("words", "").replace("\x00", "")
            form = part_at(place).form(spec, place, None, {"words": words} if words else None)
            form.errors.clear()
    return _page(request, found, spec, form)


@require(*EDITORS)
@require_POST
def revision_save(request: HttpRequest, pk: int) -> HttpResponse:
    """One part, as typed. What cannot be saved is shown again as it was typed."""
    actor = actor_behind(request)
    found = revision_for(actor, pk)
    spec = spec_of(found)
    place = Place.named_in(request.POST)
    part = part_at(place)
    try:
        held = held_at(spec, place)
    except NotFound:
        place, held = _as_new(place, spec), None
        messages.warning(request, _("这一行已经被人删掉了；再保存，就会作为新的一行加进去。"))
        return _page(request, found, spec, part.form(spec, place, held, request.POST), status=409)
    form = part.form(spec, place, held, request.POST)
    if not form.is_valid():
        return _page(request, found, spec, form, status=422)
    try:
        row = form.row()
        changed = part.put(spec, place, row)
        with one_act():
            save_step(found, spec=changed, version=_version(request), actor=actor)
    except DomainError as refusal:
        return _refused(request, found, form, refusal)
    messages.success(request, _("已保存。"))
    saved = saved_place(place, row, changed)
    if place.kind == "bring" and saved.key != row.matter.code:
        messages.warning(
            request,
            _("原来的事项用到别的一件事的问题或当事人，这里另抄了一份；改它不会影响别的一件事。"),
        )
    return _back(pk, saved)


@require(*EDITORS)
@require_POST
def revision_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a row out, or move it by one."""
    actor = actor_behind(request)
    found = revision_for(actor, pk)
    spec = spec_of(found)
    place = Place.named_in(request.POST)
    part, steps = part_at(place), STEPS.get(request.POST.get("do", ""))
    held = held_at(spec, place)
    try:
        if steps is None and part.remove is not None:
            changed = part.remove(spec, place)
        elif steps is not None and part.move is not None:
            changed = part.move(spec, place, steps)
        else:
            raise NotFound
        with one_act():
            save_step(found, spec=changed, version=_version(request), actor=actor)
    except DomainError as refusal:
        form = part.form(spec, place, held)
        return _refused(request, found, form, refusal)
    if steps is None:
        messages.success(request, _("已删除。要找回来，请点“撤销上一次保存”。"))
        return HttpResponseRedirect(_address(pk) + _home(place))
    return _back(pk, after_move(place, steps, changed))


@require(*EDITORS)
@require_POST
def revision_undo(request: HttpRequest, pk: int) -> HttpResponse:
    actor = actor_behind(request)
    found = revision_for(actor, pk)
    with one_act():
        undo_save(found, version=_version(request), actor=actor)
    messages.success(request, _("已撤销上一次保存。"))
    return HttpResponseRedirect(_address(pk))


def _page(
    request: HttpRequest,
    found: Revision,
    spec: LifeEventSpec,
    form: PartForm | None,
    *,
    status: int = 200,
    refusal: DomainError | None = None,
) -> HttpResponse:
    unfold = form.place.open_matter if form else request.GET.get("m", "")
    can_edit = found.state == RevisionState.DRAFT
    context = _plan(request, found, spec) | {
        "can_edit": can_edit,
        "is_open": found.state in OPEN,
        "form": form,
        "open": form.place.anchor if form else "",
        "refusal": refusal,
        "saver": last_saver(found) if refusal else None,
        "unfold": unfold,
        "unfold_all": unfold == "*" or len(spec.matters) <= FEW,
        "source_names": _names(spec),
        "event_names": _led_to(spec),
        "findings": findings_of(spec) if "findings" in request.GET else known_findings(spec),
        "last_step": last_step(found) if can_edit else None,
        "sent_back": who_sent_back(found) if found.review_note and can_edit else None,
    }
    return render(request, "catalogue/revision.html", context, status=status)


def _plan(request: HttpRequest, found: Revision, spec: LifeEventSpec) -> dict[str, Any]:
    answers = answers_in(spec, _remembered(request, found))
    return {
        "revision": found,
        "spec": spec,
        "live": live_plan(spec, base_spec(found), answers),
    }


def _remembered(request: HttpRequest, found: Revision) -> Mapping[str, list[str]]:
    """The answers stay while other parts are edited: every save brings one back to the page."""
    name = f"answers-of-revision-{found.pk}"
    if ASKED in request.GET:
        request.session[name] = {
            key: request.GET.getlist(key)
            for key in request.GET
            if key.startswith(PREFIX) or key == ASKED
        }
    kept: Mapping[str, list[str]] = request.session.get(name, {})
    return kept


def _refused(
    request: HttpRequest, found: Revision, form: PartForm, refusal: DomainError
) -> HttpResponse:
    """The page as it is now, the form as it was typed, and what happened."""
    now = revision_for(actor_behind(request), found.pk)
    spec = spec_of(now)
    place = form.place
    try:
        held = held_at(spec, place)
    except NotFound:
        place, held = _as_new(place, spec), None
    data = request.POST if form.is_bound else None
    again = part_at(place).form(spec, place, held, data)
    return _page(request, now, spec, again, status=refusal.status, refusal=refusal)


def _as_new(place: Place, spec: LifeEventSpec) -> Place:
    """Where the row would stand as a new one. Raises NoSuchPart where its home is gone too."""
    fresh = replace(place, key="")
    held_at(spec, fresh)
    return fresh


def _names(spec: LifeEventSpec) -> dict[str, Text]:
    """Matters, also those that only hand over their result, and data resources; by code."""
    matters = [included.matter for included in spec.matters]
    named = {each.code: Text(each.name, each.name_en) for each in matters}
    makers = {
        source.matter
        for matter in matters
        for requirement in matter.requirements
        for source in requirement.sources
    }
    if elsewhere := makers - named.keys() - {""}:
        rows = Matter.objects.filter(code__in=elsewhere).values_list("code", "name", "name_en")
        named |= {code: Text(name, name_en) for code, name, name_en in rows}
    return named | resource_names()


def _led_to(spec: LifeEventSpec) -> dict[str, Text]:
    """The life events that an answer leads to, by code."""
    codes = {option.hands_to for each in spec.questions for option in each.options} - {""}
    if not codes:
        return {}
    editions = catalogue.published_life_events().filter(life_event__code__in=codes)
    return {each.life_event.code: Text(each.name, each.name_en) for each in editions}


def _version(request: HttpRequest) -> int:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def _address(pk: int) -> str:
    return reverse("revision", args=[pk])


def _back(pk: int, place: Place) -> HttpResponse:
    return HttpResponseRedirect(_address(pk) + link_to(place))


def _home(place: Place) -> str:
    """Where one stands after a row is gone."""
    if place.matter:
        return link_to(Place("matter", key=place.matter))
    if place.option:
        return link_to(Place("option", question=place.question, key=place.option))
    if place.question:
        return link_to(Place("question", key=place.question))
    if place.party:
        return link_to(Place("party", key=place.party))
    return link_to(Place("sentence", key=place.sentence)) if place.sentence else ""
