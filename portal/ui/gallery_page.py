"""/design/: what pages are made of, for whoever writes one and whoever wants to judge it."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.accounts.look import Look, look_of
from portal.accounts.models import Contrast, Theme
from portal.ui.gallery import drawn
from portal.ui.tokens import PAIRS, SCHEMES, Pair, colours, contrast_of, least, sizes


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """For everybody. The address says in which look (`?theme=`, `?contrast=`, `?size=`); only
    this page follows it, and nothing is kept."""
    look = _asked_look(request)
    shared = {"look": look, "large_print": look.is_large}
    names = dict(
        zip(SCHEMES, (_("浅色"), _("深色"), _("浅色高对比"), _("深色高对比")), strict=True)
    )
    context = {
        **shared,
        "switches": _switches(look),
        "schemes": [(names[each], _classes(each)) for each in SCHEMES],
        "colours": [(each.name, *each.values.values()) for each in colours().values()],
        "figure_columns": [_("颜色和底色"), _("最少"), *names.values()],
        "figures": [_figures(pair) for pair in PAIRS],
        "measures": [(name, title, sizes()[name]) for name, title in _measures()],
        "components": list(drawn(request, shared)),
    }
    return render(request, "design/gallery.html", context)


def _measures() -> list[tuple[str, str]]:
    return [
        ("type", _("字号和行距")),
        ("space", _("间距")),
        ("edges", _("圆角和线条")),
        ("targets", _("点得到的大小")),
        ("widths", _("宽度")),
        ("motion", _("动画")),
    ]


def _asked_look(request: HttpRequest) -> Look:
    look = look_of(request)
    theme, contrast = request.GET.get("theme", ""), request.GET.get("contrast", "")
    size = request.GET.get("size", "")
    return replace(
        look,
        theme=theme if theme in Theme.values else look.theme,
        contrast=contrast if contrast in Contrast.values else look.contrast,
        is_large=size == "large" if size in ("normal", "large") else look.is_large,
    )


def _switches(look: Look) -> list[tuple[str, str, bool]]:
    """Text, query, and whether the page is drawn so."""
    looks = [
        (_("浅色"), Look("light")),
        (_("深色"), Look("dark")),
        (_("浅色高对比"), Look("light", "more")),
        (_("深色高对比"), Look("dark", "more")),
        (_("浅色大字"), Look("light", is_large=True)),
        (_("深色大字"), Look("dark", is_large=True)),
    ]
    return [
        (text, _query(each), each == replace(look, shortcuts_off=False)) for text, each in looks
    ]


def _query(look: Look) -> str:
    return f"?theme={look.theme}&contrast={look.contrast}&size={look.view}"


def _classes(scheme: str) -> str:
    theme = "dark" if scheme.startswith("night") else "light"
    return f"theme-{theme} contrast-{'more' if scheme.endswith('-more') else 'plain'}"


def _figures(pair: Pair) -> list[str]:
    """Names, what the pair must reach, what it reaches in each scheme."""
    reached = [f"{contrast_of(pair, scheme):.2f}" for scheme in SCHEMES]
    return [f"{pair.above} / {pair.below}", f"{least(pair, 'day'):g}", *reached]
