"""The page 显示设置, which every page leads to, and the switch to large print in the header."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.account_actions import change_look
from portal.accounts.forms import LookForm
from portal.accounts.look import CHOSEN, VIEWS, Look, kept_look, remember
from portal.accounts.models import User
from portal.accounts.roles import STAFF_ROLES
from portal.accounts.web import actor_behind


@never_cache
@require_http_methods(["GET", "POST"])
def look_page(request: HttpRequest) -> HttpResponse:
    """For everybody. What a form leaves out stays as it was, so the switch sends one field."""
    kept = kept_look(request)
    now = {"theme": kept.theme, "contrast": kept.contrast, "view": kept.view}
    now["shortcuts"] = "off" if kept.shortcuts_off else "on"
    next_page = request.POST.get("next") or request.GET.get("next") or ""
    given = {**now, **request.POST.dict()} if request.method == "POST" else None
    form = LookForm(given, initial=now)
    if not is_at_work(request):
        del form.fields["shortcuts"]
    if not form.is_valid():
        context = {"form": form, "next": next_page}
        return render(request, "accounts/look.html", context, status=422 if form.errors else 200)
    chosen = form.cleaned_data
    shortcuts_off = chosen.get("shortcuts", now["shortcuts"]) == "off"
    look = Look(chosen["theme"], chosen["contrast"], VIEWS[chosen["view"]], shortcuts_off)
    is_ours = url_has_allowed_host_and_scheme(
        next_page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = redirect(next_page if is_ours else "look")
    if isinstance(request.user, User):
        if look != kept:
            change_look(request.user, look=look, actor=actor_behind(request))
    else:
        request.session[CHOSEN] = look.in_short()
        remember(response, look)
    messages.success(request, _("显示设置已保存。"))
    return response


def is_at_work(request: HttpRequest) -> bool:
    """Only the pages of those who work here have keys to press."""
    return actor_behind(request).kind in STAFF_ROLES
