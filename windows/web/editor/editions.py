"""Every edition of a life event that was ever in force, and the way back to an older one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.web import actor_behind, require
from services import queries as catalogue
from services.models import EditionState, LifeEventEdition
from services.revisions.actions import roll_back
from windows.web.editor.listing import EDITORS
from windows.web.page import one_act

LONGEST_WHY = 1000


@require(*EDITORS)
@require_safe
def editions(request: HttpRequest, code: str) -> HttpResponse:
    event = catalogue.life_event(code)
    found = event.editions.exclude(state=EditionState.DRAFT).order_by("-number")
    context = {"event": event, "editions": found.select_related("published_from")}
    return render(request, "catalogue/editions.html", context)


@require(*EDITORS)
@require_POST
def edition_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft that says what this edition said; it goes the way of every other draft."""
    edition = get_object_or_404(LifeEventEdition.objects.select_related("life_event"), pk=pk)
    why = request.POST.get("why", "").strip()[:LONGEST_WHY]
    with one_act():
        revision = roll_back(edition, why=why, actor=actor_behind(request))
    messages.success(request, _("这是按旧版写好的修订稿，看过变化再送审。"))
    return redirect("revision_review", revision.pk)
