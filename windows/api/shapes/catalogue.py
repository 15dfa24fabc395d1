"""The catalogue and the plan."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from services.catalogue.spec import DayUnit
from services.catalogue.text import Text
from services.models import LifeEventEdition, LifeEventMatter, Option, Question
from windows.api.shapes.from_dataclass import choice_of, shape_of
from windows.api.shapes.text import TEXT_SCHEMA, TextField, column, pair
from windows.planning import Plan

SALE = {
    "mortgage": ["yes"],
    "pay": ["bank"],
    "only": ["yes"],
    "limit": ["no"],
    "agent": ["no"],
    "utility": ["water", "power"],
    "fund": ["no"],
}
"""Answers of the shipped catalogue's P10, for the examples of the OpenAPI document."""


class ThingBriefSerializer(serializers.ModelSerializer[LifeEventEdition]):
    """一件事, one line of the list."""

    code = serializers.CharField(source="life_event.code")
    edition = serializers.IntegerField(source="number")
    name = column("name")
    summary = column("summary")
    theme = column("theme")

    class Meta:
        model = LifeEventEdition
        fields: tuple[str, ...] = ("code", "edition", "name", "summary", "theme", "audience")


class OptionSerializer(serializers.ModelSerializer[Option]):
    label = column("label")  # type: ignore[assignment]  # `label` is a column of ours
    reason = column("reason")

    class Meta:
        model = Option
        fields = ("value", "label", "outcome", "reason", "hands_to")


class QuestionSerializer(serializers.ModelSerializer[Question]):
    text = column("text")
    why = column("why")
    options = OptionSerializer(many=True)

    class Meta:
        model = Question
        fields = ("code", "text", "why", "multiple", "required", "options")


class IncludedMatterSerializer(serializers.ModelSerializer[LifeEventMatter]):
    """A matter that may be part of the thing; the plan says whether it is."""

    code = serializers.CharField(source="matter_edition.matter.code")
    edition = serializers.IntegerField(source="matter_edition.number")
    name = TextField(source="matter_edition", of="name")
    department = TextField(
        source="matter_edition.department", of="name", help_text="Who decides it."
    )
    promised_days = serializers.IntegerField(source="matter_edition.promised_days")
    statutory_days = serializers.IntegerField(
        source="matter_edition.statutory_days", allow_null=True
    )
    day_unit = choice_of(DayUnit, source="matter_edition.day_unit")

    class Meta:
        model = LifeEventMatter
        fields = (
            "code",
            "edition",
            "name",
            "department",
            "promised_days",
            "statutory_days",
            "day_unit",
        )


class ThingSerializer(ThingBriefSerializer):
    """The guide: what is done together, what is asked, and for whom."""

    conditions = serializers.SerializerMethodField()
    parties = serializers.SerializerMethodField()
    questions = QuestionSerializer(many=True)
    matters = IncludedMatterSerializer(many=True)

    class Meta(ThingBriefSerializer.Meta):
        fields = (
            *ThingBriefSerializer.Meta.fields,
            "conditions",
            "parties",
            "questions",
            "matters",
        )

    @extend_schema_field({"type": "array", "items": TEXT_SCHEMA})
    def get_conditions(self, thing: LifeEventEdition) -> list[dict[str, str]]:
        return [pair(Text.from_json(said)) for said in thing.conditions]

    @extend_schema_field(
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"role": {"type": "string"}, "label": TEXT_SCHEMA},
                "required": ["role", "label"],
            },
        }
    )
    def get_parties(self, thing: LifeEventEdition) -> list[dict[str, Any]]:
        """Others who must join, by role."""
        return [
            {
                "role": party["role"],
                "label": pair(Text(party["label"], party.get("label_en", ""))),
            }
            for party in thing.parties
        ]


class AnswersSerializer(serializers.Serializer[Any]):
    """Question code → chosen option values; a pick-one question has exactly one."""

    answers = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField(max_length=64), max_length=100),
        help_text="Question code → option values.",
    )
    region = serializers.CharField(
        required=False,
        max_length=12,
        help_text="Code of the city or county where it is done, if not that of the departments; "
        "a window's own region goes before it.",
    )


PlanSerializer = shape_of(
    Plan,
    pairs={
        "parties": ("role", "name"),
        "needed_by": ("matter", "requirement"),
        "choices": ("value", "label"),
        "spared": ("source", "count"),
    },
)
