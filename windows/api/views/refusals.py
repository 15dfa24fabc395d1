"""What every act on an approval may be told, and which of it is written down."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from portal.errors import BadInput
from windows.api.describe import ON_KEY, Refusals
from windows.api.door import Method
from windows.approvals.queries import approval_for
from windows.approvals.refused import record_refused_stop, refusals_recorded
from windows.assignments.errors import GivenToAnother, OwnCase, TookItIn
from windows.departments.errors import UseCallbacks
from windows.errors import ApprovalClosed, ApprovalNotFound

ON_PART: Refusals = (
    *ON_KEY,
    ApprovalNotFound,
    ApprovalClosed,
    TookItIn,
    OwnCase,
    GivenToAnother,
    UseCallbacks,
)
"""Of whoever decides: theirs, nobody's relative, not over, and signed where it must be."""


def records_refusals(method: Method) -> Method:
    """Outside the transaction of the act: see `refusals_recorded`."""

    @wraps(method)
    def guarded(view: Any, request: Request, approval_id: int, **kwargs: Any) -> Response:
        with refusals_recorded(approval_for(view.actor, approval_id), actor=view.actor):
            return method(view, request, approval_id=approval_id, **kwargs)

    kept: Callable[..., Response] = guarded
    return kept


def records_unlawful_stops(method: Method) -> Method:
    """As `records_refusals`, and a ground, reason or time that is none of the shape's."""
    recording = records_refusals(method)

    @wraps(method)
    def guarded(view: Any, request: Request, approval_id: int, **kwargs: Any) -> Response:
        try:
            return recording(view, request, approval_id=approval_id, **kwargs)
        except ValidationError:
            approval = approval_for(view.actor, approval_id)
            record_refused_stop(approval, code=BadInput.code, actor=view.actor)
            raise

    kept: Callable[..., Response] = guarded
    return kept
