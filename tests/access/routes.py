"""Every door of the portal, read from the URL resolver: (method, route) pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

REGULAR = re.compile(r"\^?\(\?P<([a-z_]+)>.*?\)(?=/?\$$)|\$$")
"""Regular expressions as plain places: `^(?P<app_label>a|b)/$` → `<app_label>/`."""
MODEL_PAGE = re.compile(r"^/admin/[a-z]+/[a-z]+/")
"""Pages that the admin gives to every model alike stand as one line each."""
ADMIN_FORMS = ("login/", "logout/", "add/", "change/", "delete/", "password_change/")


@dataclass(frozen=True)
class Door:
    method: str
    route: str
    name: str
    view: Any

    @property
    def is_admin(self) -> bool:
        return self.route.startswith("/admin/")


def doors() -> dict[tuple[str, str], Door]:
    """All doors; pages of the admin's models are folded into `/admin/<app>/<model>/…`."""
    found: dict[tuple[str, str], Door] = {}
    for full, pattern in patterns():
        route = MODEL_PAGE.sub("/admin/<app>/<model>/", _plain(full))
        for method in methods_of(route, pattern.callback):
            door = Door(method, route, pattern.name or "", pattern.callback)
            found.setdefault((method, route), door)
    return found


def patterns() -> Iterator[tuple[str, URLPattern]]:
    yield from _walk(get_resolver(), "/")


def _plain(route: str) -> str:
    return REGULAR.sub(lambda found: f"<{found[1]}>" if found[1] else "", route)


def _walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        full = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each, full)
        else:
            yield full, each


def methods_of(route: str, view: Any) -> tuple[str, ...]:
    """The methods that a view answers, out of GET, POST, PUT, PATCH and DELETE."""
    if route.startswith("/admin/"):
        return ("GET", "POST") if route.endswith(ADMIN_FORMS) else ("GET",)
    if route == "/i18n/setlang/":
        return ("GET", "POST")
    named = _declared(view)
    if named is None:
        message = f"{route}: say which methods the view answers, for instance with @require_safe."
        raise AssertionError(message)
    return tuple(sorted(named - {"HEAD", "OPTIONS", "TRACE"}))


def _declared(view: Any) -> set[str] | None:
    actions = getattr(view, "actions", None)
    if actions:
        return {name.upper() for name in actions}
    of_class = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if of_class is not None:
        return {name.upper() for name in of_class.http_method_names if hasattr(of_class, name)}
    while view is not None:
        closure = dict(zip(view.__code__.co_freevars, view.__closure__ or (), strict=True))
        if "request_method_list" in closure:
            return set(closure["request_method_list"].cell_contents)
        view = getattr(view, "__wrapped__", None)
    return None
