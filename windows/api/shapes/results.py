"""What comes out: the result package, the rating, notices, and who read my data."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from datasharing.models import LedgerEntry
from services.catalogue.text import Text
from windows.api.shapes.slots import LicenceSerializer
from windows.api.shapes.text import TEXT_SCHEMA, TextField, column, pair
from windows.approvals.states import ApprovalState
from windows.corrections.models import Correction, CorrectionItem
from windows.notices.models import Notice
from windows.pickup.models import Pickup
from windows.ratings.models import Rating


class RemediesSerializer(serializers.Serializer[Any]):
    """复议 and 诉讼 against a decision. The last days are null until it has reached the person."""

    is_authority = serializers.BooleanField(
        help_text="False for a company or bank: then neither is open, and the days are null."
    )
    review_body = TextField()
    review_by = serializers.DateField(allow_null=True)
    review_address = serializers.CharField(help_text="Where to apply for review online.")
    court = TextField()
    suit_by = serializers.DateField(allow_null=True)


class ResultSerializer(serializers.Serializer[Any]):
    """What one department's part brought."""

    matter = serializers.CharField(source="approval.matter_edition.matter.code")
    department = TextField(source="approval.department", of="name")
    state = serializers.ChoiceField(ApprovalState.choices, source="approval.state")
    decided_at = serializers.DateTimeField(source="approval.decided_at", allow_null=True)
    sentence = TextField()
    remedies = TextField(allow_null=True, help_text="For a denial: where to turn.")
    against = RemediesSerializer(allow_null=True, help_text="The same, in parts.")
    licences = LicenceSerializer(many=True)


class PackageSerializer(serializers.Serializer[Any]):
    """`code` is told to the applicant alone: whoever names it at the window gets the package."""

    ready = serializers.BooleanField()
    method = serializers.ChoiceField(Pickup.Method.choices, allow_null=True)
    code = serializers.CharField(allow_null=True)
    ready_at = serializers.DateTimeField(allow_null=True)
    collected_at = serializers.DateTimeField(allow_null=True)
    results = ResultSerializer(many=True)


class MethodSerializer(serializers.Serializer[Any]):
    method = serializers.ChoiceField(Pickup.Method.choices)


class CodeSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(
        max_length=20, required=False, default="", allow_blank=True, help_text="At the window."
    )


class RatingSerializer(serializers.ModelSerializer[Rating]):
    class Meta:
        model = Rating
        fields = ("grade", "options", "comment", "at", "callback_due_on")


class RateSerializer(serializers.Serializer[Any]):
    """好差评: 5 best … 1 worst. 1 and 2 bring a call back."""

    grade = serializers.IntegerField()
    options = serializers.ListField(
        child=serializers.CharField(max_length=10), required=False, default=list, max_length=20
    )
    comment = serializers.CharField(max_length=1000, required=False, default="", allow_blank=True)


class NoticeSerializer(serializers.ModelSerializer[Notice]):
    text = column("text")
    case = serializers.CharField(source="case.number")

    class Meta:
        model = Notice
        fields = ("id", "kind", "text", "case", "created_at", "read_at")


class ReadSerializer(serializers.ModelSerializer[LedgerEntry]):
    """One attempt to read a person's data: who, when, what, on what ground, how it ended."""

    case = serializers.CharField(source="case_number")
    matter = serializers.CharField(source="matter_code")
    asker = column("asker_department")
    resource = serializers.CharField(source="resource.code")
    resource_name = TextField(source="resource", of="name")
    subject = serializers.CharField(source="subject.masked_name")
    ground = column("ground")
    purpose = column("purpose")
    fields_read = serializers.SerializerMethodField()

    class Meta:
        model = LedgerEntry
        fields = (
            "at",
            "case",
            "matter",
            "asker",
            "resource",
            "resource_name",
            "subject",
            "fields_read",
            "ground",
            "purpose",
            "outcome",
        )

    @extend_schema_field({"type": "array", "items": TEXT_SCHEMA})
    def get_fields_read(self, line: LedgerEntry) -> list[dict[str, str]]:
        return [pair(Text.from_json(label)) for label in line.fields]


class CorrectionItemSerializer(serializers.ModelSerializer[CorrectionItem]):
    what = column("what")
    slot = serializers.IntegerField(source="slot_id", allow_null=True)
    matter = serializers.CharField(
        source="approval.matter_edition.matter.code",
        allow_null=True,
        default=None,
        help_text="The matter that waits for it; null in a notice of the window.",
    )

    class Meta:
        model = CorrectionItem
        fields = ("what", "slot", "element", "matter")


class CorrectionSerializer(serializers.ModelSerializer[Correction]):
    """The one notice: everything that must be put right, and until when."""

    items = CorrectionItemSerializer(many=True)
    of_departments = serializers.BooleanField(
        source="is_of_departments",
        help_text="Told after acceptance: only the matters of its items wait, all others go on.",
    )

    class Meta:
        model = Correction
        fields = ("round", "asked_at", "asked_by_name", "deadline", "of_departments", "items")


class OpenCorrectionSerializer(serializers.Serializer[Any]):
    """`correction` is null when no notice waits for an answer."""

    correction = CorrectionSerializer(allow_null=True)
