"""责任清单: all departments for those who watch, one department for its data officer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from datasharing.lists.duties.duty import ObligationKind, Slip
from datasharing.lists.duties.queries import department_in_sight, duties, slips, tallies
from datasharing.lists.policy import DESK_ROLES
from datasharing.lists.sheets import Row, download
from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from portal.ui.templatetags.portal_ui import said
from services.models import Department

PAGE = 50
AT_ONCE = 500


@require(*DESK_ROLES)
@require_safe
def duty_list(request: HttpRequest) -> HttpResponse:
    """Which departments owe what; a data officer goes on to the own department."""
    actor = actor_behind(request)
    if actor.kind == Role.DATA_OFFICER:
        department = department_in_sight(actor, actor.department_code)
        return redirect("data_duties_of", code=department.code)
    return render(request, "data_lists/duties.html", {"tallies": tallies(actor)})


@require(*DESK_ROLES)
@require_safe
def duties_of(request: HttpRequest, code: str) -> HttpResponse:
    """One department: what is due first in front."""
    department, found = _asked(request, code)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "department": department,
        "page": page,
        "duties": duties(list(page.object_list)),
        "kinds": ObligationKind.choices,
        "kind": request.GET.get("kind", ""),
        "is_late": request.GET.get("show") == "late",
        "late": len(slips(department, is_late=True)),
    }
    return render(request, "data_lists/duties_of.html", context)


@require(*DESK_ROLES)
@require_safe
def duties_file(request: HttpRequest, code: str, form: str) -> HttpResponseBase:
    department, found = _asked(request, code)
    head = [_("最迟"), _("超期"), _("要做什么"), _("哪一项"), _("对谁"), _("从哪天起")]
    title = _("责任清单")
    return download(
        form, name=f"duties-{department.code}", title=title, head=head, rows=_rows(found)
    )


def _asked(request: HttpRequest, code: str) -> tuple[Department, list[Slip]]:
    department = department_in_sight(actor_behind(request), code)
    is_late = request.GET.get("show") == "late"
    return department, slips(department, kind=request.GET.get("kind", ""), is_late=is_late)


def _rows(found: Sequence[Slip]) -> Iterator[Row]:
    for start in range(0, len(found), AT_ONCE):
        for one in duties(found[start : start + AT_ONCE]):
            late = _("是") if one.is_late else ""
            yield (one.due_on, late, one.kind_name, said(one.what), said(one.owed_to), one.since)
