"""The clock of one approval: its days one by one, when it stood, and whether it was extended."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from windows.api.shapes.from_dataclass import shape_of
from windows.approvals.states import ApprovalState
from windows.deadlines.arithmetic import Clock, DayTable
from windows.deadlines.grounds import BY_OFFICER, StopGround
from windows.deadlines.models import ClockStop, Extension, ExtensionKind

DayTableSerializer = shape_of(DayTable)


class ClockStopSerializer(serializers.ModelSerializer[ClockStop]):
    """`until` is null while the clock stands."""

    ground = serializers.ChoiceField(StopGround.choices)

    class Meta:
        model = ClockStop
        fields = (
            *("id", "ground", "basis", "reason", "expected_days", "since", "until", "outcome"),
            *("stopped_by_name", "resumed_by_name"),
        )


class ExtensionSerializer(serializers.ModelSerializer[Extension]):
    """`is_granted` is null until the head has answered."""

    kind = serializers.ChoiceField(ExtensionKind.choices)
    unit = serializers.CharField(help_text="How its days count: `working` or `natural`.")

    class Meta:
        model = Extension
        fields = (
            *("kind", "days", "most_days", "own_basis", "unit", "reason", "asked_at"),
            *("asked_by_name", "answered_at", "answered_by_name", "is_granted"),
        )


class ClockSerializer(serializers.Serializer[Clock]):
    state = serializers.ChoiceField(ApprovalState.choices, source="approval.state")
    counts_from = serializers.DateField(source="approval.counts_from", allow_null=True)
    due_on = serializers.DateField(source="approval.due_on", allow_null=True)
    statutory_on = serializers.DateField(source="approval.statutory_on", allow_null=True)
    stops = ClockStopSerializer(many=True)
    extension = ExtensionSerializer(allow_null=True)
    days = DayTableSerializer(source="table", allow_null=True)


class StopSerializer(serializers.Serializer[Any]):
    ground = serializers.ChoiceField([(one.value, one.label) for one in BY_OFFICER])
    procedure = serializers.CharField(
        max_length=200,
        required=False,
        default="",
        allow_blank=True,
        help_text="With `statute`: the special procedure as the guide of the matter names it.",
    )
    reason = serializers.CharField(max_length=400, allow_blank=True)
    reason_en = serializers.CharField(
        max_length=500,
        allow_blank=True,
        required=False,
        default="",
        help_text="The same in English.",
    )
    expected_days = serializers.IntegerField(
        required=False,
        allow_null=True,
        default=None,
        max_value=3650,
        help_text="Working days it will take; told to the applicant in writing.",
    )


class ResumeSerializer(serializers.Serializer[Any]):
    outcome = serializers.CharField(
        max_length=400, required=False, default="", allow_blank=True, help_text="What came of it."
    )


class AskExtensionSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(ExtensionKind.choices, default=ExtensionKind.SINGLE.value)
    days = serializers.IntegerField(max_value=3650)
    reason = serializers.CharField(max_length=400, allow_blank=True)
    reason_en = serializers.CharField(
        max_length=500,
        allow_blank=True,
        required=False,
        default="",
        help_text="The same in English.",
    )


class AnswerExtensionSerializer(serializers.Serializer[Any]):
    is_granted = serializers.BooleanField()
