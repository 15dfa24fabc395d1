from __future__ import annotations

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import path
from rest_framework import exceptions
from rest_framework.permissions import AllowAny
from rest_framework.views import APIView

from portal.accounts.api import ObtainToken
from portal.accounts.models import User
from portal.accounts.web import actor_behind, require
from portal.errors import DomainError, NotAllowed, NotFound, TooMany
from portal.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500"]


class OfficeClosed(DomainError):
    code = "office_closed"
    status = 409
    message = "%(office)s关门了。"
    what_to_do = "请 %(hour)s 点以后再来。"


def late() -> TooMany:
    refusal = TooMany()
    refusal.retry_after = 30
    return refusal


ERRORS = {
    "closed": lambda: OfficeClosed(office="<b>窗口</b>", hour=9, field="office", details=["x"]),
    "late": late,
    "denied": PermissionDenied,
    "gone": Http404,
    "not-found": NotFound,
    "suspicious": lambda: SuspiciousOperation("x"),
    "broken": ZeroDivisionError,
    "fields": lambda: exceptions.ValidationError({"a": [{"b": ["坏"]}, {}], "c": ["缺"]}),
    "one-field": lambda: exceptions.ValidationError({"c": ["缺"]}),
    "unparsed": exceptions.ParseError,
    "stranger": exceptions.NotAuthenticated,
    "forbidden": NotAllowed,
    "method": lambda: exceptions.MethodNotAllowed("PUT"),
    "unacceptable": exceptions.NotAcceptable,
    "strange": lambda: exceptions.APIException("x"),
}


def page(request, which):
    User.objects.filter(username="x").count()
    error = ERRORS[which]()
    raise error


class Call(APIView):
    permission_classes = (AllowAny,)

    def get(self, request, which):
        error = ERRORS[which]()
        raise error


@require("clerk", "officer")
def desk(request):
    from django.http import HttpResponse

    return HttpResponse(f"{actor_behind(request).name}{actor_behind(request).kind}")


urlpatterns = [
    *urlpatterns,
    path("test/desk/", desk),
    path("test/<which>/", page),
    path("api/test/<which>/", Call.as_view()),
    path("api/v1/token/", ObtainToken.as_view()),
]
