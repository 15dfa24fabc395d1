"""The end of a case: the one package, the rating."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from drf_spectacular.utils import OpenApiExample
from rest_framework.request import Request
from rest_framework.response import Response

from portal.errors import MoveRefused
from portal.states.move_table import MoveNotAllowed
from windows.api.describe import ON_KEY, ON_NEW_KEY, describe
from windows.api.door import Door, acts, creates, sent
from windows.api.shapes.results import (
    CodeSerializer,
    MethodSerializer,
    PackageSerializer,
    RateSerializer,
    RatingSerializer,
)
from windows.cases.models import Case
from windows.cases.queries import case_for
from windows.errors import (
    AlreadyCollected,
    BadGrade,
    CaseNotFound,
    NotYourApplicant,
    RatedAlready,
    UnknownRatingOption,
    WrongPickupCode,
)
from windows.pickup.actions import choose_method, collect
from windows.pickup.queries import result_package
from windows.ratings.actions import rate

TAG = "results"
GOOD = {"grade": 5, "options": ["510", "513"], "comment": "很快"}


class Result(Door):
    @describe(
        "get_result",
        "办理结果 · The one package: what was granted, what was denied, where to turn",
        tag=TAG,
        answer=PackageSerializer,
        refuses=(CaseNotFound,),
    )
    def get(self, request: Request, number: str) -> Response:
        return Response(package(self, case_for(self.actor, number)))


class Delivery(Door):
    @describe(
        "choose_delivery",
        "选择领取方式 · Say how the package shall come",
        tag=TAG,
        request=MethodSerializer,
        answer=PackageSerializer,
        refuses=(*ON_KEY, CaseNotFound, NotYourApplicant, MoveRefused),
    )
    @acts
    def post(self, request: Request, number: str) -> Response:
        case = case_for(self.actor, number)
        choose_method(case, method=sent(MethodSerializer, request)["method"], actor=self.actor)
        return Response(package(self, case))


class Collect(Door):
    @describe(
        "collect_result",
        "领取结果 · The package reaches the person; at the window against the code",
        tag=TAG,
        request=CodeSerializer,
        answer=PackageSerializer,
        refuses=(
            *ON_KEY,
            CaseNotFound,
            NotYourApplicant,
            WrongPickupCode,
            AlreadyCollected,
            MoveRefused,
            MoveNotAllowed,
        ),
    )
    @acts
    def post(self, request: Request, number: str) -> Response:
        case = case_for(self.actor, number)
        collect(case, code=sent(CodeSerializer, request)["code"], actor=self.actor)
        return Response(package(self, case))


class Rate(Door):
    @describe(
        "rate_case",
        "评价 · Rate the case, once (好差评)",
        tag=TAG,
        request=RateSerializer,
        answer=RatingSerializer,
        status=201,
        refuses=(
            *ON_NEW_KEY,
            CaseNotFound,
            NotYourApplicant,
            BadGrade,
            UnknownRatingOption,
            RatedAlready,
            MoveRefused,
        ),
        examples=[OpenApiExample("very satisfied", value=GOOD, request_only=True)],
    )
    @creates
    def post(self, request: Request, number: str) -> Response:
        case = case_for(self.actor, number)
        rating = rate(case, actor=self.actor, **sent(RateSerializer, request))
        return Response(RatingSerializer(rating).data, status=201)


def package(view: Door, case: Case) -> Any:
    """Told with the code to the applicant alone."""
    found = result_package(case)
    pickup = found.pickup
    may_know = view.actor.acts_for(case.applicant_id)
    results = found.results
    if not may_know and not view.actor.is_staff:  # another party: what came of it, not the papers
        results = tuple(replace(each, licences=()) for each in results)
    told = {
        "ready": pickup is not None,
        "method": pickup.method if pickup else None,
        "code": pickup.code if pickup and may_know else None,
        "ready_at": pickup.ready_at if pickup else None,
        "collected_at": pickup.collected_at if pickup else None,
        "results": results,
    }
    return PackageSerializer(told, context={"request": view.request}).data
