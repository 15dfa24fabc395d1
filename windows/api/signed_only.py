"""What a department's connected system says it signs: its token only reads."""

from __future__ import annotations

from rest_framework.permissions import SAFE_METHODS, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from portal.accounts.roles import Role
from windows.api.door import Door, InRole, Permissions
from windows.departments.errors import UseCallbacks
from windows.departments.queries import is_connected


class Signs(BasePermission):
    """Raises UseCallbacks for the account of a connected system that would change something. A
    program without a connection acts with its token, as its department registered it.
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        if request.method in SAFE_METHODS or not isinstance(view, Door):
            return True
        if view.actor.kind == Role.DEPARTMENT_SYSTEM and is_connected(view.actor):
            raise UseCallbacks
        return True


class ActsOnApproval(Door):
    """A door through which a department changes its part of a case."""

    permission_classes: Permissions = (IsAuthenticated, InRole, Signs)
