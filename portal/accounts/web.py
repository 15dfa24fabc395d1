"""Who is asking, for views: `require` in front, `actor_behind` inside."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from portal.accounts.actor import Actor, actor_of
from portal.accounts.errors import RoleNotAllowed
from portal.accounts.models import User

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
                return redirect_to_login(_way_back(request))
            if roles and actor_behind(request).kind not in roles:
                raise RoleNotAllowed
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _way_back(request: HttpRequest) -> str:
    """The page itself; for a form that was sent, the page on which it stands, as an address that
    only takes forms cannot be opened.
    """
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    sent_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(sent_from, {request.get_host()}):
        return "/"
    page = urlsplit(sent_from)
    return f"{page.path}?{page.query}" if page.query else page.path
