"""缺什么: a department reports what it misses, sees it, and takes it back before it is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from drf_spectacular.utils import OpenApiExample
from rest_framework.request import Request
from rest_framework.response import Response

from services.catalogue.text import Text
from windows.api.describe import ON_NEW_KEY, describe
from windows.api.door import Method, creates, sent
from windows.api.shapes.missing import (
    MissingListSerializer,
    MissingReportSerializer,
    ReportMissingSerializer,
)
from windows.api.signed_only import ActsOnApproval
from windows.approvals.policy import DECIDERS
from windows.approvals.queries import approval_for
from windows.corrections.places import places_of
from windows.corrections.queries import reports_of
from windows.corrections.reporting import Finding, counted, report_all, take_back
from windows.departments.errors import UseCallbacks
from windows.errors import (
    ApprovalClosed,
    ApprovalNotFound,
    NothingMissing,
    NotInGuide,
    ReportGone,
    ToldAlready,
    TooLateToAsk,
)

TAG = "approvals"
EXAMPLE = {"items": [{"slot": 12, "what": "合同缺第 3 页"}, {"element": "price", "what": "不一致"}]}


def counts_overreach(method: Method) -> Method:
    """Outside the transaction of the act: a refusal that counts is written down after it."""

    @wraps(method)
    def guarded(view: Any, request: Request, approval_id: int, **kwargs: Any) -> Response:
        with counted(approval_for(view.actor, approval_id), actor=view.actor):
            return method(view, request, approval_id=approval_id, **kwargs)

    kept: Callable[..., Response] = guarded
    return kept


class Missing(ActsOnApproval):
    roles = DECIDERS

    @describe(
        "list_missing",
        "缺什么 · What may be asked for, and what this department has reported",
        tag=TAG,
        answer=MissingListSerializer,
        refuses=(ApprovalNotFound,),
        roles=True,
    )
    def get(self, request: Request, approval_id: int) -> Response:
        approval = approval_for(self.actor, approval_id)
        told = {"places": places_of(approval), "reports": reports_of(approval)}
        return Response(MissingListSerializer(told).data)

    @describe(
        "report_missing",
        "提出缺项 · Report everything that is missing, for the one notice",
        tag=TAG,
        description="All at once: what every department misses is told to the applicant in one "
        "notice, and a second one is refused unless what was handed in since caused it. Only what "
        "the pinned edition of this matter asks; anything else is refused and counted.",
        request=ReportMissingSerializer,
        answer=MissingReportSerializer(many=True),
        status=201,
        refuses=(
            *ON_NEW_KEY,
            ApprovalNotFound,
            ApprovalClosed,
            UseCallbacks,
            NothingMissing,
            NotInGuide,
            ToldAlready,
            TooLateToAsk,
        ),
        examples=[OpenApiExample("two things", value=EXAMPLE, request_only=True)],
        roles=True,
    )
    @counts_overreach
    @creates
    def post(self, request: Request, approval_id: int) -> Response:
        items = sent(ReportMissingSerializer, request)["items"]
        reports = report_all(
            approval_for(self.actor, approval_id),
            findings=[
                Finding(Text(each["what"], each["what_en"]), each["slot"], each["element"])
                for each in items
            ],
            actor=self.actor,
        )
        return Response(MissingReportSerializer(reports, many=True).data, status=201)


class OneMissing(ActsOnApproval):
    """Taking back twice is harmless by itself, so it needs no key."""

    roles = DECIDERS

    @describe(
        "take_back_missing",
        "收回缺项 · Take a report back, until it is told",
        tag=TAG,
        answer=MissingListSerializer,
        refuses=(ApprovalNotFound, ApprovalClosed, ReportGone, UseCallbacks),
        roles=True,
    )
    def delete(self, request: Request, approval_id: int, report_id: int) -> Response:
        approval = approval_for(self.actor, approval_id)
        with transaction.atomic(durable=True):
            take_back(approval, report_id=report_id, actor=self.actor)
        told = {"places": places_of(approval), "reports": reports_of(approval)}
        return Response(MissingListSerializer(told).data)
