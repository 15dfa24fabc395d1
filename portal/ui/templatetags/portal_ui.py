"""Filters and tags for pages: text in the reader's language, dates as people say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.template.exceptions import TemplateSyntaxError
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.ui.tokens import bar_colours

register = template.Library()

TRACK = 24
"""Columns of the lane chart; portal.css has a class for each."""


@register.filter
def said(thing: Any, attribute: str = "") -> str:
    """Text in the reader's language: `{{ text|said }}` or, of a pair, `{{ matter|said:"name" }}`.

    Falls back to Chinese where no English was written.
    """
    language = get_language() or "zh-hans"
    if thing is None:
        return ""
    if attribute:
        english = getattr(thing, f"{attribute}_en", "") if language.startswith("en") else ""
        return str(english or getattr(thing, attribute))
    if isinstance(thing, list | tuple):
        return str(
            thing[1] if language.startswith("en") and len(thing) > 1 and thing[1] else thing[0]
        )
    if hasattr(thing, "in_language"):
        return str(thing.in_language(language))
    return str(thing)


@register.filter
def day(value: date | datetime | None) -> str:
    """11 月 26 日（周四） / Thu 26 Nov; the year only when it is not this one."""
    if value is None:
        return ""
    on = timezone.localtime(value).date() if isinstance(value, datetime) else value
    weekday = WEEKDAYS_ABBR[on.weekday()]
    if (get_language() or "").startswith("en"):
        year = "" if on.year == timezone.localdate().year else f" {on.year}"
        return f"{weekday} {on.day} {on:%b}{year}"
    year = "" if on.year == timezone.localdate().year else f"{on.year} 年 "
    return f"{year}{on.month} 月 {on.day} 日（周{'一二三四五六日'[on.weekday()]}）"


@register.filter
def moment(value: datetime | None) -> str:
    """A point in time in local time: 11 月 26 日（周四） 9:14."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{day(value)} {local.hour}:{local:%M}"


@register.filter
def machine_time(value: datetime | None) -> str:
    """The same point in time for programs: `<time datetime="{{ at|machine_time }}">`.

    Whole seconds with the offset, as HTML has it; it allows three digits of a second at most, and
    Django's `date:'c'` writes six.
    """
    return "" if value is None else timezone.localtime(value).isoformat(timespec="seconds")


@register.filter
def days(count: int | None) -> str:
    """4 天 / 4 days; 0 is the same day."""
    if count is None:
        return ""
    if count == 0:
        return _("当天")
    return ngettext("%(count)d 天", "%(count)d 天", count) % {"count": count}


@register.filter
def entry(mapping: Any, key: Any) -> Any:
    """mapping[key], or None: templates cannot index by a variable."""
    return mapping.get(key) if mapping else None


@register.filter
def at(items: Sequence[Any], index: int) -> Any:
    """items[index], or None past the end."""
    return items[index] if index < len(items) else None


@register.tag
def secondary(parser: Parser, token: Token) -> Secondary:
    """What most readers can do without: `{% secondary "以前的经过" %}…{% endsecondary %}`.

    As it is in normal print; in large print, which shows fewer things a page (适老化), behind a
    line to open, which says the given text or 更多.
    """
    _tag, *words = token.split_contents()
    if len(words) > 1:
        raise TemplateSyntaxError("secondary takes one text at most: what the line to open says.")
    summary = parser.compile_filter(words[0]) if words else None
    inner = parser.parse(("endsecondary",))
    parser.delete_first_token()
    return Secondary(inner, summary)


class Secondary(template.Node):
    def __init__(self, inner: template.NodeList, summary: FilterExpression | None) -> None:
        self.inner, self.summary = inner, summary

    def render(self, context: template.Context) -> SafeString:
        inner = self.inner.render(context)
        if not context.get("large_print") or not inner.strip():
            return inner
        summary = said(self.summary.resolve(context)) if self.summary else _("更多")
        return format_html(
            '<details class="secondary"><summary>{}</summary>{}</details>', summary, inner
        )


@register.simple_tag
def bars_in(theme: str) -> tuple[tuple[str, str], ...]:
    """(media, colour) for the theme-color of a page in this theme; see portal.ui.tokens."""
    return bar_colours(theme)


@register.simple_tag(takes_context=True)
def way(context: dict[str, Any], page: str, *apart: str) -> SafeString:
    """The `href` of one of the ways on top, and whether the reader stands there or below it.

    `apart`: pages below it that have a way of their own, for of several ways only one is the
    present one (WAI-ARIA, aria-current).
    """
    address = reverse(page)
    path = getattr(context.get("request"), "path", "")
    if path == address:
        return format_html('href="{}" aria-current="page"', address)
    if path.startswith(address) and not path.startswith(tuple(map(reverse, apart))):
        return format_html('href="{}" aria-current="true"', address)
    return format_html('href="{}"', address)


@register.simple_tag(takes_context=True)
def address_with(context: dict[str, Any], **changes: object) -> str:
    """The present query string with some parameters changed; an empty value drops one."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in ("", None):
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"
