"""The one set of material."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from materials.documents.states import ScanState
from materials.models import Document, Licence
from services.catalogue.spec import Necessity, SourceKind
from windows.api.shapes.from_dataclass import choice_of
from windows.api.shapes.text import TextField, column
from windows.cases.actions.hand_in import may_commit
from windows.cases.models import MaterialSlot


class DocumentSerializer(serializers.ModelSerializer[Document]):
    """A stored file; `url` gives its bytes to whoever may read it.

    `level` is how far it is trusted: A issued by an authority, B checked against the original,
    C uploaded, D made by the person.
    """

    media_type = serializers.CharField(source="blob.media_type")
    size = serializers.IntegerField(source="blob.size", help_text="Bytes.")
    material = serializers.CharField(source="material_type.code", default=None, allow_null=True)
    scan = choice_of(
        ScanState, source="blob.state", help_text="Readable when `clean` or `not_scanned`."
    )
    url = serializers.HyperlinkedIdentityField(
        view_name="api:document", lookup_url_kwarg="document_id"
    )

    class Meta:
        model = Document
        fields = (
            "id",
            "filename",
            "media_type",
            "size",
            "material",
            "level",
            "valid_until",
            "created_at",
            "scan",
            "url",
        )


class LicenceSerializer(serializers.ModelSerializer[Licence]):
    """电子证照. `state` 01 is in force; anyone who has `verify_url` may check it."""

    name = column("name")
    department = TextField(of="name")
    verify_url = serializers.HyperlinkedIdentityField(
        view_name="licence_verify", lookup_field="token"
    )

    class Meta:
        model = Licence
        fields = (
            "number",
            "identifier",
            "name",
            "department",
            "case_number",
            "issued_on",
            "valid_until",
            "state",
            "verify_url",
        )


class SlotBriefSerializer(serializers.ModelSerializer[MaterialSlot]):
    """One material of the case, once, however many matters need it."""

    material = serializers.CharField(source="material_type.code")
    name = column("name")
    note = column("note", help_text="Why it must be handed in (again).")
    necessity = choice_of(Necessity)
    source_kind = choice_of(SourceKind)
    document = DocumentSerializer(allow_null=True)
    licence = serializers.CharField(source="licence.number", default=None, allow_null=True)
    is_there = serializers.BooleanField(
        source="is_satisfied", help_text="Nobody needs to do anything more for it."
    )

    class Meta:
        model = MaterialSlot
        fields: tuple[str, ...] = (
            "id",
            "material",
            "name",
            "party_role",
            "necessity",
            "source_kind",
            "source_ref",
            "state",
            "is_there",
            "note",
            "document",
            "licence",
            "checked",
            "original_at_window",
        )


class SlotSerializer(SlotBriefSerializer):
    may_promise = serializers.SerializerMethodField(
        help_text="A signed commitment may stand for it (告知承诺)."
    )

    class Meta(SlotBriefSerializer.Meta):
        fields = (*SlotBriefSerializer.Meta.fields, "may_promise")

    def get_may_promise(self, slot: MaterialSlot) -> bool:
        return may_commit(slot.case, slot)


class UploadSerializer(serializers.Serializer[Any]):
    """A file, or the id of one handed in before (material library)."""

    file = serializers.FileField(required=False, use_url=False, allow_empty_file=True)
    document = serializers.UUIDField(required=False)


class CheckSerializer(serializers.Serializer[Any]):
    good = serializers.BooleanField()
    remark = serializers.CharField(
        max_length=300, required=False, default="", allow_blank=True, help_text="Needed when bad."
    )


class PromiseTextSerializer(serializers.Serializer[Any]):
    text = TextField(help_text="What is promised, and what a false promise costs.")
