"""After a denial: is the rest still wanted?"""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from windows.api.describe import ON_KEY, describe
from windows.api.door import Door, acts, sent
from windows.api.shapes.denials import (
    DenialAnswerSerializer,
    DenialQuestionSerializer,
    OpenDenialSerializer,
)
from windows.cases.queries import own_case_for
from windows.denials.actions import answer_denial
from windows.denials.errors import DenialAnswered, NothingAsked, NothingLeft, UnknownAnswer
from windows.denials.queries import asked_of
from windows.errors import CaseNotFound, NotYourApplicant

TAG = "cases"


class Denial(Door):
    @describe(
        "get_denial",
        "不予许可后的询问 · What is asked when one matter was denied",
        tag=TAG,
        answer=OpenDenialSerializer,
        refuses=(CaseNotFound, NotYourApplicant),
    )
    def get(self, request: Request, number: str) -> Response:
        asked = asked_of(own_case_for(self.actor, number))
        return Response(OpenDenialSerializer({"asked": asked}).data)

    @describe(
        "answer_denial",
        "其余的还要不要办 · Say whether the rest is still wanted, once",
        tag=TAG,
        description="By the applicant, or by a clerk for the applicant who stands there.",
        request=DenialAnswerSerializer,
        answer=DenialQuestionSerializer,
        refuses=(
            *ON_KEY,
            CaseNotFound,
            NotYourApplicant,
            UnknownAnswer,
            NothingAsked,
            NothingLeft,
            DenialAnswered,
        ),
    )
    @acts
    def post(self, request: Request, number: str) -> Response:
        case = own_case_for(self.actor, number)
        answer = sent(DenialAnswerSerializer, request)["answer"]
        question = answer_denial(case, answer=answer, actor=self.actor)
        return Response(DenialQuestionSerializer(question).data)
