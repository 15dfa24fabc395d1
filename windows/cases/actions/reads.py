"""Permission to read: what is agreed is asked for, what is refused falls to the person."""

from __future__ import annotations

from collections.abc import Collection

from portal.accounts.actor import Actor
from windows.cases.models import Case


def agree_to_reads(
    case: Case,
    *,
    resources: Collection[str],
    actor: Actor,
    role: str = "",
    via: str = "online",
    witness: str = "",
) -> Case:
    """Record the consent of one person of the case to these reads (个人信息保护法 art. 14, 29).

    The subject is the applicant or party the actor acts for; a clerk says `role` and is the witness.
    Planned reads that are not agreed to fall to the next source, at last to the person. The agreed
    ones are asked for at once (message case.gather). May be called again: the newest choice counts
    for reads that have not been asked. Raises MoveRefused once the case is decided or closed.
    """
    raise NotImplementedError
