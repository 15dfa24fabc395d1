"""A case: who holds it, since when, until when, and what its applicant must do."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from portal.accounts.actor import Actor
from windows.api.shapes.catalogue import AnswersSerializer
from windows.api.shapes.from_dataclass import shape_of
from windows.api.shapes.people import PartySerializer, PersonInCaseSerializer
from windows.api.shapes.slots import SlotSerializer
from windows.api.shapes.text import TextField
from windows.cases import story
from windows.cases.lanes import Lane
from windows.cases.missing import Missing, what_is_missing
from windows.cases.models import Case
from windows.cases.people import is_another_party
from windows.cases.queries import Read, slots_for
from windows.cases.sharing import Progress, sharing_progress
from windows.cases.states import EDITABLE, CaseState, Channel
from windows.cases.story import Duty, Happening
from windows.remedies.told import remedies_against_end

LaneSerializer = shape_of(Lane)
DutySerializer = shape_of(Duty)
MissingSerializer = shape_of(Missing)
ReadSerializer = shape_of(Read, name="PlannedRead")
ProgressSerializer = shape_of(Progress, name="SharingProgress")
HappeningSerializer = shape_of(Happening)


class CaseBriefSerializer(serializers.ModelSerializer[Case]):
    """办件, one line of a list."""

    thing = serializers.CharField(source="life_event_edition.life_event.code")
    name = TextField(source="life_event_edition", of="name")
    applicant = PersonInCaseSerializer()
    state = serializers.ChoiceField(CaseState.choices)

    class Meta:
        model = Case
        fields: tuple[str, ...] = (
            "number",
            "thing",
            "name",
            "applicant",
            "channel",
            "state",
            "created_at",
            "submitted_at",
            "intake_due_on",
            "accepted_at",
            "promised_on",
            "finished_at",
        )


class CaseSerializer(CaseBriefSerializer):
    """The whole case as this caller may see it: a party sees only what is about themselves."""

    status = TextField(
        source="told.status",
        help_text="Who holds it, since when, until when, and what happens if they say nothing.",
    )
    duty = DutySerializer(
        source="told.duty",
        allow_null=True,
        help_text="The one thing the caller must do next; null when nothing is asked of them.",
    )
    lanes = LaneSerializer(source="told.lanes", many=True, help_text="Departments side by side.")
    slots = SlotSerializer(source="told.slots", many=True)
    parties = PartySerializer(source="told.parties", many=True)
    missing = MissingSerializer(
        source="told.missing",
        many=True,
        help_text="All that keeps a draft or a correction from being handed in, at once.",
    )
    remedies = TextField(
        source="told.remedies",
        allow_null=True,
        help_text="Where to turn when the case was not accepted, lapsed or was revoked.",
    )
    sharing = ProgressSerializer(source="told.sharing", help_text="How far the reads are.")

    class Meta(CaseBriefSerializer.Meta):
        fields = (
            *CaseBriefSerializer.Meta.fields,
            "answers",
            "closed_reason",
            "status",
            "duty",
            "lanes",
            "slots",
            "parties",
            "missing",
            "remedies",
            "sharing",
        )

    def to_representation(self, instance: Case) -> dict[str, Any]:
        actor: Actor = self.context["view"].actor
        instance.told = _told(instance, actor)  # type: ignore[attr-defined]
        shown = super().to_representation(instance)
        if instance.state == CaseState.WITHDRAWN and is_another_party(instance, actor):
            shown["closed_reason"] = ""  # the applicant's own words
        return shown


def _told(case: Case, actor: Actor) -> dict[str, Any]:
    slots = list(slots_for(actor, case))
    for slot in slots:
        slot.case = case  # each asks its case for the plan
    is_whole = actor.is_staff or actor.acts_for(case.applicant_id)
    against = remedies_against_end(case)
    return {
        "status": story.status_line(case, actor),
        "duty": story.what_you_must_do(case, actor),
        "remedies": against.text if against else None,
        "lanes": story.lanes(case),
        "slots": slots,
        "parties": case.parties.select_related("applicant").order_by("pk"),
        "missing": what_is_missing(case) if is_whole and case.state in EDITABLE else (),
        "sharing": sharing_progress(case),
    }


class StartSerializer(AnswersSerializer):
    """The plan becomes a numbered draft."""

    thing = serializers.CharField(max_length=64, help_text="Code of the life event.")
    applicant = serializers.IntegerField(
        required=False, min_value=1, help_text="In whose name; see /api/v1/me/ or the desk."
    )
    channel = serializers.ChoiceField(Channel.choices, default=Channel.ONLINE)


class ConsentSerializer(serializers.Serializer[Any]):
    """What may be read; what is planned and not listed falls to the person to hand in."""

    resources = serializers.ListField(
        child=serializers.CharField(max_length=16), max_length=100, allow_empty=True
    )
    separately = serializers.ListField(
        child=serializers.CharField(max_length=16),
        max_length=100,
        allow_empty=True,
        required=False,
        help_text="Of these, the ones to whose sensitive fields the person agreed by themselves "
        "(个人信息保护法 art. 29); the others are read without them. Absent: all.",
    )
    role = serializers.CharField(
        max_length=40,
        required=False,
        default="",
        allow_blank=True,
        help_text="At the window: whose word it is.",
    )


class ConfirmSerializer(serializers.Serializer[Any]):
    resources = serializers.ListField(
        child=serializers.CharField(max_length=16), max_length=100, allow_empty=True
    )


class ReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2000, required=False, default="", allow_blank=True)
