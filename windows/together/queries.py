"""What was done together, for those who may know."""

from __future__ import annotations

from uuid import UUID

from portal.accounts.actor import Actor
from portal.accounts.models import SignLevel
from windows.together.errors import TogetherNotFound
from windows.together.models import Together


def together_for(actor: Actor, key: UUID) -> Together:
    """One's own, and for those who sign above that of their department. Raises TogetherNotFound."""
    run = Together.objects.select_related("department").filter(pk=key).first()
    if run is None or not actor.department_code:
        raise TogetherNotFound
    is_above = actor.level >= SignLevel.REVIEWER and run.department.code == actor.department_code
    if run.by_id != actor.user_id and not is_above:
        raise TogetherNotFound
    return run
