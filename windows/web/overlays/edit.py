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
from services.catalogue.lawful import lawful_limit_of
from services.catalogue.lookups import specs_by_id
from services.errors import NoSuchRegion
from services.models import Region
from services.overlays.actions import propose_overlay, publish_overlay
from services.overlays.edits import Wish, wish_of, with_wish
from services.overlays.errors import (
    OverlayAddsWithoutBasis,
    OverlayChangesNothing,
    OverlayHasErrors,
    OverlayNeedsReview,
    OverlayWithoutReason,
    PlaceNotFound,
    ProposalIsOpen,
    ProposerHasNoDepartment,
)
from services.overlays.policy import must_be_able_to_overlay
from services.overlays.queries import open_proposal, overlay_of, region_of_code, standard_of
from services.overlays.weighing import weigh
from windows.web.overlays.forms import OverlayForm
from windows.web.page import one_act

SHOWN_ON_THE_FORM = (
    OverlayAddsWithoutBasis,
    OverlayChangesNothing,
    OverlayHasErrors,
    OverlayNeedsReview,
    OverlayWithoutReason,
    ProposalIsOpen,
    ProposerHasNoDepartment,
)


@require(Role.EDITOR, Role.ADMIN)
@require_http_methods(["GET", "POST"])
def overlay(request: HttpRequest, code: str, region: str) -> HttpResponse:
    """The form starts from the region's edition, else from the standard. What asks for more than
    holds there now goes to another department; a refusal shows on the form.
    """
    actor = actor_behind(request)
    place = _place(region)
    must_be_able_to_overlay(actor, place)
    standard = standard_of(code)
    present = overlay_of(code, place)
    specs = specs_by_id({standard.pk, *([present.pk] if present else [])})
    rule = specs[standard.pk]
    wish = wish_of(rule, specs[present.pk]) if present else Wish(rule.promised_days)
    form = OverlayForm(
        rule,
        wish,
        why=present.why_different if present else "",
        why_en=present.why_different_en if present else "",
        data=request.POST or None,
    )
    context: dict[str, Any] = {
        "standard": standard,
        "region": place,
        "present": present,
        "form": form,
        "rule": rule,
        "law": lawful_limit_of(rule),
        "waiting": open_proposal(code, place),
    }
    status = 200
    if request.method == "POST" and form.is_valid():
        spec = with_wish(rule, form.wish(place))
        context["weighed"] = weigh(code, spec, region=place)
        if "look" not in request.POST:
            said = {name: form.cleaned_data[name] for name in ("why", "why_en")}
            how: dict[str, Any] = {"region": place, "spec": spec, "actor": actor, **said}
            try:
                with one_act():
                    if "propose" in request.POST:
                        proposal = propose_overlay(code, **how)
                        done = redirect("overlay_proposal", proposal.pk)
                    else:
                        publish_overlay(code, **how)
                        done = redirect("difference", code=code, region=region)
            except SHOWN_ON_THE_FORM as refused:
                context["fault"], status = refused, refused.status
            else:
                messages.success(request, _said(is_proposed="propose" in request.POST))
                return done
    elif request.method == "POST":
        status = 422
    return render(request, "overlays/edit.html", context, status=status)


def _place(code: str) -> Region:
    """What is no region is found no more than what is not the editor's."""
    try:
        return region_of_code(code)
    except NoSuchRegion:
        raise PlaceNotFound from None


def _said(*, is_proposed: bool) -> str:
    if is_proposed:
        return _("已送审。请另一个部门的事项管理员来审核。")
    return _("地方版已发布，今天起开始的件照它办。")
