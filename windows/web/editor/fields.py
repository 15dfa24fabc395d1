"""精简表格: the parsimony meter, and what an editor says of one data element."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from materials.catalogue.elements import describe_element, element_by_code
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError
from services.catalogue.form_elements import SECTIONS, USES
from windows.limits import limit
from windows.parsimony.meter import EventMeter, measure
from windows.parsimony.observed import MOST
from windows.parsimony.verdicts import VERDICTS
from windows.web.page import one_act
from windows.web.supervision.charts import Bar, bars

READERS = (Role.EDITOR, Role.ADMIN, Role.SUPERVISOR)
WRITERS = (Role.EDITOR, Role.ADMIN)


@require(*READERS)
@require_safe
def fields(request: HttpRequest) -> HttpResponse:
    """Every published life event, the one with the most to spare first."""
    found = measure()
    context = {
        "meters": [(each, bar) for each, bar in zip(found, _bars(found), strict=True)],
        "before": sum(each.before for each in found),
        "asked": sum(each.asked for each in found),
        "typed": sum(each.typed for each in found),
        "needless": sum(each.needless for each in found),
        "known": sum(each.known for each in found),
        "days": limit("SUPERVISION_DAYS"),
        "most": MOST,
    }
    return render(request, "catalogue/fields.html", context)


@require(*READERS)
@require_safe
def fields_of(request: HttpRequest, code: str) -> HttpResponse:
    """One life event, field by field: what for, and who knows it."""
    found = measure(code)
    if not found:
        raise Http404
    meter = found[0]
    context = {
        "meter": meter,
        "groups": [
            (verdict, name, [row for row in meter.rows if row.verdict == verdict])
            for verdict, name in VERDICTS.items()
            if any(row.verdict == verdict for row in meter.rows)
        ],
        "can_write": actor_behind(request).kind in WRITERS,
        "days": limit("SUPERVISION_DAYS"),
    }
    return render(request, "catalogue/fields_of.html", context)


@require(*WRITERS)
@require_http_methods(["GET", "POST"])
def element(request: HttpRequest, code: str) -> HttpResponse:
    """Where it stands on the form, whether it lasts, what it is for."""
    row = element_by_code(code)
    fault: DomainError | None = None
    if request.method == "POST":
        try:
            with one_act():
                describe_element(
                    row,
                    section=request.POST.get("section", ""),
                    is_lasting=bool(request.POST.get("is_lasting")),
                    uses=request.POST.getlist("uses"),
                    actor=actor_behind(request),
                )
        except DomainError as refused:
            fault = refused
        else:
            messages.success(request, _("已保存，正在填的表马上照此显示。"))
            return redirect("form_element", code=code)
    context = {
        "element": row,
        "sections": list(SECTIONS.items()),
        "uses": [(use, name, use.value in row.uses) for use, name in USES.items()],
        "fault": fault,
    }
    return render(request, "catalogue/field_element.html", context, status=_status(fault))


def _status(fault: DomainError | None) -> int:
    return fault.status if fault else 200


def _bars(found: tuple[EventMeter, ...]) -> list[Bar]:
    """As long as the percentage beside them."""
    return bars(
        [
            (
                each.name,
                each.code,
                (
                    ("red", _percent(each.needless, each.asked)),
                    ("yellow", _percent(each.known, each.asked)),
                ),
            )
            for each in found
        ]
    )


def _percent(count: int, of: int) -> int:
    return round(100 * count / of) if of else 0
