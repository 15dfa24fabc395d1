"""Pages of licences: the holder's own, and the public check that anyone may make."""

from __future__ import annotations

from datetime import date, timedelta

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from materials.licences.content import content_lines
from materials.licences.forms import LookupForm
from materials.licences.limits import count_lookup
from materials.licences.models import Licence
from materials.licences.queries import (
    is_valid,
    licence_by_number,
    licence_by_token,
    licence_for,
    licences_for,
)
from materials.licences.uses import licence_uses
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.visitor import visitor_address

ENDS_SOON = timedelta(days=90)


@require(Role.APPLICANT)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The wallet: every licence of the person and of those the person stands for, what holds first;
    until when, the code to check it, and who used it instead of a paper.

    `?paper=1` shows everything unfolded, for a printer or a file that is read without a network.
    """
    today = timezone.localdate()
    licences = list(licences_for(actor_behind(request)))
    uses = licence_uses([licence.pk for licence in licences])
    rows = [
        {
            "licence": licence,
            "is_valid": is_valid(licence, today),
            "days_left": _days_left(licence, today),
            "uses": uses.get(licence.pk, []),
            "address": (address := _check_address(request, licence)),
            "code": qr_code(address),
        }
        for licence in licences
    ]
    context = {
        "rows": [row for row in rows if row["is_valid"]],
        "ended": [row for row in rows if not row["is_valid"]],
        "is_paper": request.GET.get("paper") == "1",
        "printed_at": timezone.now(),
    }
    response = render(request, "materials/my_licences.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _check_address(request: HttpRequest, licence: Licence) -> str:
    return request.build_absolute_uri(reverse("licence_verify", args=[licence.token]))


def _days_left(licence: Licence, today: date) -> int | None:
    """How long it still holds, when that is not long any more."""
    if licence.valid_until is None or licence.valid_until - today > ENDS_SOON:
        return None
    return (licence.valid_until - today).days


@require(Role.APPLICANT)
@require_safe
def one_of_mine(request: HttpRequest, number: str) -> HttpResponse:
    """One licence with all it says, and the code that others scan to check it."""
    licence = licence_for(actor_behind(request), number)
    address = _check_address(request, licence)
    response = render(
        request,
        "materials/my_licence.html",
        {
            "licence": licence,
            "is_valid": is_valid(licence, timezone.localdate()),
            "lines": content_lines(licence),
            "address": address,
            "code": qr_code(address),
            "uses": licence_uses([licence.pk]).get(licence.pk, []),
            "is_paper": request.GET.get("paper") == "1",
            "crumbs": [(_("我的证照"), reverse("my_licences")), (licence.number, "")],
        },
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
def lookup(request: HttpRequest) -> HttpResponse:
    """The check by number, for who has only paper in hand."""
    form = LookupForm(request.GET if "number" in request.GET else None)
    if not form.is_bound:
        return _public(render(request, "materials/licence_lookup.html", {"form": form}))
    count_lookup(visitor_address(request))
    licence = licence_by_number(form.cleaned_data["number"]) if form.is_valid() else None
    if licence is not None:
        return _answer(request, licence)
    if form.is_valid():
        form.add_error("number", _("没有查到这个编号的证照。请对照证照再填一次。"))
    page = render(request, "materials/licence_lookup.html", {"form": form}, status=404)
    return _public(page)


@require_safe
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Where the code on a licence leads: valid or not, what it is, whose, by whom, until when."""
    count_lookup(visitor_address(request))
    return _answer(request, licence_by_token(token))


def qr_code(address: str) -> SafeString:
    """The address as SVG, without inline style; its size comes from the stylesheet."""
    svg = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, svgclass="qr", title=_("核验二维码"), border=2
    )
    return mark_safe(svg)  # noqa: S308 (made by segno from our own address)


def _answer(request: HttpRequest, licence: Licence) -> HttpResponse:
    context = {
        "licence": licence,
        "is_valid": is_valid(licence, timezone.localdate()),
        "checked_at": timezone.now(),
    }
    return _public(render(request, "materials/licence_verify.html", context))


def _public(response: HttpResponse) -> HttpResponse:
    """Open to all, but for no search engine and no cache to keep."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response
