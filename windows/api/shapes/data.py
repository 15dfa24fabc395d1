"""The data catalogue: what is shared, on what terms, and who reads it for what."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from datasharing.lists.catalogue.queries import readers_of
from datasharing.models import DataResource, SharingPermission
from windows.api.shapes.text import TextField, column


class DataFieldSerializer(serializers.Serializer[dict[str, Any]]):
    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # `label` is a column of ours
    label_en = serializers.CharField()
    sensitive = serializers.BooleanField()


class DataResourceSerializer(serializers.ModelSerializer[DataResource]):
    """One line of the catalogue."""

    name = column("name")
    provider = column("provider_name")
    sharing_ground = column("sharing_ground")
    quality_note = column("quality_note")
    fields_offered = DataFieldSerializer(source="fields", many=True)
    is_connected = serializers.SerializerMethodField()

    class Meta:
        model = DataResource
        fields: tuple[str, ...] = (
            "code",
            "name",
            "provider",
            "sharing",
            "sharing_ground",
            "update_cycle",
            "quality_note",
            "fields_offered",
            "is_connected",
        )

    def get_is_connected(self, resource: DataResource) -> bool:
        return bool(resource.connector)


class ReaderSerializer(serializers.ModelSerializer[SharingPermission]):
    """A department that may read it today."""

    department = TextField(of="name", source="asker")
    purpose = column("purpose")

    class Meta:
        model = SharingPermission
        fields = ("department", "purpose", "matters", "conditions", "valid_until")


class DataResourceWholeSerializer(DataResourceSerializer):
    readers = serializers.SerializerMethodField()

    class Meta(DataResourceSerializer.Meta):
        fields = (*DataResourceSerializer.Meta.fields, "readers")

    @extend_schema_field(ReaderSerializer(many=True))
    def get_readers(self, resource: DataResource) -> Any:
        return ReaderSerializer(readers_of([resource])[resource.pk], many=True).data
