"""The one field on every desk page: whatever a reader types leads to where it belongs.

Identity numbers, names and pickup codes come in the body and go no further: never into an address,
where logs, histories and the next person at the machine would find them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from materials.licences.queries import licence_by_token
from portal.accounts import identity
from portal.accounts.actor import Actor
from portal.accounts.models import Applicant
from portal.accounts.queries import find_applicants
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from windows.cases.queries import case_for
from windows.clock import today
from windows.desk.scan import LONGEST, Kind, Scan, read_scan
from windows.web.desk.pickup import package_page

UNREADABLE = (Kind.UNKNOWN, Kind.WRONG_NUMBER)
NUMBER = re.compile(r"\d{17}[\dXx]")
"""What looks like an identity number, alone or among other things that were read."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where the scan leads, or whom it may mean."""

    address: str = ""
    people: tuple[Applicant, ...] = ()
    differs: bool = False
    """The card bears another name than the register of applicants."""


@require(Role.CLERK)
@require_POST
@sensitive_post_parameters()
def scan(request: HttpRequest) -> HttpResponse:
    """Read, look up, go there; what is not known is said, with what to do next."""
    text = request.POST.get("scan", "")[:LONGEST]
    read = read_scan(text, today=today())
    if read.kind == Kind.NOTHING:
        return redirect("desk")
    if request.POST.get("then") == "register":
        return _register(request, text, read)
    if read.kind == Kind.PICKUP:
        try:
            return package_page(request, read.value)
        except DomainError:
            pass  # said below, with what was read
    found = _find(actor_behind(request), read)
    if found.address:
        return redirect(found.address)
    is_whole = read.kind in (Kind.PERSON, Kind.ORGANISATION)
    if is_whole and not found.people:
        return _register(request, text, read)
    context = {
        "read": read,
        "shown": _shown(text, read),
        "text": text,
        "found": found,
        "may_register": is_whole or read.kind == Kind.WORDS,
    }
    status = 422 if read.kind in UNREADABLE else 200
    return render(request, "desk/scanned.html", context, status=status)


def _find(actor: Actor, read: Scan) -> Found:
    """Refusals of what is asked mean "not found": the page says what was read."""
    try:
        if read.kind in (Kind.PERSON, Kind.ORGANISATION):
            return _identified(actor, read)
        if read.kind == Kind.WORDS:
            return Found(people=tuple(find_applicants(read.value, actor=actor)))
        return Found(_address(actor, read))
    except DomainError:
        return Found()


def _address(actor: Actor, read: Scan) -> str:
    """Where a code of the portal's own leads; empty for what is none."""
    if read.kind == Kind.CASE:
        return reverse("desk_case", args=[case_for(actor, read.value).number])
    if read.kind == Kind.LICENCE:
        return reverse("licence_verify", args=[licence_by_token(read.value).token])
    if read.kind == Kind.LICENCE_NUMBER:
        return f"{reverse('licence_lookup')}?number={read.value}"
    return ""


def _identified(actor: Actor, read: Scan) -> Found:
    people = tuple(find_applicants(read.value, actor=actor))
    if len(people) == 1 and read.name in ("", people[0].name):
        return Found(reverse("desk_person", args=[people[0].pk]))
    return Found(people=people, differs=len(people) == 1)


def _shown(text: str, read: Scan) -> str:
    """What was read, for the clerk's eyes; a number that is an identity number is masked."""
    if read.kind in (Kind.PERSON, Kind.WRONG_NUMBER):
        return f"{read.name} {identity.mask_number(read.value)}".strip()
    return read.value or NUMBER.sub(lambda found: identity.mask_number(found[0]), text)[:80]


def _register(request: HttpRequest, text: str, read: Scan) -> HttpResponse:
    """The register form with what the card said: nothing is typed twice."""
    is_number = read.kind in (Kind.PERSON, Kind.ORGANISATION)
    words = read.value if read.kind == Kind.WORDS else ""
    is_phone = words.isdecimal() and len(words) == 11
    has_digits = any(sign.isdigit() for sign in words)
    typed = {
        "kind": "organisation" if read.kind == Kind.ORGANISATION else "person",
        "name": read.name or ("" if has_digits else words),
        "id_number": read.value if is_number else "",
        "phone": words if is_phone else "",
    }
    return render(request, "desk/register.html", {"typed": typed, "is_scanned": True})
