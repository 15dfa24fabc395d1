"""The data lists: demands, duties, gaps."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from datasharing.lists.demand.models import DataDemand
from datasharing.lists.demand.states import DemandState, Way
from datasharing.lists.duties.duty import ObligationKind
from windows.api.shapes.text import TEXT_SCHEMA, TextField, column, pair
from windows.gaps.queries import PERIODS, Gap

MOST = 100


class DataSourceSerializer(serializers.Serializer[Any]):
    """One source by which the paper could be spared."""

    way = serializers.ChoiceField(Way.choices)
    ref = serializers.CharField(help_text="Interface, matter, or kind of material.")
    name = serializers.CharField()
    name_en = serializers.CharField(allow_blank=True)
    owner = serializers.CharField(allow_blank=True)
    owner_en = serializers.CharField(allow_blank=True)
    is_connected = serializers.BooleanField()


class DataDemandSerializer(serializers.ModelSerializer[DataDemand]):
    """One requirement of a matter, and whether data could take its place."""

    matter = serializers.CharField(source="matter.code")
    matter_name = TextField(of="name", source="edition")
    requirement = serializers.CharField(source="key")
    name = column("name")
    department = serializers.CharField(source="department.code")
    owner = serializers.CharField(
        source="owner.code", allow_null=True, default=None, help_text="Of the catalogue, or null."
    )
    owner_name = column("owner_name")
    sources = DataSourceSerializer(many=True)
    state = serializers.ChoiceField(DemandState.choices)
    way = serializers.ChoiceField(Way.choices)
    due_on = serializers.DateField(allow_null=True, help_text="By when the owner owes a thing.")
    is_late = serializers.BooleanField()

    class Meta:
        model = DataDemand
        fields: ClassVar[tuple[str, ...]] = (
            "id", "matter", "matter_name", "requirement", "name", "department", "owner",
            "owner_name", "way", "sources", "is_connected", "state", "note", "asked_on",
            "answer_due_on", "planned_on", "reason", "due_on", "is_late",
        )  # fmt: skip


class ObligationSerializer(serializers.Serializer[Any]):
    """One thing that the department owes."""

    kind = serializers.ChoiceField(ObligationKind.choices)
    id = serializers.IntegerField(source="pk", help_text="Of the demand, dispute or question.")
    what = TextField()
    owed_to = TextField()
    due_on = serializers.DateField(allow_null=True)
    is_late = serializers.BooleanField()
    since = serializers.DateField()


class GapSerializer(serializers.Serializer[Gap]):
    """One requirement, by how many cases handed the paper in."""

    place = serializers.IntegerField(source="line.place")
    matter = serializers.CharField(source="line.matter_code")
    requirement = serializers.CharField(source="line.requirement")
    name = TextField()
    matter_name = TextField()
    cases = serializers.IntegerField(source="line.cases")
    at_window = serializers.IntegerField(source="line.at_window")
    demand = serializers.IntegerField(source="demand.pk", allow_null=True, default=None)
    state = serializers.ChoiceField(
        DemandState.choices, source="demand.state", allow_null=True, default=None
    )
    owner_name = serializers.SerializerMethodField()

    @extend_schema_field(TEXT_SCHEMA)
    def get_owner_name(self, gap: Gap) -> dict[str, str]:
        return pair(gap.owner_name)


class PlaceSerializer(serializers.Serializer[Any]):
    """Where in a ranking a page begins."""

    after = serializers.IntegerField(min_value=0, max_value=10**6, default=0)
    limit = serializers.IntegerField(min_value=1, max_value=MOST, default=20)


class DutiesAskedSerializer(PlaceSerializer):
    kind = serializers.ChoiceField(ObligationKind.choices, required=False)
    late = serializers.BooleanField(default=False)


class GapsAskedSerializer(PlaceSerializer):
    days = serializers.ChoiceField([(each, str(each)) for each in PERIODS], required=False)
    state = serializers.ChoiceField(DemandState.choices, required=False)


class DutiesSerializer(serializers.Serializer[Any]):
    next = serializers.IntegerField(allow_null=True, help_text="`after` of the next page.")
    results = ObligationSerializer(many=True)


class GapsSerializer(serializers.Serializer[Any]):
    first = serializers.DateField()
    last = serializers.DateField()
    next = serializers.IntegerField(allow_null=True, help_text="`after` of the next page.")
    results = GapSerializer(many=True)
