"""What a clerk does with a case: accept, tell once what is missing, refuse."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response

from portal.accounts.errors import RoleNotAllowed
from portal.accounts.roles import Role
from portal.errors import MoveRefused
from portal.states.move_table import MoveNotAllowed
from services.catalogue.text import Text
from windows.api.describe import ON_KEY, ON_NEW_KEY, describe
from windows.api.door import Door, Permissions, acts, creates, sent
from windows.api.shapes.approvals import CorrectionRequestSerializer, RefuseSerializer
from windows.api.shapes.cases import CaseSerializer
from windows.api.shapes.results import CorrectionSerializer, OpenCorrectionSerializer
from windows.api.views.cases import told
from windows.cases.models import Case
from windows.cases.queries import case_for, own_case_for, slots
from windows.corrections.actions import Defect, ask_for_correction
from windows.corrections.queries import open_correction
from windows.errors import (
    AcceptedBySilence,
    AskedBeyondGuide,
    CaseNotFound,
    CorrectionOpen,
    CorrectionStillOpen,
    DeadlinePassed,
    DefectElsewhere,
    DefectsMissing,
    NotReadyToAccept,
    ReasonMissing,
    SeenAtTheWindow,
    ToldAlready,
)
from windows.intake.actions import accept, refuse

TAG = "desk"
MISSING = {"defects": [{"what": "请重新上传合同第 3 页", "slot": 12}], "deadline": "2026-12-11"}


class Accept(Door):
    roles = (Role.CLERK,)

    @describe(
        "accept_case",
        "受理 · Accept: the promise begins to run, departments begin",
        tag=TAG,
        answer=CaseSerializer,
        refuses=(*ON_KEY, CaseNotFound, NotReadyToAccept, MoveRefused, MoveNotAllowed),
        roles=True,
    )
    @acts
    def post(self, request: Request, number: str) -> Response:
        case = accept(case_for(self.actor, number), actor=self.actor)
        return Response(told(self, case))


class Refuse(Door):
    roles = (Role.CLERK,)

    @describe(
        "refuse_case",
        "不予受理 · Refuse, with the reason",
        tag=TAG,
        request=RefuseSerializer,
        answer=CaseSerializer,
        refuses=(
            *ON_KEY,
            CaseNotFound,
            AcceptedBySilence,
            ReasonMissing,
            CorrectionStillOpen,
            MoveRefused,
        ),
        roles=True,
    )
    @acts
    def post(self, request: Request, number: str) -> Response:
        case = case_for(self.actor, number)
        reason = sent(RefuseSerializer, request)["reason"]
        return Response(told(self, refuse(case, reason=reason, actor=self.actor)))


class AskedByClerk(BasePermission):
    """Everybody of the case reads the notice; only a clerk writes it."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if request.method == "POST" and view.actor.kind != Role.CLERK:
            raise RoleNotAllowed
        return True


class Correction(Door):
    permission_classes: Permissions = (*Door.permission_classes, AskedByClerk)

    @describe(
        "get_correction",
        "补正通知 · The one notice that waits for an answer",
        tag="cases",
        answer=OpenCorrectionSerializer,
        refuses=(CaseNotFound,),
    )
    def get(self, request: Request, number: str) -> Response:
        notice = open_correction(own_case_for(self.actor, number))
        return Response(OpenCorrectionSerializer({"correction": notice}).data)

    @describe(
        "ask_for_correction",
        "一次性告知补正 · Tell everything that is missing, once",
        tag=TAG,
        request=CorrectionRequestSerializer,
        answer=CorrectionSerializer,
        status=201,
        refuses=(
            *ON_NEW_KEY,
            CaseNotFound,
            DefectsMissing,
            DefectElsewhere,
            AskedBeyondGuide,
            CorrectionOpen,
            DeadlinePassed,
            AcceptedBySilence,
            SeenAtTheWindow,
            ToldAlready,
            MoveRefused,
        ),
        examples=[OpenApiExample("a page is missing", value=MISSING, request_only=True)],
        roles=True,
    )
    @creates
    def post(self, request: Request, number: str) -> Response:
        case = case_for(self.actor, number)
        body = sent(CorrectionRequestSerializer, request)
        notice = ask_for_correction(
            case,
            defects=_defects(case, body["defects"]),
            deadline=body["deadline"],
            actor=self.actor,
        )
        return Response(CorrectionSerializer(notice).data, status=201)


def _defects(case: Case, listed: list[dict[str, Any]]) -> list[Defect]:
    known = {slot.pk: slot for slot in slots(case)}
    defects = []
    for one in listed:
        if one["slot"] is not None and one["slot"] not in known:
            raise DefectElsewhere(field="defects")
        said = Text(one["what"], one["what_en"])
        slot = known.get(one["slot"]) if one["slot"] is not None else None
        defects.append(Defect(said, slot=slot, element=one["element"]))
    return defects
