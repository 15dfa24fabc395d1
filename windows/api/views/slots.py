"""One material of a case: a file, a signed promise, the clerk's look at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from materials.documents.refused import refused_uploads_recorded
from materials.errors import (
    DocumentCarriesFiles,
    DocumentDamaged,
    DocumentDoesThings,
    DocumentEmpty,
    DocumentExtensionMismatch,
    DocumentInfected,
    DocumentLocked,
    DocumentNameRefused,
    DocumentNotFound,
    DocumentPictureTooLarge,
    DocumentQuarantined,
    DocumentTooLarge,
    DocumentTwoInOne,
    DocumentTypeRefused,
    DocumentUnavailable,
    DocumentUnpacksTooMuch,
)
from materials.queries import document_for
from portal.accounts.roles import Role
from portal.errors import MoveRefused
from portal.states.move_table import MoveNotAllowed
from windows.api.describe import ON_KEY, ON_NEW_KEY, describe
from windows.api.door import Door, Method, Parsers, acts, creates, sent
from windows.api.errors import FileMissing
from windows.api.shapes.slots import (
    CheckSerializer,
    PromiseTextSerializer,
    SlotSerializer,
    UploadSerializer,
)
from windows.cases import actions
from windows.cases.actions.hand_in import commitment_text
from windows.cases.models import MaterialSlot
from windows.cases.people import person_in
from windows.cases.queries import slot_for
from windows.errors import (
    CaseNotFound,
    DocumentNotTheirs,
    NoCommitmentHere,
    ReasonMissing,
    SlotNotByHand,
    TellInNotice,
    UnknownParty,
)
from windows.intake.actions import check_material

TAG = "materials"
ON_SLOT = (CaseNotFound, SlotNotByHand, UnknownParty, MoveRefused)


def records_refused_uploads(method: Method) -> Method:
    """Outside the transaction of the act: see `refused_uploads_recorded`."""

    @wraps(method)
    def guarded(view: Any, request: Request, number: str, slot_id: int) -> Response:
        slot = slot_for(view.actor, number, slot_id)
        person = person_in(slot.case, slot.party_role)
        with refused_uploads_recorded(person, actor=view.actor):
            return method(view, request, number=number, slot_id=slot_id)

    kept: Callable[..., Response] = guarded
    return kept


class SlotDocument(Door):
    parser_classes: Parsers = (MultiPartParser, JSONParser)

    @describe(
        "hand_in_document",
        "提交材料 · Hand in a file, or use one handed in before",
        tag=TAG,
        description="multipart/form-data with `file` (PDF, JPEG, PNG or OFD; the bytes decide), or "
        "JSON with `document`. Replaces an earlier one until the case is accepted.",
        request={
            "multipart/form-data": UploadSerializer,
            "application/json": UploadSerializer,
        },
        answer=SlotSerializer,
        status=201,
        refuses=(
            *ON_NEW_KEY,
            *ON_SLOT,
            FileMissing,
            DocumentEmpty,
            DocumentNameRefused,
            DocumentTooLarge,
            DocumentTypeRefused,
            DocumentExtensionMismatch,
            DocumentTwoInOne,
            DocumentDoesThings,
            DocumentCarriesFiles,
            DocumentUnpacksTooMuch,
            DocumentPictureTooLarge,
            DocumentLocked,
            DocumentDamaged,
            DocumentInfected,
            DocumentQuarantined,
            DocumentUnavailable,
            DocumentNotFound,
            DocumentNotTheirs,
        ),
    )
    @records_refused_uploads
    @creates
    def post(self, request: Request, number: str, slot_id: int) -> Response:
        slot = slot_for(self.actor, number, slot_id)
        body = sent(UploadSerializer, request)
        if "file" in body:
            actions.attach_upload(slot, upload=body["file"], actor=self.actor)
        elif "document" in body:
            document = document_for(self.actor, body["document"])
            actions.attach_document(slot, document=document, actor=self.actor)
        else:
            raise FileMissing(field="file")
        return Response(_told(self, slot), status=201)


class SlotPromise(Door):
    @describe(
        "get_promise",
        "承诺书 · What would be promised in place of the proof",
        tag=TAG,
        answer=PromiseTextSerializer,
        refuses=(CaseNotFound,),
    )
    def get(self, request: Request, number: str, slot_id: int) -> Response:
        slot = slot_for(self.actor, number, slot_id)
        return Response(PromiseTextSerializer({"text": commitment_text(slot.case, slot)}).data)

    @describe(
        "sign_promise",
        "签署承诺 · Sign a promise in place of the proof (告知承诺)",
        tag=TAG,
        answer=SlotSerializer,
        status=201,
        refuses=(*ON_NEW_KEY, *ON_SLOT, NoCommitmentHere),
    )
    @creates
    def post(self, request: Request, number: str, slot_id: int) -> Response:
        slot = slot_for(self.actor, number, slot_id)
        actions.sign_slot_commitment(slot, actor=self.actor)
        return Response(_told(self, slot), status=201)


class SlotByHand(Door):
    @describe(
        "choose_upload",
        "改为自己提交 · Rather hand it in than have it read or promised",
        tag=TAG,
        answer=SlotSerializer,
        refuses=(*ON_KEY, *ON_SLOT),
    )
    @acts
    def post(self, request: Request, number: str, slot_id: int) -> Response:
        slot = slot_for(self.actor, number, slot_id)
        actions.choose_upload(slot, actor=self.actor)
        return Response(_told(self, slot))


class SlotCheck(Door):
    roles = (Role.CLERK,)

    @describe(
        "check_material",
        "核对材料 · A clerk ticks it off, or finds it wanting",
        tag="desk",
        request=CheckSerializer,
        answer=SlotSerializer,
        refuses=(*ON_KEY, CaseNotFound, ReasonMissing, TellInNotice, MoveRefused, MoveNotAllowed),
        roles=True,
    )
    @acts
    def post(self, request: Request, number: str, slot_id: int) -> Response:
        slot = slot_for(self.actor, number, slot_id)
        body = sent(CheckSerializer, request)
        check_material(slot, is_good=body["good"], remark=body["remark"], actor=self.actor)
        return Response(_told(self, slot))


def _told(view: Door, slot: MaterialSlot) -> Any:
    fresh = slot_for(view.actor, slot.case.number, slot.pk)
    return SlotSerializer(fresh, context={"request": view.request}).data
