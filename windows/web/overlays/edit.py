"""A region's own edition of one matter, edited on one page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from services.catalogue.lookups import specs_by_id
from services.overlays.actions import publish_overlay
from services.overlays.compare import compare
from services.overlays.edits import Wish, wish_of, with_wish
from services.overlays.errors import (
    OverlayAddsWithoutBasis,
    OverlayChangesNothing,
    OverlayHasErrors,
    OverlayWithoutReason,
)
from services.overlays.policy import must_be_able_to_overlay
from services.overlays.queries import overlay_of, region_of_code, standard_of
from windows.web.overlays.forms import OverlayForm
from windows.web.page import one_act


@require(Role.EDITOR, Role.ADMIN)
@require_http_methods(["GET", "POST"])
def overlay(request: HttpRequest, code: str, region: str) -> HttpResponse:
    """The form starts from the region's edition, else from the standard. A refusal shows on it."""
    actor = actor_behind(request)
    standard, place = standard_of(code), region_of_code(region)
    must_be_able_to_overlay(actor, place)
    present = overlay_of(code, place)
    specs = specs_by_id({standard.pk, *([present.pk] if present else [])})
    rule = specs[standard.pk]
    wish = wish_of(rule, specs[present.pk]) if present else Wish(rule.promised_days)
    form = OverlayForm(
        rule, wish, why=present.why_different if present else "", data=request.POST or None
    )
    context: dict[str, Any] = {
        "standard": standard,
        "region": place,
        "present": present,
        "form": form,
        "rule": rule,
    }
    status = 200
    if request.method == "POST" and form.is_valid():
        spec = with_wish(rule, form.wish(place))
        context["differences"] = compare(rule, spec)
        if "look" not in request.POST:
            try:
                with one_act():
                    publish_overlay(
                        code, region=place, spec=spec, why=form.cleaned_data["why"], actor=actor
                    )
            except (
                OverlayAddsWithoutBasis,
                OverlayChangesNothing,
                OverlayHasErrors,
                OverlayWithoutReason,
            ) as refused:
                context["fault"], status = refused, refused.status
            else:
                messages.success(request, _("地方版已发布，今天起开始的件照它办。"))
                return redirect("difference", code=code, region=region)
    elif request.method == "POST":
        status = 422
    return render(request, "overlays/edit.html", context, status=status)
