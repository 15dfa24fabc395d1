"""The window: who waits, who the person is, accept, tell once, refuse, hand out."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import DateField, F, QuerySet, Value
from django.db.models.functions import Coalesce
from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from portal.accounts.actions import register_applicant
from portal.accounts.errors import IdNumberRefused, NameDiffers, NameMissing
from portal.accounts.models import ApplicantKind, IdType
from portal.accounts.queries import find_applicants
from portal.accounts.roles import Role
from windows.api.describe import ON_KEY, ON_LIST, ON_NEW_KEY, describe
from windows.api.door import Door, ListDoor, acts, creates, sent
from windows.api.filters import DeskFilter
from windows.api.shapes.cases import CaseBriefSerializer
from windows.api.shapes.people import ApplicantSerializer, RegisterSerializer
from windows.api.shapes.results import CodeSerializer, PackageSerializer
from windows.api.views.results import package
from windows.cases.models import Case
from windows.cases.policy import cases_of_office
from windows.cases.queries import cases
from windows.cases.states import CaseState
from windows.errors import AlreadyCollected, CaseNotFound
from windows.intake.queries import LAST
from windows.pickup.actions import collect
from windows.pickup.queries import case_with_code

TAG = "desk"
CARD = {"name": "王小明", "id_number": "330106199001011234", "phone": "13800138000"}


class DeskCases(ListDoor):
    """Cases of the clerk's region and centre, the nearest intake deadline first; no rehearsals."""

    roles = (Role.CLERK, Role.SUPERVISOR)
    serializer_class = CaseBriefSerializer
    filterset_class = DeskFilter
    keyset: ClassVar[tuple[str, ...]] = ("due", "pk")

    def get_queryset(self) -> QuerySet[Case]:
        by_due = Coalesce(F("intake_due_on"), Value(LAST), output_field=DateField())
        mine = cases().filter(cases_of_office(self.actor), is_rehearsal=False)
        found = mine.annotate(due=by_due).defer("plan", "form", "answers")
        if any(self.request.query_params.getlist("state")):
            return found
        return found.filter(state=CaseState.SUBMITTED)

    @describe(
        "list_desk_cases",
        "窗口待办 · Cases of this office, nearest intake deadline first",
        tag=TAG,
        answer=CaseBriefSerializer(many=True),
        refuses=ON_LIST,
        roles=True,
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class DeskApplicants(Door):
    roles = (Role.CLERK,)

    @describe(
        "find_applicants",
        "查找申请人 · By whole id number, phone, or the beginning of the name; at most 10",
        tag=TAG,
        answer=ApplicantSerializer(many=True),
        parameters=[OpenApiParameter("q", str, required=True)],
        roles=True,
    )
    def get(self, request: Request) -> Response:
        words = request.query_params.get("q", "").replace("\x00", "").strip()
        found = find_applicants(words, actor=self.actor) if words else []
        return Response(ApplicantSerializer(found, many=True).data)

    @describe(
        "register_applicant",
        "登记申请人 · The clerk has seen the card: find or enter the person",
        tag=TAG,
        request=RegisterSerializer,
        answer=ApplicantSerializer,
        status=201,
        refuses=(*ON_NEW_KEY, IdNumberRefused, NameMissing, NameDiffers),
        examples=[OpenApiExample("a card", value=CARD, request_only=True)],
        roles=True,
    )
    @creates
    def post(self, request: Request) -> Response:
        body = sent(RegisterSerializer, request)
        is_organisation = body.pop("kind") == ApplicantKind.ORGANISATION
        body.setdefault("id_type", IdType.CREDIT_CODE if is_organisation else IdType.RESIDENT_ID)
        applicant = register_applicant(actor=self.actor, **body)
        return Response(ApplicantSerializer(applicant).data, status=201)


class DeskPackage(Door):
    """A code opens a package: it stands in no address, which logs and histories keep."""

    roles = (Role.CLERK,)

    @describe(
        "find_package",
        "凭取件码查找 · What is in the package with this code",
        tag=TAG,
        request=CodeSerializer,
        answer=PackageSerializer,
        refuses=(CaseNotFound,),
        roles=True,
    )
    def post(self, request: Request) -> Response:
        code = sent(CodeSerializer, request)["code"]
        return Response(package(self, case_with_code(self.actor, code)))


class DeskPickup(Door):
    roles = (Role.CLERK,)

    @describe(
        "hand_out",
        "交付结果 · Hand the package to whoever named the code",
        tag=TAG,
        request=CodeSerializer,
        answer=PackageSerializer,
        refuses=(*ON_KEY, CaseNotFound, AlreadyCollected),
        roles=True,
    )
    @acts
    def post(self, request: Request) -> Response:
        code = sent(CodeSerializer, request)["code"]
        case = case_with_code(self.actor, code)
        collect(case, code=code, actor=self.actor)
        return Response(package(self, case))
