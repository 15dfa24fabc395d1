"""What the portal sends to a department's system, for the OpenAPI document."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiResponse, OpenApiWebhook, extend_schema
from rest_framework import serializers

from windows.departments.events import DISPATCHED, ENDED, EVENTS, TEST


class DeliveredMatterSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    edition = serializers.IntegerField(help_text="The edition that the case was begun under.")


class DeliveredApplicantSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    name = serializers.CharField()
    id_type = serializers.CharField()
    id_number = serializers.CharField()


class DeliveredFieldSerializer(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]  # as below
    value = serializers.CharField(allow_blank=True)


class DeliveredMaterialSerializer(serializers.Serializer[Any]):
    slot = serializers.IntegerField(help_text="What to name in `missing`.")
    name = serializers.CharField()
    type = serializers.CharField()
    state = serializers.CharField()
    document = serializers.CharField(
        allow_null=True, help_text="Its file: GET /api/v1/documents/{document}/ with your token."
    )


class DeliveredRecordSerializer(serializers.Serializer[Any]):
    # Called like an attribute of the class, which sets its declared fields aside before they clash.
    record = serializers.CharField(
        help_text="What tells it apart in the register, such as `water`; empty where nothing does."
    )
    name = serializers.CharField(help_text="That in words.")
    fields = serializers.DictField(  # type: ignore[assignment]  # see above
        child=serializers.CharField()
    )


class DeliveredFactSerializer(serializers.Serializer[Any]):
    # Called like an attribute of the class: see above.
    source = serializers.CharField()  # type: ignore[assignment]  # see above
    about = serializers.CharField(help_text="Whose record, masked.")
    records = DeliveredRecordSerializer(many=True, help_text="Only those that concern this matter.")


class DeliveredStopSerializer(serializers.Serializer[Any]):
    ground = serializers.CharField()
    reason = serializers.CharField()
    expected_days = serializers.IntegerField(allow_null=True)


class DepartmentDeliverySerializer(serializers.Serializer[Any]):
    """One message. `system.test` has nothing but its event."""

    event = serializers.ChoiceField(choices=[*EVENTS, TEST])
    case = serializers.CharField(required=False)
    approval = serializers.IntegerField(
        required=False, help_text="The department's part of the case; answers name both."
    )
    matter = DeliveredMatterSerializer(required=False)
    state = serializers.CharField(required=False)
    due_on = serializers.DateField(required=False, allow_null=True)
    statutory_on = serializers.DateField(required=False, allow_null=True)
    dispatched_at = serializers.DateTimeField(required=False, allow_null=True)
    counts_from = serializers.DateField(required=False, allow_null=True)
    applicant = DeliveredApplicantSerializer(required=False)
    form = serializers.DictField(
        child=DeliveredFieldSerializer(), required=False, help_text="By element."
    )
    materials = DeliveredMaterialSerializer(many=True, required=False)
    facts = DeliveredFactSerializer(many=True, required=False)
    stop = DeliveredStopSerializer(required=False, allow_null=True)
    reason = serializers.CharField(required=False, allow_blank=True)


_TOLD = """\
`POST` to the address of the department's system, with the headers `Idempotency-Key` (the same at
every try, and so is the body), `Portal-Timestamp`, `Portal-Key-Id` and `Portal-Signature`
(`v1=<hex>`, or two with a comma between while the secret is being changed: one that fits is
enough). How to check them, which answer means what, and when the next try comes is in
docs/department-systems.md. Answer once it is safely kept, and decide later, by
`POST /api/v1/callbacks/`.

Messages about one part come in order: the next one only after you have taken the one before.
"""

_EXAMPLE = {
    "event": DISPATCHED,
    "case": "330100-20261122-000001-7",
    "approval": 12,
    "matter": {"code": "M0201", "name": "不动产转移登记", "edition": 3},
    "state": "dispatched",
    "due_on": "2026-11-27",
    "statutory_on": "2027-01-05",
    "applicant": {
        "kind": "person",
        "name": "王小明",
        "id_type": "resident_id",
        "id_number": "330102199001011234",
    },
    "dispatched_at": "2026-11-22T09:30:00+08:00",
    "counts_from": "2026-11-22",
    "form": {"phone": {"label": "联系电话", "value": "13800138000"}},
    "materials": [
        {
            "slot": 41,
            "name": "购房合同",
            "type": "contract",
            "state": "provided",
            "document": "0c1f7a52-4c3e-4a52-9d6b-3f8f2a6f9d10",
        }
    ],
    "facts": [],
}

DELIVERY = OpenApiWebhook(
    name="department_delivery",
    decorator=extend_schema(
        operation_id="department_delivery",
        summary="发给部门系统的消息 · A message to a department's system",
        description=_TOLD,
        tags=["department systems"],
        request=DepartmentDeliverySerializer,
        responses={
            202: OpenApiResponse(description="Kept. Any 2xx says so; the body is not read."),
            409: OpenApiResponse(description="This key is known: kept before."),
            401: OpenApiResponse(description="The signature or the time is wrong: people look."),
            503: OpenApiResponse(description="Not now: tried again, for some thirty hours."),
        },
        examples=[
            OpenApiExample("dispatched", value=_EXAMPLE, request_only=True),
            OpenApiExample(
                "ended",
                value={
                    "event": ENDED,
                    "case": "330100-20261122-000001-7",
                    "approval": 12,
                    "matter": {"code": "M0201", "name": "不动产转移登记", "edition": 3},
                    "state": "not_needed",
                    "due_on": None,
                    "statutory_on": None,
                    "reason": "申请人撤回了申请",
                },
                request_only=True,
            ),
            OpenApiExample("test", value={"event": TEST}, request_only=True),
        ],
    ),
)
