"""What a department misses, before and after it is told."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from windows.api.shapes.text import TextField, column
from windows.corrections.models import MissingReport


class FindingSerializer(serializers.Serializer[Any]):
    """One thing that is missing or wrong. `slot` or `element` says where: one of `places`."""

    what = serializers.CharField(
        max_length=400, allow_blank=True, help_text="The applicant reads it."
    )
    what_en = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)
    slot = serializers.IntegerField(required=False, allow_null=True, default=None)
    element = serializers.CharField(max_length=64, required=False, default="", allow_blank=True)


class ReportMissingSerializer(serializers.Serializer[Any]):
    items = FindingSerializer(many=True, allow_empty=True)


class PlaceSerializer(serializers.Serializer[Any]):
    """Where something may be found wrong: what the pinned edition asks of the person."""

    slot = serializers.IntegerField(allow_null=True)
    element = serializers.CharField()
    name = TextField()


class MissingReportSerializer(serializers.ModelSerializer[MissingReport]):
    """`notice` is the round of the notice that told it; null while it may be taken back."""

    what = column("what")
    slot = serializers.IntegerField(source="slot_id", allow_null=True)
    notice = serializers.IntegerField(source="correction.round", allow_null=True, default=None)

    class Meta:
        model = MissingReport
        fields = ("id", "slot", "element", "what", "reported_at", "reported_by_name", "notice")


class MissingListSerializer(serializers.Serializer[Any]):
    places = PlaceSerializer(many=True)
    reports = MissingReportSerializer(many=True)
