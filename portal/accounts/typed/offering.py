"""Put back for the account that typed it, on the page where it was typed.

At login the pages for which something is kept are noted in the session, so that all other pages
cost no look into the database.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.typed.filling import after_main, fill_in
from portal.accounts.typed.models import TypedForm
from portal.accounts.typed.sealing import unseal
from portal.accounts.typed.seeing_off import forget_sent

NOTED = "typed_pages"
"""In the session: paths of pages."""
SHOWN_AGAIN = 422
"""A form that was refused and is drawn again with what it held. Any other refusal lost it."""


def note_typed(request: HttpRequest, user: User) -> None:
    """After login: what is kept for this account, and for no other."""
    mine = TypedForm.objects.filter(user=user, expires_at__gt=timezone.now())
    pages = list(mine.order_by("page").values_list("page", flat=True))
    if pages:
        request.session[NOTED] = pages


class TypedMiddleware:
    """Shows what was kept on its page; forgets it once the form has been sent again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return response
        pages = request.session.get(NOTED, ())
        if not pages or not isinstance(request.user, User):
            return response
        if request.method == "POST":
            _sent_again(request, response, request.user, list(pages))
        elif request.method == "GET" and request.path in pages and _is_page(request, response):
            _put_back(request, response, request.user)
        return response


def _sent_again(
    request: HttpRequest, response: HttpResponseBase, user: User, pages: list[str]
) -> None:
    sent = TypedForm.objects.filter(user=user, page__in=pages, action=request.path)
    page = sent.values_list("page", flat=True).first()
    is_refused = response.status_code >= 400 and response.status_code != SHOWN_AGAIN
    if page is None or is_refused:
        return
    forget_sent(user.pk, page)
    request.session[NOTED] = [each for each in pages if each != page]


def _is_page(request: HttpRequest, response: HttpResponseBase) -> bool:
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and response.headers.get("Content-Type", "").startswith("text/html")
        and request.headers.get("HX-Request") != "true"
    )


def _put_back(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    kept = TypedForm.objects.filter(
        user=user, page=request.path, expires_at__gt=timezone.now()
    ).first()
    typed = unseal(kept.sealed) if kept is not None else {}
    if kept is None or not typed or not isinstance(response, HttpResponse):
        return
    html, is_found = fill_in(
        response.content.decode(), typed, page=request.path, action=kept.action
    )
    values = [value for each in typed.values() for value in each if value]
    context = {"kept": kept, "is_found": is_found, "values": values}
    offer = render_to_string("accounts/typed_offer.html", context, request=request)
    response.content = after_main(html, offer).encode()
    response["Cache-Control"] = "no-store"
