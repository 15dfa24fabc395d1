"""The way to the messages of a case, with how many are new: one line in another slice's page."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from windows.approvals.models import Approval
from windows.cases.models import Case
from windows.messages.queries import count_unseen, count_waiting

register = template.Library()
LISTS = {
    Role.CLERK: "desk_messages",
    Role.OFFICER: "inbox_messages",
    Role.SUPERVISOR: "supervision_messages",
}


@register.inclusion_tag("messages/link.html", takes_context=True)
def messages_link(context: dict[str, Any], case: Case, approval: Approval | None = None) -> Any:
    """`{% messages_link case %}`, for an officer `{% messages_link case approval %}`: one query."""
    actor: Actor | None = context.get("actor")
    if actor is None:
        return {"href": ""}
    if actor.kind == Role.APPLICANT:
        href = reverse("case_messages", args=[case.number])
        return {"href": href, "new": count_unseen(actor, case), "is_person": True}
    new = count_waiting(actor, case)
    if actor.kind == Role.CLERK:
        return {"href": reverse("desk_messages_of", args=[case.number]), "new": new}
    if actor.kind == Role.SUPERVISOR:
        return {"href": reverse("supervision_messages_of", args=[case.number]), "new": new}
    if actor.kind == Role.OFFICER and approval is not None:
        return {"href": reverse("inbox_messages_of", args=[approval.pk]), "new": new}
    return {"href": ""}


@register.inclusion_tag("messages/list_link.html", takes_context=True)
def messages_list_link(context: dict[str, Any]) -> Any:
    """`{% messages_list_link %}`: the list of what waits for the reader's office; one query."""
    actor: Actor | None = context.get("actor")
    if actor is None or actor.kind not in LISTS:
        return {"href": ""}
    return {"href": reverse(LISTS[actor.kind]), "waiting": count_waiting(actor)}
