"""The public catalogue: what can be done, what is asked, and the plan for a set of answers."""

from __future__ import annotations

from typing import ClassVar

from django.db.models import IntegerField, QuerySet, Value
from drf_spectacular.utils import OpenApiExample, extend_schema_view
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from materials.queries import life_event_spec
from services.errors import NoSuchLifeEvent
from services.models import LifeEventEdition
from services.queries import life_event_edition, published_life_events
from windows.api.describe import ON_LIST, describe
from windows.api.door import ListDoor, OpenDoor, Permissions, sent
from windows.api.filters import ThingFilter
from windows.api.shapes.catalogue import (
    SALE,
    AnswersSerializer,
    PlanSerializer,
    ThingBriefSerializer,
    ThingSerializer,
)
from windows.cases.planning import answers_for, plan_for_visitor
from windows.cases.regions import region_named, serving_region
from windows.errors import BadAnswers, RegionNotServed

TAG = "catalogue"
ANSWERS = OpenApiExample("a home, with a loan", value={"answers": SALE}, request_only=True)


@extend_schema_view(
    get=describe(
        "list_things",
        "一件事清单 · Things that can be done in one go",
        tag=TAG,
        answer=ThingBriefSerializer(many=True),
        refuses=ON_LIST,
        is_open=True,
    )
)
class Things(ListDoor):
    permission_classes: Permissions = (AllowAny,)
    serializer_class = ThingBriefSerializer
    filterset_class = ThingFilter
    keyset: ClassVar[tuple[str, ...]] = ("place", "life_event__code")

    def get_queryset(self) -> QuerySet[LifeEventEdition]:
        first = Value(0, output_field=IntegerField())
        return published_life_events().annotate(place=first)


class Thing(OpenDoor):
    @describe(
        "get_thing",
        "一件事办事指南 · The guide: questions, options, matters",
        tag=TAG,
        answer=ThingSerializer,
        refuses=(NoSuchLifeEvent,),
        is_open=True,
    )
    def get(self, request: Request, code: str) -> Response:
        edition = life_event_edition(code)
        shown = (
            LifeEventEdition.objects.select_related("life_event")
            .prefetch_related(
                "questions__options",
                "matters__matter_edition__matter",
                "matters__matter_edition__department",
            )
            .get(pk=edition.pk)
        )
        return Response(ThingSerializer(shown).data)


class PlanOf(OpenDoor):
    @describe(
        "plan_thing",
        "办理方案 · What will happen for these answers, and why",
        tag=TAG,
        description="Stores nothing. Logged in, what the caller holds already is not asked again. "
        "Answers that are no possible set of answers: 422 `bad_answers`, `details` lists each.",
        request=AnswersSerializer,
        answer=PlanSerializer,
        refuses=(NoSuchLifeEvent, BadAnswers, RegionNotServed),
        examples=[ANSWERS],
        is_open=True,
    )
    def post(self, request: Request, code: str) -> Response:
        edition = life_event_edition(code)
        body = sent(AnswersSerializer, request)
        answers = answers_for(edition, body["answers"])
        region = serving_region(edition, region_named(edition, body.get("region", "")))
        plan = plan_for_visitor(life_event_spec(edition, region), answers, actor=self.actor)
        return Response(PlanSerializer(plan).data)
