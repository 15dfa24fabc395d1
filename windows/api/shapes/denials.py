"""After a denial: what is asked, and the answer."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from windows.api.shapes.text import TextField, column
from windows.approvals.models import Approval
from windows.denials.models import DenialQuestion
from windows.denials.queries import Asked
from windows.denials.states import Answer


class EndedPartSerializer(serializers.ModelSerializer[Approval]):
    """One matter of the case, with the reason for which it was denied or ended."""

    matter = serializers.CharField(source="matter_edition.matter.code")
    name = TextField(source="matter_edition", of="name")
    closed_reason = column("closed_reason")

    class Meta:
        model = Approval
        fields = ("matter", "name", "state", "reason", "closed_reason")


class AskedSerializer(serializers.Serializer[Asked]):
    """Without an answer by that day the others go on; `left` would end with “stop”."""

    answer_by = serializers.DateField(source="question.answer_by", allow_null=True)
    denied = EndedPartSerializer(many=True)
    ended = EndedPartSerializer(many=True)
    left = EndedPartSerializer(many=True)


class OpenDenialSerializer(serializers.Serializer[Any]):
    """`asked` is null when nothing waits for an answer."""

    asked = AskedSerializer(allow_null=True)


class DenialAnswerSerializer(serializers.Serializer[Any]):
    answer = serializers.CharField(max_length=20, help_text="continue or stop.")


class DenialQuestionSerializer(serializers.ModelSerializer[DenialQuestion]):
    answer = serializers.ChoiceField(Answer.choices)

    class Meta:
        model = DenialQuestion
        fields = ("answer", "how", "answered_at", "answered_by_name")
