"""Fields of the desk filled with what their clerk left there."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from windows.web.desk.kept import value

register = template.Library()


@register.simple_tag(takes_context=True)
def kept(
    context: template.Context, form: str, name: str, row: object = "", otherwise: str | None = None
) -> str:
    """`{% kept "notice" "why-" slot.pk %}`: the value of the field `why-<pk>`."""
    found = value(context.get("kept") or {}, form, f"{name}{row}")
    return found if found is not None else otherwise or ""


@register.simple_tag(takes_context=True)
def kept_tick(context: template.Context, form: str, name: str, row: object = "") -> SafeString:
    """The attribute of a box that was ticked."""
    is_ticked = value(context.get("kept") or {}, form, f"{name}{row}") is not None
    return SafeString(" checked") if is_ticked else SafeString("")


@register.simple_tag(takes_context=True)
def kept_has(context: template.Context, form: str, name: str, row: str) -> bool | None:
    """Whether this one of several was chosen; None where the form was not left at all."""
    each = (context.get("kept") or {}).get(form)
    return None if each is None else row in each.values.get(name, [])


@register.simple_tag(takes_context=True)
def keep_as(context: template.Context, form: str, row: object = "") -> SafeString:
    """In a `<form>`: what is typed into it is kept under this name."""
    page = context.get("kept_page")
    if not page:
        return SafeString("")
    hidden = '<input type="hidden" name="{}" value="{}">'
    name = f"{form}:{row}" if row else form
    return format_html(hidden * 2, "kept_page", page, "kept_form", name)


@register.filter
def kept_form(row: object, form: str) -> str:
    """The name of one of several forms of a kind: `party:seller`."""
    return f"{form}:{row}"
