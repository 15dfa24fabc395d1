"""Stopping, resuming and extending the clock of an approval, and reading its days."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample
from rest_framework.request import Request
from rest_framework.response import Response

from portal.accounts.roles import Role
from portal.errors import MoveRefused
from windows.api.describe import ON_KEY, describe
from windows.api.door import Door, acts, sent
from windows.api.shapes.clock import (
    AnswerExtensionSerializer,
    AskExtensionSerializer,
    ClockSerializer,
    ResumeSerializer,
    StopSerializer,
)
from windows.api.signed_only import ActsOnApproval
from windows.api.views.refusals import records_unlawful_stops
from windows.approvals.policy import DECIDERS
from windows.approvals.queries import approval_for
from windows.deadlines.actions import answer_extension, ask_extension, resume_clock, stop_clock
from windows.deadlines.arithmetic import clock_of
from windows.deadlines.errors import (
    AgentTimeCounts,
    ClockRuns,
    ExtendedAlready,
    ExtensionAnswered,
    ExtensionTooLong,
    NoSuchGround,
    NotJoint,
    NotTheHead,
    StopNeedsReason,
    TooLateToExtend,
)
from windows.departments.errors import UseCallbacks
from windows.errors import ApprovalClosed, ApprovalNotFound, ReasonMissing

TAG = "approvals"
READERS = (*DECIDERS, Role.SUPERVISOR)
ON_ACT = (*ON_KEY, ApprovalNotFound, ApprovalClosed, UseCallbacks)


class OneClock(Door):
    roles = READERS

    @describe(
        "get_clock",
        "期限 · The days of this approval, one by one",
        tag=TAG,
        answer=ClockSerializer,
        refuses=(ApprovalNotFound,),
        roles=True,
    )
    def get(self, request: Request, approval_id: int) -> Response:
        return Response(_told(self, approval_id))


class Stop(ActsOnApproval):
    roles = DECIDERS

    @describe(
        "stop_clock",
        "暂停计时 · Let the clock stand, and tell the applicant in writing",
        tag=TAG,
        description="From tomorrow, until it is resumed. Only for the eight cases of 行政许可法 "
        "art. 45, for a procedure that the pinned guide names (`statute`), or for an intermediary "
        "that a law wants (`agent`).",
        request=StopSerializer,
        answer=ClockSerializer,
        refuses=(*ON_ACT, NoSuchGround, AgentTimeCounts, StopNeedsReason, MoveRefused),
        examples=[
            OpenApiExample(
                "test",
                value={"ground": "test", "reason": "水质送检", "expected_days": 7},
                request_only=True,
            )
        ],
        roles=True,
    )
    @records_unlawful_stops
    @acts
    def post(self, request: Request, approval_id: int) -> Response:
        approval = approval_for(self.actor, approval_id)
        stop_clock(approval, actor=self.actor, **sent(StopSerializer, request))
        return Response(_told(self, approval_id))


class Resume(ActsOnApproval):
    roles = DECIDERS

    @describe(
        "resume_clock",
        "恢复计时 · Let the days that were left run on",
        tag=TAG,
        request=ResumeSerializer,
        answer=ClockSerializer,
        refuses=(*ON_ACT, ClockRuns),
        roles=True,
    )
    @acts
    def post(self, request: Request, approval_id: int) -> Response:
        approval = approval_for(self.actor, approval_id)
        resume_clock(approval, actor=self.actor, **sent(ResumeSerializer, request))
        return Response(_told(self, approval_id))


class AskExtension(ActsOnApproval):
    roles = DECIDERS

    @describe(
        "ask_extension",
        "提出延长 · Ask the head for more days, once",
        tag=TAG,
        description="At most 10 working days (15 where several departments handle it together), "
        "or what the matter's own statute allows. Nothing moves before the answer.",
        request=AskExtensionSerializer,
        answer=ClockSerializer,
        refuses=(
            *ON_ACT,
            ExtendedAlready,
            ExtensionTooLong,
            NotJoint,
            NotTheHead,
            ReasonMissing,
            TooLateToExtend,
        ),
        examples=[
            OpenApiExample(
                "single",
                value={"kind": "single", "days": 5, "reason": "案情复杂"},
                request_only=True,
            )
        ],
        roles=True,
    )
    @acts
    def post(self, request: Request, approval_id: int) -> Response:
        approval = approval_for(self.actor, approval_id)
        ask_extension(approval, actor=self.actor, **sent(AskExtensionSerializer, request))
        return Response(_told(self, approval_id))


class AnswerExtension(ActsOnApproval):
    roles = READERS

    @describe(
        "answer_extension",
        "答复延长 · The head grants or refuses it; never whoever asked",
        tag=TAG,
        request=AnswerExtensionSerializer,
        answer=ClockSerializer,
        refuses=(*ON_ACT, ExtensionAnswered, NotTheHead, TooLateToExtend),
        roles=True,
    )
    @acts
    def post(self, request: Request, approval_id: int) -> Response:
        approval = approval_for(self.actor, approval_id)
        answer_extension(approval, actor=self.actor, **sent(AnswerExtensionSerializer, request))
        return Response(_told(self, approval_id))


def _told(view: Door, approval_id: int) -> Any:
    fresh = approval_for(view.actor, approval_id)
    return ClockSerializer(clock_of(fresh), context={"request": view.request}).data
