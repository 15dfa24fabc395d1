"""The data lists, for data officers and supervisors: read only."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from datasharing.lists.demand.models import DataDemand
from datasharing.lists.demand.queries import demands, wanted_by
from datasharing.lists.demand.states import DemandState, Way
from datasharing.lists.duties.errors import DutiesNotFound
from datasharing.lists.duties.queries import department_in_sight, duties, slips
from datasharing.lists.policy import DESK_ROLES
from portal.errors import BadInput
from windows.api.describe import ON_LIST, describe
from windows.api.door import Door, ListDoor
from windows.api.shapes.lists import (
    DataDemandSerializer,
    DutiesAskedSerializer,
    DutiesSerializer,
    GapsAskedSerializer,
    GapsSerializer,
)
from windows.gaps.queries import period, ranked, read

TAG = "data lists"


class DataDemands(ListDoor):
    """In the order in which they came."""

    roles = DESK_ROLES
    serializer_class = DataDemandSerializer
    keyset: ClassVar[tuple[str, ...]] = ("pk",)

    def get_queryset(self) -> QuerySet[DataDemand]:
        return demands(self.actor, wanted_by(self.request.query_params))

    @describe(
        "list_data_demands",
        "需求清单 · Requirements that data could take the place of, in sight of the caller",
        tag=TAG,
        answer=DataDemandSerializer(many=True),
        parameters=[
            OpenApiParameter("state", str, enum=DemandState.values),
            OpenApiParameter("way", str, enum=Way.values),
            OpenApiParameter("department", str, description="Code of the one that needs it."),
            OpenApiParameter("owner", str, description="Code of the one that has it."),
            OpenApiParameter("words", str, description="In the name of material or matter."),
            OpenApiParameter("show", str, enum=["gone"], description="What is asked no more."),
        ],
        refuses=ON_LIST,
        roles=True,
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class DataDuties(Door):
    roles = DESK_ROLES

    @describe(
        "list_data_duties",
        "责任清单 · What one department owes, what is due first in front",
        tag=TAG,
        answer=DutiesSerializer,
        parameters=[DutiesAskedSerializer],  # type: ignore[list-item]  # a serializer names several
        refuses=(DutiesNotFound, BadInput),
        roles=True,
    )
    def get(self, request: Request, code: str) -> Response:
        department = department_in_sight(self.actor, code)
        asked = _asked(DutiesAskedSerializer, request)
        found = slips(department, kind=asked.get("kind", ""), is_late=asked["late"])
        some, following = _page(found, asked)
        return Response(DutiesSerializer({"next": following, "results": duties(some)}).data)


class DataGaps(Door):
    roles = DESK_ROLES

    @describe(
        "list_data_gaps",
        "谁还在跑材料 · Requirements by how many people they make carry paper",
        tag=TAG,
        answer=GapsSerializer,
        parameters=[GapsAskedSerializer],  # type: ignore[list-item]  # a serializer names several
        refuses=(BadInput,),
        roles=True,
    )
    def get(self, request: Request) -> Response:
        asked = _asked(GapsAskedSerializer, request)
        within = period(str(asked.get("days", "")))
        some, following = _page(ranked(self.actor, within, state=asked.get("state", "")), asked)
        told = {
            "first": within.first,
            "last": within.last,
            "next": following,
            "results": read(some),
        }
        return Response(GapsSerializer(told).data)


def _asked(shape: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    """The query in its shape. Raises the framework's ValidationError, told as `bad_input`."""
    query = shape(data=request.query_params)
    query.is_valid(raise_exception=True)
    data: dict[str, Any] = query.validated_data
    return data


def _page(found: list[Any], asked: dict[str, Any]) -> tuple[list[Any], int | None]:
    end = asked["after"] + asked["limit"]
    return found[asked["after"] : end], end if end < len(found) else None
