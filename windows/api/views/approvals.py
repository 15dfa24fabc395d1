"""The inbox of an officer, or of a department's own business system."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import DateField, F, QuerySet, Value
from django.db.models.functions import Coalesce
from drf_spectacular.utils import OpenApiExample
from rest_framework.request import Request
from rest_framework.response import Response

from portal.accounts.roles import Role
from portal.errors import MoveRefused
from windows.api.describe import ON_LIST, describe
from windows.api.door import Door, ListDoor, acts, sent
from windows.api.filters import ApprovalFilter
from windows.api.shapes.approvals import (
    ApprovalBriefSerializer,
    ApprovalSerializer,
    DecideSerializer,
    GroundSerializer,
)
from windows.api.signed_only import ActsOnApproval
from windows.api.views.refusals import ON_PART, records_refusals
from windows.approvals.actions import take_up
from windows.approvals.models import UNDATED, Approval
from windows.approvals.policy import DECIDERS, visible_approvals
from windows.approvals.queries import approval_for, approvals
from windows.approvals.states import IN_INBOX
from windows.assignments.errors import LevelTooLow, ProposalDiffers, SignedAlready
from windows.assignments.signing import sign
from windows.deferred.errors import StillToFollow
from windows.errors import ApprovalNotFound, ReasonMissing, RenewedBySilence
from windows.reasons.errors import GroundMissing, GroundUnknown
from windows.reasons.offered import offered

TAG = "approvals"
READERS = (*DECIDERS, Role.SUPERVISOR)


class Approvals(ListDoor):
    """What reached this department, nearest deadline first, undated last; no rehearsals."""

    roles = READERS
    serializer_class = ApprovalBriefSerializer
    filterset_class = ApprovalFilter
    keyset: ClassVar[tuple[str, ...]] = ("due", "pk")

    def get_queryset(self) -> QuerySet[Approval]:
        by_due = Coalesce(F("due_on"), Value(UNDATED), output_field=DateField())
        mine = approvals().filter(visible_approvals(self.actor), case__is_rehearsal=False)
        found = mine.annotate(due=by_due).defer("case__plan", "case__form", "case__answers")
        if any(self.request.query_params.getlist("state")):
            return found
        return found.filter(state__in=IN_INBOX)

    @describe(
        "list_approvals",
        "部门待办 · The inbox of the caller's department",
        tag=TAG,
        answer=ApprovalBriefSerializer(many=True),
        refuses=ON_LIST,
        roles=True,
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


class OneApproval(Door):
    roles = READERS

    @describe(
        "get_approval",
        "审批详情 · What this matter needs of the case, and no more",
        tag=TAG,
        answer=ApprovalSerializer,
        refuses=(ApprovalNotFound,),
        roles=True,
    )
    def get(self, request: Request, approval_id: int) -> Response:
        return Response(_told(self, approval_id))


class Grounds(Door):
    roles = READERS

    @describe(
        "list_grounds",
        "不予许可的理由 · What a denial of this part may rest on",
        tag=TAG,
        description="The requirements, conditions and articles of the edition that the case began "
        "with, in both languages. `decide` takes their keys.",
        answer=GroundSerializer(many=True),
        refuses=(ApprovalNotFound,),
        roles=True,
    )
    def get(self, request: Request, approval_id: int) -> Response:
        found = offered(approval_for(self.actor, approval_id))
        return Response(GroundSerializer(found, many=True).data)


class TakeUp(ActsOnApproval):
    roles = DECIDERS

    @describe(
        "take_up_approval",
        "开始审查 · Begin the examination",
        tag=TAG,
        answer=ApprovalSerializer,
        refuses=(*ON_PART, MoveRefused),
        roles=True,
    )
    @records_refusals
    @acts
    def post(self, request: Request, approval_id: int) -> Response:
        take_up(approval_for(self.actor, approval_id), actor=self.actor)
        return Response(_told(self, approval_id))


class Decide(ActsOnApproval):
    roles = DECIDERS

    @describe(
        "decide_approval",
        "作出决定 · Grant or deny; a denial has a reason",
        tag=TAG,
        description="Granted: the outputs are issued and what waited for them is sent on. Denied: "
        "only what needed this output ends with it. The last decision finishes the case. Where a "
        "department signs at several levels, an officer's answer is a proposal until the last "
        "level has signed: `state` stays as it was. Each next level signs the same, or sends it "
        "down in the portal.",
        request=DecideSerializer,
        answer=ApprovalSerializer,
        refuses=(
            *ON_PART,
            ReasonMissing,
            GroundMissing,
            GroundUnknown,
            RenewedBySilence,
            LevelTooLow,
            SignedAlready,
            ProposalDiffers,
            StillToFollow,
            MoveRefused,
        ),
        examples=[
            OpenApiExample("grant", value={"granted": True}, request_only=True),
            OpenApiExample(
                "deny",
                value={
                    "granted": False,
                    "grounds": ["requirement:a_contract"],
                    "reason": "合同缺第三页",
                },
                request_only=True,
            ),
        ],
        roles=True,
    )
    @records_refusals
    @acts
    def post(self, request: Request, approval_id: int) -> Response:
        approval = approval_for(self.actor, approval_id)
        sign(approval, actor=self.actor, **sent(DecideSerializer, request))
        return Response(_told(self, approval_id))


def _told(view: Door, approval_id: int) -> Any:
    fresh = approval_for(view.actor, approval_id)
    return ApprovalSerializer(fresh, context={"request": view.request}).data
