"""`{% key "accept" %}` on the thing, `{% kbd "accept" %}` in its words.

The first thing on a page with an act bears its key; those after it (the same act for another
material or person) only say which act they are, so that one key never means two things.

The key is no part of the name of what it presses: who says “accept” to the computer, or hears the
page, meets that word alone, and the key as a key (`aria-keyshortcuts`, WAI-ARIA 1.2).
"""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from windows.desk.keys import ACTS, DIGITS

register = template.Library()


@register.simple_tag(takes_context=True)
def key(context: template.Context, name: str, number: int | None = None) -> SafeString:
    """The attributes of the thing: which act it is, and its key where it is the first."""
    act = ACTS[name]
    stroke = act.key if number is None else str(number) if number <= DIGITS else ""
    is_off = (act.is_letter or number is not None) and _letters_off(context)
    given = _given(context)
    place = f"{name} {number or ''}"
    if place in given or is_off:
        stroke = ""
    given[place] = given[name] = stroke
    if not stroke:
        return format_html('data-act="{}"', name)
    final = SafeString(" data-sure") if act.is_final else ""
    return format_html(
        'data-act="{0}" data-key="{1}" aria-keyshortcuts="{1}"{2}', name, stroke, final
    )


@register.simple_tag(takes_context=True)
def kbd(context: template.Context, name: str) -> SafeString:
    """The key to be read, if the thing tagged just before bears it."""
    stroke = _given(context).get(name, "")
    return format_html('<kbd aria-hidden="true">{}</kbd>', stroke) if stroke else SafeString("")


def _given(context: template.Context) -> dict[str, str]:
    """What this answer has given out already; kept with the request, as templates nest."""
    request = getattr(context, "request", None)
    if request is None:
        return {}
    if not hasattr(request, "keys_given"):
        request.keys_given = {}
    given: dict[str, str] = request.keys_given
    return given


def _letters_off(context: template.Context) -> bool:
    request = getattr(context, "request", None)
    return request is not None and bool(getattr(request.user, "shortcuts_off", False))
