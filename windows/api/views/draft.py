"""From the plan to the receipt: join, agree, fill in, submit, withdraw, put right."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from portal.accounts.errors import IdNumberRefused, NameMissing
from portal.errors import MoveRefused
from portal.states.move_table import MoveNotAllowed
from windows.api.describe import ON_KEY, ON_NEW_KEY, describe
from windows.api.door import Door, acts, creates, sent
from windows.api.shapes.cases import (
    CaseSerializer,
    ConfirmSerializer,
    ConsentSerializer,
    ReadSerializer,
    ReasonSerializer,
)
from windows.api.shapes.form import (
    FormFault,
    FormFaultSerializer,
    FormFieldSerializer,
    SavedSerializer,
    ValuesSerializer,
    form_fields,
)
from windows.api.shapes.people import NamePartySerializer, PartySerializer
from windows.api.views.cases import told
from windows.cases import actions
from windows.cases.people import APPLICANT
from windows.cases.queries import case_for, reads_of
from windows.corrections.actions import answer_correction
from windows.errors import (
    AlreadyDecided,
    AlreadySubmitted,
    CaseNotFound,
    IncompleteCase,
    NotYourApplicant,
    PartyConfirmed,
    PartyIsApplicant,
    PartyNameDiffers,
    ReasonMissing,
    UnknownParty,
)
from windows.locks import lock_case

TAG = "cases"
PARTY = {"role": "buyer", "name": "王小明", "id_number": "330106199001011234", "phone": ""}


class Parties(Door):
    @describe(
        "name_party",
        "填写共同申请人 · Say who else joins; they confirm themselves",
        tag=TAG,
        request=NamePartySerializer,
        answer=PartySerializer,
        status=201,
        refuses=(
            *ON_NEW_KEY,
            CaseNotFound,
            NotYourApplicant,
            UnknownParty,
            PartyIsApplicant,
            PartyNameDiffers,
            PartyConfirmed,
            NameMissing,
            IdNumberRefused,
            MoveRefused,
        ),
        examples=[OpenApiExample("the buyer", value=PARTY, request_only=True)],
    )
    @creates
    def post(self, request: Request, number: str) -> Response:
        case = case_for(self.actor, number)
        party = actions.name_party(case, actor=self.actor, **sent(NamePartySerializer, request))
        return Response(PartySerializer(party).data, status=201)


class ConfirmParty(Door):
    @describe(
        "confirm_party",
        "共同申请人确认 · The party joins and says what may be read about them",
        tag=TAG,
        description="By the person themselves, or by a clerk who has seen their card.",
        request=ConfirmSerializer,
        answer=PartySerializer,
        refuses=(*ON_KEY, CaseNotFound, MoveRefused),
    )
    @acts
    def post(self, request: Request, number: str, role: str) -> Response:
        case = case_for(self.actor, number)
        resources = sent(ConfirmSerializer, request)["resources"]
        party = actions.confirm_party(case, resources=resources, actor=self.actor, role=role)
        return Response(PartySerializer(party).data)


class Consents(Door):
    @describe(
        "list_planned_reads",
        "待授权的数据 · What would be read about the caller, and what it spares them",
        tag=TAG,
        answer=ReadSerializer(many=True),
        refuses=(CaseNotFound,),
        parameters=[OpenApiParameter("role", str, description="At the window: about whom.")],
    )
    def get(self, request: Request, number: str) -> Response:
        case = case_for(self.actor, number)
        role = request.query_params.get("role", "") or APPLICANT
        if not self.actor.is_staff and not self.actor.acts_for(case.applicant_id):
            mine = case.parties.filter(applicant__in=self.actor.applicant_ids).order_by("pk")
            role = mine[0].role
        return Response(ReadSerializer(reads_of(case, role), many=True).data)

    @describe(
        "agree_to_reads",
        "同意共享数据 · Agree to these reads; the others fall to the person",
        tag=TAG,
        description="A consent is for this case alone. The reads start at once, in parallel.",
        request=ConsentSerializer,
        answer=CaseSerializer,
        status=201,
        refuses=(*ON_NEW_KEY, CaseNotFound, MoveRefused),
        examples=[
            OpenApiExample(
                "two registers", value={"resources": ["DS02", "DS13"]}, request_only=True
            )
        ],
    )
    @creates
    def post(self, request: Request, number: str) -> Response:
        case = case_for(self.actor, number)
        body = sent(ConsentSerializer, request)
        actions.agree_to_reads(case, actor=self.actor, **body)
        return Response(told(self, case), status=201)


class Form(Door):
    @describe(
        "get_form",
        "申请表 · The one form, prefilled from what was read",
        tag=TAG,
        answer=FormFieldSerializer(many=True),
        refuses=(CaseNotFound, NotYourApplicant),
    )
    def get(self, request: Request, number: str) -> Response:
        case = case_for(self.actor, number)
        if not self.actor.is_staff and not self.actor.acts_for(case.applicant_id):
            raise NotYourApplicant
        return Response(FormFieldSerializer(form_fields(case, actor=self.actor), many=True).data)

    @describe(
        "save_form",
        "保存申请表 · Keep what was typed, right or wrong, and say what is wrong",
        tag=TAG,
        request=ValuesSerializer,
        answer=SavedSerializer,
        refuses=(*ON_KEY, CaseNotFound, NotYourApplicant, MoveRefused),
    )
    @acts
    def post(self, request: Request, number: str) -> Response:
        case = case_for(self.actor, number)
        values = sent(ValuesSerializer, request)["values"]
        saved = actions.save_form(case, values=values, actor=self.actor)
        faults = [FormFault(element, message) for element, message in saved.faults.items()]
        told_faults = FormFaultSerializer(faults, many=True).data
        return Response({"complete": saved.is_complete, "faults": told_faults})


class Submit(Door):
    @describe(
        "submit_case",
        "提交申请 · Hand in",
        tag=TAG,
        description="What is missing comes back all at once in `details` of `incomplete_case`.",
        answer=CaseSerializer,
        refuses=(
            *ON_KEY,
            CaseNotFound,
            NotYourApplicant,
            IncompleteCase,
            AlreadySubmitted,
            MoveRefused,
            MoveNotAllowed,
        ),
    )
    @acts
    def post(self, request: Request, number: str) -> Response:
        case = lock_case(case_for(self.actor, number).pk)
        # `submit` finds the first one and says nothing; a program is told that it came twice.
        if case.submitted_at is not None:
            raise AlreadySubmitted
        return Response(told(self, actions.submit(case, actor=self.actor)))


class Withdraw(Door):
    @describe(
        "withdraw_case",
        "撤回申请 · Take it back, until the first department has decided",
        tag=TAG,
        request=ReasonSerializer,
        answer=CaseSerializer,
        refuses=(
            *ON_KEY,
            CaseNotFound,
            NotYourApplicant,
            AlreadyDecided,
            MoveRefused,
            ReasonMissing,
        ),
    )
    @acts
    def post(self, request: Request, number: str) -> Response:
        case = case_for(self.actor, number)
        reason = sent(ReasonSerializer, request)["reason"]
        return Response(told(self, actions.withdraw(case, reason=reason, actor=self.actor)))


class AnswerCorrection(Door):
    @describe(
        "answer_correction",
        "补正完成 · All is put right: back to whoever asked, the clock runs on",
        tag=TAG,
        answer=CaseSerializer,
        refuses=(*ON_KEY, CaseNotFound, NotYourApplicant, IncompleteCase, MoveRefused),
    )
    @acts
    def post(self, request: Request, number: str) -> Response:
        case = case_for(self.actor, number)
        return Response(told(self, answer_correction(case, actor=self.actor)))
