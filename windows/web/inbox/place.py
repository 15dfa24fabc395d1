"""Where an officer is in their list, carried in the address; and whether single keys do something.

WCAG 2.1.4: whoever speaks to the computer, or rests a hand on the keys, can turn them off.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


def keys_are_on(request: HttpRequest) -> bool:
    """As the account says for all pages (显示设置)."""
    return not getattr(request.user, "shortcuts_off", False)


def in_list(request: HttpRequest) -> str:
    """The query of the list, as the address of a case carries it on; "" for none."""
    said = request.GET.urlencode()
    return f"?{said}" if said else ""


def to_list(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Back to the same page of the list, at the case."""
    return redirect(f"{redirect('inbox').url}{in_list(request)}#case-{approval_id}")


def to_case(request: HttpRequest, approval_id: int, anchor: str = "") -> HttpResponse:
    """Back to the case after an act on it, the list still known."""
    address = redirect("approval", approval_id=approval_id).url
    return redirect(f"{address}{in_list(request)}{anchor}")
