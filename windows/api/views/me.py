"""What is mine: licences, the material library, notices, and who read my data."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from datasharing.models import LedgerEntry
from materials.documents.queries import CURRENT
from materials.models import Document, Licence
from materials.queries import licences_for
from portal.accounts.models import Applicant
from portal.errors import NotFound
from windows.api.describe import ON_KEY, ON_LIST, describe
from windows.api.door import Door, ListDoor, acts
from windows.api.shapes.people import MeSerializer
from windows.api.shapes.results import NoticeSerializer, ReadSerializer
from windows.api.shapes.slots import DocumentSerializer, LicenceSerializer
from windows.notices.actions import mark_read
from windows.notices.models import Notice
from windows.notices.queries import notices_of

TAG = "me"


class Me(Door):
    @describe(
        "get_me",
        "我是谁 · Who is calling, and in whose names they may apply",
        tag=TAG,
        answer=MeSerializer,
    )
    def get(self, request: Request) -> Response:
        mine = Applicant.objects.filter(pk__in=self.actor.applicant_ids).order_by("-kind", "pk")
        fields = ("name", "kind", "department_code", "region_code", "centre_code")
        told: dict[str, Any] = {name: getattr(self.actor, name) for name in fields}
        return Response(MeSerializer({**told, "applicants": mine}).data)


@extend_schema_view(
    get=describe(
        "list_my_licences",
        "我的证照 · My licences, newest first",
        tag=TAG,
        answer=LicenceSerializer(many=True),
        refuses=ON_LIST,
    )
)
class MyLicences(ListDoor):
    serializer_class = LicenceSerializer

    def get_queryset(self) -> QuerySet[Licence]:
        return licences_for(self.actor)


@extend_schema_view(
    get=describe(
        "list_my_documents",
        "我的材料 · My material library, newest first",
        tag=TAG,
        answer=DocumentSerializer(many=True),
        refuses=ON_LIST,
    )
)
class MyDocuments(ListDoor):
    serializer_class = DocumentSerializer
    keyset: ClassVar[tuple[str, ...]] = ("-created_at", "-pk")

    def get_queryset(self) -> QuerySet[Document]:
        mine = Document.objects.filter(CURRENT, owner__in=self.actor.applicant_ids)
        return mine.select_related("blob", "material_type")


@extend_schema_view(
    get=describe(
        "list_my_reads",
        "谁读过我的数据 · Who read my data, newest first",
        tag=TAG,
        answer=ReadSerializer(many=True),
        refuses=ON_LIST,
    )
)
class MyReads(ListDoor):
    serializer_class = ReadSerializer

    def get_queryset(self) -> QuerySet[LedgerEntry]:
        mine = LedgerEntry.objects.filter(subject__in=self.actor.applicant_ids)
        return mine.select_related("resource", "subject")


@extend_schema_view(
    get=describe(
        "list_my_notices",
        "我的消息 · What the portal told me, newest first",
        tag=TAG,
        answer=NoticeSerializer(many=True),
        refuses=ON_LIST,
    )
)
class MyNotices(ListDoor):
    serializer_class = NoticeSerializer

    def get_queryset(self) -> QuerySet[Notice]:
        return notices_of(self.actor)


class ReadNotice(Door):
    @describe(
        "read_notice",
        "标为已读 · The reader has seen it",
        tag=TAG,
        answer=NoticeSerializer,
        refuses=(*ON_KEY, NotFound),
    )
    @acts
    def post(self, request: Request, notice_id: int) -> Response:
        notice = notices_of(self.actor).filter(pk=notice_id).first()
        if notice is None:
            raise NotFound
        return Response(NoticeSerializer(mark_read(notice, actor=self.actor)).data)
