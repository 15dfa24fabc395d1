"""Refusals of plain views become pages."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from portal.errors import BadInput, DomainError
from portal.errors.pages import answer

OWN_PAGES = {403: "errors/403.html", 404: "errors/404.html"}
"""Refusals with further ways on: another account, the search."""
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class TextNotReadable(BadInput):
    code = "text_not_readable"
    message = _("有一处文字里带有不能识别的字符。")
    what_to_do = _("请删掉那一处重新输入，其他内容还在。")


class DomainErrorMiddleware:
    """Shows what was refused and what to do. The view's transaction is over by then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Text with a NUL character comes from no keyboard, and PostgreSQL cannot keep it."""
        typed = [*request.GET.values()]
        if request.content_type in FORMS:
            typed += [value for values in request.POST.lists() for value in values[1]]
        if any("\x00" in value for value in typed):
            return answer(request, TextNotReadable(), "errors/domain.html")
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DomainError):
            return answer(request, error, OWN_PAGES.get(error.status, "errors/domain.html"))
        return None
