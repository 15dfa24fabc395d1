"""The plan of a case in BPMN 2.0, for whoever may see the case and has a tool that draws it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.accounts.roles import Role
from portal.accounts.web import actor_behind, require
from windows.bpmn.export import MEDIA_TYPE
from windows.bpmn.queries import document_of
from windows.cases.queries import own_case_for


@require(Role.APPLICANT, Role.CLERK, Role.SUPERVISOR)
@require_safe
def process(request: HttpRequest, number: str) -> HttpResponse:
    """A file to keep or to open elsewhere; CaseNotFound for a stranger."""
    case = own_case_for(actor_behind(request), number)
    document = document_of(case, language="en" if get_language() == "en" else "zh")
    response = HttpResponse(document, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{case.number}.bpmn"'
    return response
