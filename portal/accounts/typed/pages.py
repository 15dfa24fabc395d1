"""The one door: what was kept is not wanted."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.models import User
from portal.accounts.typed.offering import NOTED
from portal.accounts.typed.seeing_off import forget_typed
from portal.accounts.web import require


@require()
@require_POST
def forget(request: HttpRequest, typed_id: UUID) -> HttpResponse:
    """Somebody else's is not found, and nothing says whether there is one."""
    if not isinstance(request.user, User):
        return redirect("/")
    page = forget_typed(request.user.pk, typed_id)
    pages = request.session.get(NOTED, ())
    request.session[NOTED] = [each for each in pages if each != page]
    messages.success(request, _("没有留下。"))
    return redirect(page)
