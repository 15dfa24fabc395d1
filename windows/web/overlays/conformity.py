"""一致性对照: which region asks for more, on what ground, and back to the standard in one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from services.catalogue.text import Text
from services.models import Edition, Region
from services.overlays.actions import adopt_standard, adopt_standard_everywhere
from services.overlays.conformity import (
    Bar,
    Cell,
    cell_of,
    conformity_map,
    departments_of_standards,
    seen_by,
)
from services.overlays.errors import NoOverlayHere, PlaceNotFound
from services.overlays.policy import may_adopt, may_overlay, must_be_able_to_adopt
from services.overlays.queries import open_proposal, open_proposals_for, standard_of
from services.overlays.returning import Return, returns
from windows.web.overlays.forms import AdoptForm
from windows.web.page import one_act, spoken

LONGEST = 10
"""Matters of a full bar at least, so that one or two look like few."""
WIDTH = 100
"""The longest bar, in units of the picture."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One bar of the chart: asked for more, then merely eased."""

    bar: Bar
    adds: float
    eases: float


@require(Role.SUPERVISOR, Role.EDITOR, Role.ADMIN)
@require_safe
def conformity(request: HttpRequest) -> HttpResponse:
    """Matter by region. Filters stay in the address."""
    actor = actor_behind(request)
    seen = Region.objects.filter(seen_by(actor), level__in=(2, 3))
    wanted = request.GET.get("region", "")
    region = seen.filter(code=wanted).first() if wanted else None
    department = request.GET.get("department", "")
    is_all = request.GET.get("show") == "all"
    shown = conformity_map(
        actor,
        region=region,
        department=department,
        only_deviations=not is_all,
        after=request.GET.get("after", ""),
    )
    longest = max([LONGEST, *(bar.count for bar in shown.bars)])
    context = {
        "map": shown,
        "bars": [
            Drawn(bar, bar.adds * WIDTH / longest, bar.eases * WIDTH / longest)
            for bar in shown.bars
        ],
        "region": region,
        "regions": seen.order_by("code"),
        "department": department,
        "departments": departments_of_standards(),
        "is_all": is_all,
        "next_after": shown.next,
        "keeps_catalogue": actor.kind in (Role.EDITOR, Role.ADMIN),
        "changeable": {each.code for each in shown.regions if may_overlay(actor, each.code)},
        "adoptable": {bar.region.code for bar in shown.bars if may_adopt(actor, bar.region.code)},
        "waiting": open_proposals_for(actor),
    }
    return render(request, "overlays/conformity.html", context)


@require(Role.SUPERVISOR, Role.EDITOR, Role.ADMIN)
@require_safe
def difference(request: HttpRequest, code: str, region: str) -> HttpResponse:
    """One region's edition of one matter, line by line beside the standard."""
    standard, place, cell = _cell(request, code, region)
    actor = actor_behind(request)
    can_change = may_overlay(actor, place.code)
    context = {
        "standard": standard,
        "region": place,
        "cell": cell,
        "can_change": can_change,
        "can_adopt": may_adopt(actor, place.code),
        "waiting": open_proposal(code, place) if can_change else None,
    }
    return render(request, "overlays/difference.html", context)


@require(Role.SUPERVISOR, Role.EDITOR, Role.ADMIN)
@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, code: str, region: str) -> HttpResponse:
    """Shows once what comes back, and why must be said where that is more; then it holds again."""
    actor, place = actor_behind(request), _seen(request, region)
    must_be_able_to_adopt(actor, place)
    standard = standard_of(code)
    found = returns(place, code)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        with one_act():
            adopt_standard(code, region=place, actor=actor, **form.cleaned_data)
        said = _("%(region)s的“%(matter)s”已恢复标准。正在办的件不受影响。")
        messages.success(request, said % {"region": _name(place), "matter": _name(standard)})
        return redirect("conformity")
    context = {"standard": standard, "region": place, "returns": found, "form": form}
    return render(request, "overlays/adopt.html", context, status=_status(form))


@require(Role.SUPERVISOR, Role.EDITOR, Role.ADMIN)
@require_http_methods(["GET", "POST"])
def adopt_all(request: HttpRequest, region: str) -> HttpResponse:
    """The same for everything that the region does of its own."""
    actor, place = actor_behind(request), _seen(request, region)
    must_be_able_to_adopt(actor, place)
    found = returns(place)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        with one_act():
            count = adopt_standard_everywhere(region=place, actor=actor, **form.cleaned_data)
        said = ngettext(
            "%(region)s的 %(count)d 个事项已恢复标准。正在办的件不受影响。",
            "%(region)s的 %(count)d 个事项已恢复标准。正在办的件不受影响。",
            count,
        )
        messages.success(request, said % {"region": _name(place), "count": count})
        return redirect("conformity")
    context = {"region": place, "returns": found, "form": form}
    return render(request, "overlays/adopt.html", context, status=_status(form))


def _form(request: HttpRequest, found: Sequence[Return]) -> AdoptForm:
    if not found:
        raise NoOverlayHere
    is_more = any(each.adds for each in found)
    data = request.POST if request.method == "POST" else None
    return AdoptForm(is_why_needed=is_more, data=data)


def _status(form: AdoptForm) -> int:
    return 422 if form.is_bound else 200


def _cell(request: HttpRequest, code: str, region: str) -> tuple[Edition, Region, Cell]:
    standard, place = standard_of(code), _seen(request, region)
    cell = cell_of(standard, place)
    if cell is None:
        raise NoOverlayHere
    return standard, place, cell


def _seen(request: HttpRequest, code: str) -> Region:
    """What lies outside one's own region is not found."""
    found = Region.objects.filter(seen_by(actor_behind(request)), code=code).first()
    if found is None:
        raise PlaceNotFound
    return found


def _name(named: Region | Edition) -> str:
    return spoken(Text(named.name, named.name_en))
