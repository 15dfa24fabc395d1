"""The plan of a case for tools that draw or run BPMN 2.0."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request

from portal.accounts.errors import RoleNotAllowed
from portal.accounts.roles import Role
from portal.errors import TooMany
from portal.errors.web_errors import LoginNeeded
from windows.api.describe import refusals
from windows.api.door import Door
from windows.bpmn.export import MEDIA_TYPE
from windows.bpmn.queries import document_of
from windows.cases.queries import own_case_for
from windows.errors import CaseNotFound, NotYourApplicant

DOCUMENT = OpenApiResponse(OpenApiTypes.STR, description="A BPMN 2.0 document with its drawing.")


class CaseProcess(Door):
    roles = (Role.APPLICANT, Role.CLERK, Role.SUPERVISOR)

    @extend_schema(
        operation_id="get_case_process",
        summary="办理流程图 · The plan of the case in BPMN 2.0",
        description="Names are in the language of the caller. See docs/bpmn.md.",
        tags=["cases"],
        responses={
            (200, MEDIA_TYPE): DOCUMENT,
            **refusals((CaseNotFound, NotYourApplicant, LoginNeeded, TooMany, RoleNotAllowed)),
        },
    )
    def get(self, request: Request, number: str) -> HttpResponse:
        case = own_case_for(self.actor, number)
        document = document_of(case, language="en" if get_language() == "en" else "zh")
        return HttpResponse(document, content_type=f"{MEDIA_TYPE}; charset=utf-8")
