"""The list of keys."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.accounts.roles import Role
from portal.accounts.web import require
from windows.desk.keys import SHEETS


@require(Role.CLERK)
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """What every key does on every page of the desk."""
    return render(request, "desk/keys.html", {"sheets": SHEETS})
