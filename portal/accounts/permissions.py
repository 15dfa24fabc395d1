"""What a role may do in the operators' admin; which rows are read-only is each admin's own word."""

from __future__ import annotations

from fnmatch import fnmatchcase

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import Staff, User


class RolePermissions(BaseBackend):
    """Permissions by role, from settings.ADMIN_PERMISSIONS: role → patterns of `app.verb_model`.

    So an editor's rights end with the post, and nobody ticks them one by one.
    """

    def has_perm(
        self, user_obj: User | AnonymousUser, perm: str, obj: object | None = None
    ) -> bool:
        return any(fnmatchcase(perm, pattern) for pattern in _patterns(user_obj))

    def has_module_perms(self, user_obj: User | AnonymousUser, app_label: str) -> bool:
        return any(
            fnmatchcase(app_label, pattern.partition(".")[0]) for pattern in _patterns(user_obj)
        )


def _patterns(user: User | AnonymousUser) -> tuple[str, ...]:
    if not isinstance(user, User) or not user.is_active:
        return ()
    post = Staff.objects.filter(user=user, is_active=True).first()
    return settings.ADMIN_PERMISSIONS.get(post.role, ()) if post else ()
