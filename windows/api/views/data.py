"""The public data catalogue: what is shared, on what terms, and which departments read it."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_view
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from datasharing.lists.catalogue.errors import ResourceNotFound
from datasharing.lists.catalogue.queries import catalogue, resource_of
from datasharing.lists.permissions.enforcing import standing
from datasharing.models import DataResource
from datasharing.states import Sharing
from windows.api.describe import ON_LIST, describe
from windows.api.door import ListDoor, OpenDoor, Permissions
from windows.api.shapes.data import DataResourceSerializer, DataResourceWholeSerializer

TAG = "data"


class ResourceFilter(filters.FilterSet):
    sharing = filters.ChoiceFilter(choices=Sharing.choices)
    provider = filters.CharFilter(
        field_name="provider_name", help_text="Exact name of the provider, in Chinese."
    )
    q = filters.CharFilter(field_name="name", lookup_expr="icontains", help_text="In the name.")
    asker = filters.CharFilter(
        method="by_asker", help_text="Code of a department: what it may read today."
    )

    class Meta:
        model = DataResource
        fields: tuple[str, ...] = ()

    def by_asker(
        self, rows: QuerySet[DataResource], name: str, value: str
    ) -> QuerySet[DataResource]:
        return rows.filter(pk__in=standing().filter(asker__code=value).values("resource_id"))


@extend_schema_view(
    get=describe(
        "list_data_resources",
        "数据目录 · What departments share, and on what terms",
        tag=TAG,
        answer=DataResourceSerializer(many=True),
        refuses=ON_LIST,
        is_open=True,
    )
)
class Resources(ListDoor):
    permission_classes: Permissions = (AllowAny,)
    serializer_class = DataResourceSerializer
    filterset_class = ResourceFilter
    keyset: ClassVar[tuple[str, ...]] = ("code",)

    def get_queryset(self) -> QuerySet[DataResource]:
        return catalogue()


class OneResource(OpenDoor):
    @describe(
        "get_data_resource",
        "一项数据 · One resource, and who reads it for what",
        tag=TAG,
        answer=DataResourceWholeSerializer,
        refuses=(ResourceNotFound,),
        is_open=True,
    )
    def get(self, request: Request, resource: str) -> Response:
        return Response(DataResourceWholeSerializer(resource_of(resource)).data)
