"""Who is asking, for views: `require` in front, `actor_behind` inside."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor, actor_of
from portal.accounts.errors import RoleNotAllowed
from portal.accounts.models import User
from portal.accounts.typed.keeping import keep_typed

View = Callable[..., HttpResponseBase]
REMEMBERED = "_actor_behind"


def actor_behind(request: HttpRequest) -> Actor:
    """The actor of this request, looked up once; again only if the request logs somebody in."""
    user = request.user
    known: tuple[int | None, Actor] | None = getattr(request, REMEMBERED, None)
    if known is None or known[0] != user.pk:
        known = (user.pk, actor_of(user if isinstance(user, User) else AnonymousUser()))
        setattr(request, REMEMBERED, known)
    return known[1]


def require(*roles: str) -> Callable[[View], View]:
    """Only these roles may open the view; without roles, anybody who is logged in.

    Strangers are sent to the login page and come back afterwards; others get a page that says no.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_login(request)
            if roles and actor_behind(request).kind not in roles:
                raise RoleNotAllowed
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _to_login(request: HttpRequest) -> HttpResponseBase:
    """To the login page; what was typed is kept for the account whose page it was.

    A fragment that is asked for while nobody is logged in takes the whole page along: the login
    form has no place in the middle of it.
    """
    back = way_back(request)
    if request.method == "POST" and back != "/":
        _keep(request, back)
    answer = redirect_to_login(back)
    if request.headers.get("HX-Request") != "true":
        return answer
    fragment = HttpResponse()
    fragment["HX-Redirect"] = answer.url
    return fragment


def _keep(request: HttpRequest, back: str) -> None:
    kept = keep_typed(request, urlsplit(back).path)
    if kept is None:
        return
    messages.info(request, _("登录时间到了。您刚才填的留着：用同一个账号登录，就放回原处。"))
    if kept.had_files:
        messages.info(request, _("选好的文件没有留下，登录后请再选一次。"))


def way_back(request: HttpRequest) -> str:
    """The page itself; for a form that was sent, the page on which it stands, as an address that
    only takes forms cannot be opened.
    """
    is_fragment = request.headers.get("HX-Request") == "true"
    if request.method in ("GET", "HEAD") and not is_fragment:
        return request.get_full_path()
    return came_from(request) or "/"


def came_from(request: HttpRequest) -> str:
    """The page of ours on which one was before; empty for a bookmark or another site."""
    is_fragment = request.headers.get("HX-Request") == "true"
    sent_from = request.headers.get("HX-Current-URL" if is_fragment else "Referer", "")
    if not url_has_allowed_host_and_scheme(sent_from, {request.get_host()}):
        return ""
    page = urlsplit(sent_from)
    return f"{page.path}?{page.query}" if page.query else page.path
