"""Cases: the list, a new draft, the case page."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from drf_spectacular.utils import OpenApiExample
from rest_framework.request import Request
from rest_framework.response import Response

from datasharing.models import LedgerEntry
from datasharing.queries import ledger_of_case
from portal.accounts.actor import Actor
from portal.accounts.errors import ApplicantUnknown
from portal.accounts.models import Applicant
from portal.accounts.queries import acting_for, applicant_for_clerk
from portal.accounts.roles import Role
from services.errors import NoSuchLifeEvent
from services.models import LifeEventEdition
from services.queries import life_event_edition
from windows.api.describe import ON_LIST, ON_NEW_KEY, describe
from windows.api.door import Door, ListDoor, creates, sent
from windows.api.errors import ApplicantMissing
from windows.api.filters import CaseFilter
from windows.api.shapes.cases import (
    CaseBriefSerializer,
    CaseSerializer,
    HappeningSerializer,
    StartSerializer,
)
from windows.api.shapes.catalogue import SALE, PlanSerializer
from windows.api.shapes.results import ReadSerializer
from windows.cases import actions, story
from windows.cases.models import Case
from windows.cases.policy import own_cases
from windows.cases.queries import case_for, cases
from windows.cases.regions import region_named
from windows.centres.queries import centre_of
from windows.errors import (
    BadAnswers,
    CaseHandedOver,
    CaseNotFound,
    EditionRetired,
    IneligibleCase,
    InPersonOnly,
    LifeEventEnded,
    RegionNotServed,
    WrongChannel,
)
from windows.splitting.plan_now import plan_now

TAG = "cases"
NEW = {"thing": "P10", "answers": SALE, "channel": "online"}


class Cases(ListDoor):
    """The caller's own cases and those they are a party to, newest first."""

    serializer_class = CaseBriefSerializer
    filterset_class = CaseFilter

    def get_queryset(self) -> QuerySet[Case]:
        return cases().filter(own_cases(self.actor))

    @describe(
        "list_cases",
        "我的办件 · My cases, newest first",
        tag=TAG,
        answer=CaseBriefSerializer(many=True),
        refuses=ON_LIST,
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)

    @describe(
        "start_case",
        "新建办件草稿 · Start a draft: the plan is computed and kept",
        tag=TAG,
        description="Online by the applicant, at the window by a clerk.",
        request=StartSerializer,
        answer=CaseSerializer,
        status=201,
        refuses=(
            *ON_NEW_KEY,
            NoSuchLifeEvent,
            EditionRetired,
            LifeEventEnded,
            BadAnswers,
            ApplicantMissing,
            ApplicantUnknown,
            WrongChannel,
            IneligibleCase,
            CaseHandedOver,
            InPersonOnly,
            RegionNotServed,
        ),
        examples=[OpenApiExample("a house sale", value=NEW, request_only=True)],
    )
    @creates
    def post(self, request: Request) -> Response:
        body = sent(StartSerializer, request)
        edition = life_event_edition(body["thing"])
        case = actions.start_draft(
            edition,
            answers=body["answers"],
            applicant=_applicant(self.actor, edition, body.get("applicant")),
            channel=body["channel"],
            centre=centre_of(self.actor),
            region=region_named(edition, body.get("region", "")),
            actor=self.actor,
        )
        return Response(told(self, case), status=201)


class OneCase(Door):
    @describe(
        "get_case",
        "办件详情 · Who holds it, until when, and what you must do",
        tag=TAG,
        answer=CaseSerializer,
        refuses=(CaseNotFound,),
    )
    def get(self, request: Request, number: str) -> Response:
        return Response(told(self, case_for(self.actor, number)))


class CasePlan(Door):
    @describe(
        "get_case_plan",
        "本件的办理方案 · The plan that the case carries out",
        tag=TAG,
        answer=PlanSerializer,
        refuses=(CaseNotFound,),
    )
    def get(self, request: Request, number: str) -> Response:
        return Response(PlanSerializer(plan_now(case_for(self.actor, number))).data)


class Timeline(Door):
    @describe(
        "list_case_timeline",
        "办理过程 · Everything that happened, oldest first",
        tag=TAG,
        answer=HappeningSerializer(many=True),
        refuses=(CaseNotFound,),
    )
    def get(self, request: Request, number: str) -> Response:
        happened = story.timeline(case_for(self.actor, number), self.actor)
        return Response(HappeningSerializer(happened, many=True).data)


class CaseReads(Door):
    @describe(
        "list_case_reads",
        "谁读过我的数据 · Who read my data for this case, when and why",
        tag=TAG,
        description="The caller's own; staff of the office see those of the whole case.",
        answer=ReadSerializer(many=True),
        refuses=(CaseNotFound,),
    )
    def get(self, request: Request, number: str) -> Response:
        case = case_for(self.actor, number)
        lines: QuerySet[LedgerEntry] = ledger_of_case(case.number)
        if not self.actor.is_staff:
            lines = lines.filter(Q(subject__in=self.actor.applicant_ids))
        return Response(ReadSerializer(lines, many=True).data)


def told(view: Door, case: Case) -> Any:
    """The case as it is now, for this caller."""
    fresh = case_for(view.actor, case.number)
    return CaseSerializer(fresh, context={"view": view, "request": view.request}).data


def _applicant(actor: Actor, edition: LifeEventEdition, wanted: int | None) -> Applicant:
    """Whom a clerk names, or one of those the caller may act for; by default oneself."""
    if actor.kind == Role.CLERK and wanted is not None:
        return applicant_for_clerk(actor, wanted)
    mine = acting_for(actor, audience=edition.audience)
    found = next((one for one in mine if wanted in (None, one.pk)), None)
    if found is None:
        raise ApplicantMissing(field="applicant")
    return found
