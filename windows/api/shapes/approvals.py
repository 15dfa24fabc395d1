"""One department's part of a case, and no more of the case than its matter needs."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from services.catalogue.text import Text
from windows.api.shapes.from_dataclass import shape_of
from windows.api.shapes.people import PersonInCaseSerializer
from windows.api.shapes.slots import SlotBriefSerializer
from windows.api.shapes.text import TextField
from windows.approvals.models import Approval
from windows.approvals.queries import form_for, slots_for
from windows.approvals.shared import SharedFact, shared_facts
from windows.approvals.states import ApprovalState
from windows.reasons.choosing import grounds_of
from windows.reasons.models import GroundKind

SharedFactSerializer = shape_of(SharedFact, pairs={"fields": ("label", "value")})


class ApprovalBriefSerializer(serializers.ModelSerializer[Approval]):
    """One line of the inbox."""

    case = serializers.CharField(source="case.number")
    thing = serializers.CharField(source="case.life_event_edition.life_event.code")
    matter = serializers.CharField(source="matter_edition.matter.code")
    name = TextField(source="matter_edition", of="name")
    department = serializers.CharField(source="department.code")
    applicant = PersonInCaseSerializer(source="case.applicant")
    state = serializers.ChoiceField(ApprovalState.choices)
    overdue = serializers.BooleanField(source="is_overdue")

    class Meta:
        model = Approval
        fields: tuple[str, ...] = (
            "id",
            "case",
            "thing",
            "matter",
            "name",
            "department",
            "applicant",
            "state",
            "dispatched_at",
            "due_on",
            "statutory_on",
            "overdue",
        )


class AnswerSerializer(serializers.Serializer[Any]):
    """What the applicant filled in, where this matter asks for it."""

    element = serializers.CharField()
    label = TextField()  # type: ignore[assignment]  # `label` is a name of ours
    value = TextField()


class GroundSerializer(serializers.Serializer[Any]):
    """One reason of a denial, or one that may be chosen."""

    kind = serializers.ChoiceField(GroundKind.choices)
    key = serializers.CharField()
    said = TextField(source="text")
    bases = serializers.ListField(child=serializers.CharField())


class ApprovalSerializer(ApprovalBriefSerializer):
    """With the materials, form elements and shared facts of this matter, and of no other."""

    grounds = GroundSerializer(source="told.grounds", many=True)
    slots = SlotBriefSerializer(source="told.slots", many=True)
    form = AnswerSerializer(source="told.form", many=True)
    facts = SharedFactSerializer(source="told.facts", many=True)

    class Meta(ApprovalBriefSerializer.Meta):
        fields = (
            *ApprovalBriefSerializer.Meta.fields,
            "taken_up_at",
            "decided_at",
            "decided_by_name",
            "reason",
            "grounds",
            "slots",
            "form",
            "facts",
        )

    def to_representation(self, instance: Approval) -> dict[str, Any]:
        instance.told = {  # type: ignore[attr-defined]  # ours
            "grounds": grounds_of(instance),
            "slots": slots_for(instance),
            "form": [_answer(element, *said) for element, said in form_for(instance).items()],
            "facts": shared_facts(instance),
        }
        return super().to_representation(instance)


def _answer(element: str, label: Text, value: Text) -> dict[str, Any]:
    return {"element": element, "label": label, "value": value}


class DecideSerializer(serializers.Serializer[Any]):
    granted = serializers.BooleanField()
    reason = serializers.CharField(
        max_length=2000,
        required=False,
        default="",
        allow_blank=True,
        help_text="The applicant reads it. Of a denial by an officer it is added to `grounds`; "
        "required where the matter offers none.",
    )
    grounds = serializers.ListField(
        child=serializers.CharField(max_length=120),
        required=False,
        default=list,
        max_length=60,
        help_text="Of a denial: keys of `/approvals/{id}/grounds/`. A department's own system may "
        "leave them out.",
    )


class DefectSerializer(serializers.Serializer[Any]):
    """One thing to put right; `slot` or `element` say where, if it is at one place."""

    what = serializers.CharField(max_length=400)
    what_en = serializers.CharField(max_length=500, required=False, default="", allow_blank=True)
    slot = serializers.IntegerField(required=False, allow_null=True, default=None)
    element = serializers.CharField(max_length=64, required=False, default="", allow_blank=True)


class CorrectionRequestSerializer(serializers.Serializer[Any]):
    defects = DefectSerializer(many=True, allow_empty=True)
    deadline = serializers.DateField(required=False, allow_null=True, default=None)


class RefuseSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2000, allow_blank=True)
